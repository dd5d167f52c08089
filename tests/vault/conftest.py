from hypothesis import settings

# A slow machine is not a failure: no test here depends on time.
settings.register_profile("no_deadline", deadline=None)
settings.load_profile("no_deadline")
