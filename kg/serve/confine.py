"""What a worker may not do: take more memory than it was given, leave a core dump, open a socket.

The kernel enforces all three, whatever the query engine does. Denying sockets takes a seccomp filter (Linux,
seccomp(2)); elsewhere the refusal of SERVICE and LOAD by `kg.query.scan` is the only wall.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import resource
import signal
import struct
from collections.abc import Iterator
from contextlib import contextmanager

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2  # prctl(2): PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000  # SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06  # BPF_LD|BPF_W|BPF_ABS, BPF_JMP|BPF_JEQ|BPF_K, BPF_RET|BPF_K
# AUDIT_ARCH and the number of socket(2), by machine
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}


def limit_memory(bytes_: int) -> None:
    """Refuse this process address space beyond `bytes_`, and any core dump."""
    resource.setrlimit(resource.RLIMIT_AS, (bytes_, bytes_))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def deny_network() -> bool:
    """Make socket(2) fail with EACCES from now on; False where the system cannot."""
    machine = _MACHINES.get(platform.machine())
    if platform.system() != "Linux" or machine is None:
        return False
    architecture, number = machine
    steps = (
        (_LOAD, 0, 0, 4),  # seccomp_data.arch
        (_EQUAL, 0, 3, architecture),
        (_LOAD, 0, 0, 0),  # seccomp_data.nr
        (_EQUAL, 0, 1, number),
        (_RETURN, 0, 0, _ERRNO | errno.EACCES),
        (_RETURN, 0, 0, _ALLOW),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HP", len(steps), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    return bool(libc.prctl(_SECCOMP, _FILTER, ctypes.create_string_buffer(program), 0, 0) == 0)


@contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """The kernel kills this process (SIGALRM) if what is done inside takes longer; nothing has to run for it."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
