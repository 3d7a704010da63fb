"""Runs one program under ptrace and asks, before each of its writing system calls, what is to become of it.

`strace --inject` counts each system call of each thread by itself; here one caller counts for the whole process, so that
"the 217th call" names one moment of the run. A seccomp filter stops the process at these calls only, so the rest runs at
full speed. The program's children (the readers) are followed, but neither counted nor touched.
"""

import ctypes
import os
import platform
import signal
import struct
import sys

CALLS = {
    "x86_64": {
        "write": 1, "pwrite64": 18, "writev": 20, "sendfile": 40, "socket": 41, "fsync": 74, "fdatasync": 75,
        "truncate": 76, "ftruncate": 77, "rename": 82, "mkdir": 83, "unlink": 87, "open": 2, "creat": 85, "link": 86,
        "openat": 257, "mkdirat": 258, "unlinkat": 263, "renameat": 264, "linkat": 265, "sync_file_range": 277,
        "fallocate": 285, "pipe2": 293, "pwritev": 296, "syncfs": 306, "renameat2": 316, "copy_file_range": 326,
        "pwritev2": 328,
    },
    "aarch64": {
        "mkdirat": 34, "unlinkat": 35, "linkat": 37, "renameat": 38, "truncate": 45, "ftruncate": 46, "fallocate": 47,
        "openat": 56, "pipe2": 59, "write": 64, "writev": 66, "pwrite64": 68, "pwritev": 70, "sendfile": 71,
        "fsync": 82, "fdatasync": 83, "sync_file_range": 84, "socket": 198, "syncfs": 267, "renameat2": 276,
        "copy_file_range": 285, "pwritev2": 287,
    },
}[platform.machine()]
NAMES = {number: name for name, number in CALLS.items()}

BY_DESCRIPTOR = {
    "write", "pwrite64", "writev", "pwritev", "pwritev2", "fsync", "fdatasync", "syncfs", "sync_file_range",
    "ftruncate", "fallocate", "sendfile",
}
# Where the path, and the folder's descriptor before it, stand among the arguments.
BY_PATH = {
    "truncate": 0, "rename": 0, "mkdir": 0, "unlink": 0, "open": 0, "creat": 0, "link": 0,
    "openat": 1, "mkdirat": 1, "unlinkat": 1, "renameat": 1, "renameat2": 1, "linkat": 1,
}
OPENS = {"open", "openat", "creat"}
DESCRIPTOR_MAKERS = OPENS | {"socket", "pipe2"}
O_CREAT = os.O_CREAT

PTRACE_CONT, PTRACE_GETREGS, PTRACE_SETREGS = 7, 12, 13
PTRACE_SETREGSET, PTRACE_GETREGSET = 0x4205, 0x4204
PTRACE_SEIZE, PTRACE_LISTEN, PTRACE_GET_SYSCALL_INFO = 0x4206, 0x4208, 0x420E
# Threads, forks, vforks and execs are followed; seccomp stops are told; tracees die with the tracer.
OPTIONS = 0x02 | 0x04 | 0x08 | 0x10 | 0x80 | 0x100000
EVENT_SECCOMP, EVENT_STOP = 7, 128
WAIT_ALL = 0x40000000

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.restype = ctypes.c_long
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]


class Call:
    """A system call that is about to be made."""

    def __init__(self, process, name, arguments):
        self.process, self.name, self.arguments = process, name, arguments
        self.path = self._path()

    @property
    def creates(self):
        return self.name == "creat" or self.name in OPENS and bool(self.arguments[BY_PATH[self.name] + 1] & O_CREAT)

    @property
    def writes(self):
        """True for what changes a disk or makes the change durable; false for a look at a file, a socket or a pipe."""
        return self.creates or self.name not in DESCRIPTOR_MAKERS

    def _path(self):
        try:
            if self.name in BY_DESCRIPTOR:
                return os.readlink(f"/proc/{self.process}/fd/{self.arguments[0]}")
            if self.name in BY_PATH:
                place = BY_PATH[self.name]
                path = os.fsdecode(self._text(self.arguments[place]))
                if path.startswith("/") or place == 0:
                    return path
                folder = ctypes.c_int(self.arguments[0] & 0xFFFFFFFF).value
                base = f"/proc/{self.process}/cwd" if folder == -100 else f"/proc/{self.process}/fd/{folder}"
                return os.path.join(os.readlink(base), path)
        except OSError:
            pass
        return ""

    def _text(self, address):
        return self.memory(address, 4096).split(b"\0", 1)[0]

    def memory(self, address, count):
        """As much of `count` bytes as the process has there."""
        with open(f"/proc/{self.process}/mem", "rb", buffering=0) as memory:
            first = 4096 - address % 4096
            bytes = os.pread(memory.fileno(), min(first, count), address)
            if count > first and (b"\0" not in bytes or self.name in BY_DESCRIPTOR):
                bytes += os.pread(memory.fileno(), count - first, address + first)
            return bytes

    def __str__(self):
        return f"{self.name} {self.path or self.arguments[:3]}"


class Tracer:
    """`decide` is asked at each call of CALLS; it answers None, "kill", "tear" or an error number."""

    def __init__(self, arguments, environment, output, decide):
        self.arguments, self.environment, self.output, self.decide = arguments, environment, output, decide
        self.main = 0
        self.processes = {}
        self.status = None
        self.killed = False

    def start(self):
        ready, go = os.pipe()
        child = os.fork()
        if child == 0:
            self._become(ready, go)
        self.main = child
        try:
            ptrace(PTRACE_SEIZE, child, 0, OPTIONS)
        except OSError as error:
            os.kill(child, signal.SIGKILL)
            sys.exit(f"crash-test: this machine does not allow ptrace ({error}); in a container: --cap-add SYS_PTRACE")
        os.close(ready)
        os.write(go, b"!")
        os.close(go)

    def _become(self, ready, go):
        try:
            os.setsid()
            os.close(go)
            os.read(ready, 1)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(self.output, 1)
            os.dup2(self.output, 2)
            install_filter()
            os.execve(self.arguments[0], self.arguments, self.environment)
        finally:
            os._exit(127)

    def run(self):
        """Until the program and all its children are gone; the program's wait status."""
        while True:
            try:
                task, status = os.waitpid(-1, WAIT_ALL)
            except ChildProcessError:
                return self.status
            if os.WIFSTOPPED(status):
                self._stopped(task, status)
            elif task == self.main:
                self.status = status

    def _stopped(self, task, status):
        event, number = status >> 16, os.WSTOPSIG(status)
        if event == EVENT_SECCOMP:
            self._called(task)
            ptrace(PTRACE_CONT, task, 0, 0, mayBeGone=True)
        elif event == EVENT_STOP and number in (signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU):
            ptrace(PTRACE_LISTEN, task, 0, 0, mayBeGone=True)
        else:
            ptrace(PTRACE_CONT, task, 0, 0 if event else number, mayBeGone=True)

    def _called(self, task):
        if self.killed or self._process(task) != self.main:
            return
        info = ctypes.create_string_buffer(88)
        if ptrace(PTRACE_GET_SYSCALL_INFO, task, 88, ctypes.addressof(info), mayBeGone=True) < 0:
            return
        number, *arguments = struct.unpack_from("<7Q", info.raw, 24)
        answer = self.decide(Call(self.main, NAMES[number], arguments))
        if answer in ("kill", "tear"):
            if answer == "tear":
                tear(Call(self.main, NAMES[number], arguments))
            self.killed = True
            os.kill(self.main, signal.SIGKILL)
        elif answer:
            fail(task, answer)

    def _process(self, task):
        """The process that a thread belongs to."""
        if task not in self.processes:
            try:
                with open(f"/proc/{task}/status") as lines:
                    self.processes[task] = int(next(line for line in lines if line.startswith("Tgid:")).split()[1])
            except (OSError, StopIteration):
                return 0
        return self.processes[task]


def ptrace(request, task, address, data, mayBeGone=False):
    answer = libc.ptrace(request, task, address, data)
    if answer < 0:
        number = ctypes.get_errno()
        if not (mayBeGone and number == 3):
            raise OSError(number, f"ptrace {request}: {os.strerror(number)}")
    return answer


def tear(call):
    """Lets the first half of the write come to the file, as a crash in the middle of it would."""
    place = f"/proc/{call.process}"
    if call.name not in ("write", "pwrite64") or call.arguments[2] < 2 or not os.path.isfile(f"{place}/fd/{call.arguments[0]}"):
        return
    half = call.memory(call.arguments[1], call.arguments[2] // 2)
    if call.name == "write":
        with open(f"{place}/fdinfo/{call.arguments[0]}") as lines:
            offset = int(next(line for line in lines if line.startswith("pos:")).split()[1])
    else:
        offset = call.arguments[3]
    target = os.open(f"{place}/fd/{call.arguments[0]}", os.O_WRONLY)
    os.pwrite(target, half, offset)
    os.close(target)


def fail(task, number):
    """Skips the call that the thread stands before and makes it answer -number."""
    if platform.machine() == "x86_64":
        registers = (ctypes.c_uint64 * 27)()
        ptrace(PTRACE_GETREGS, task, 0, ctypes.addressof(registers))
        registers[15] = 2**64 - 1  # orig_rax: no such call
        registers[10] = 2**64 - number  # rax
        ptrace(PTRACE_SETREGS, task, 0, ctypes.addressof(registers))
        return
    registers, call = (ctypes.c_uint64 * 34)(), ctypes.c_int(-1)
    general, only = (ctypes.c_uint64 * 2)(ctypes.addressof(registers), 272), (ctypes.c_uint64 * 2)(ctypes.addressof(call), 4)
    ptrace(PTRACE_GETREGSET, task, 1, ctypes.addressof(general))
    registers[0] = 2**64 - number
    ptrace(PTRACE_SETREGSET, task, 1, ctypes.addressof(general))
    ptrace(PTRACE_SETREGSET, task, 0x404, ctypes.addressof(only))  # NT_ARM_SYSTEM_CALL


def install_filter():
    """A seccomp filter that hands the calls of CALLS to the tracer and allows all others."""
    rules = [struct.pack("<HBBI", 0x20, 0, 0, 0)]  # load the call's number
    for number in CALLS.values():
        rules.append(struct.pack("<HBBI", 0x15, 0, 1, number))  # equal? then trace
        rules.append(struct.pack("<HBBI", 0x06, 0, 0, 0x7FF00000))
    rules.append(struct.pack("<HBBI", 0x06, 0, 0, 0x7FFF0000))
    program = ctypes.create_string_buffer(b"".join(rules))
    header = ctypes.create_string_buffer(struct.pack("<HxxxxxxQ", len(rules), ctypes.addressof(program)))
    if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, ctypes.c_void_p(ctypes.addressof(header)), 0, 0):
        os._exit(126)
