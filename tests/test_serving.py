"""What a process that serves asks of its machine."""

import subprocess
import sys

HEAPS = """
import ctypes, threading
from app.serving import share_one_heap

libc = ctypes.CDLL(None)
if {shared}:
    share_one_heap()
together = threading.Barrier(4)

def take():
    libc.malloc(1000)
    together.wait()

threads = [threading.Thread(target=take) for _ in range(4)]
[thread.start() for thread in threads], [thread.join() for thread in threads]
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


def heaps(*, shared: bool) -> int:
    script = HEAPS.format(shared=shared)
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    return told.stdout.count("<heap ")


def test_threads_share_one_heap_where_glibc_would_give_each_its_own() -> None:
    assert heaps(shared=False) > 1
    assert heaps(shared=True) == 1
