"""The demonstration: an invented organisation, loaded by the same actions that the forms call."""
