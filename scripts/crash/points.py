"""One point: a fresh workspace, a daemon that dies or fails at one call, and what must be true afterwards."""

import errno
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import threading
import time

import books
from receiver import received
from tracer import DESCRIPTOR_MAKERS, OPENS, Tracer

ONCE_SECONDS = 60
# The longest that a daemon may take to be done after a fault of about a second.
RESUME_SECONDS = 40
FAULTS = ["ENOSPC", "EIO", "EACCES", "EMFILE"]
NO_SPACE_CALLS = {
    "write", "pwrite64", "writev", "pwritev", "pwritev2", "fallocate", "ftruncate", "mkdir", "mkdirat", "rename",
    "renameat", "renameat2", "link", "linkat", "fsync", "fdatasync", "syncfs",
}
ACCESS_CALLS = {"rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "link", "linkat"}


def can_fail(call, fault):
    """True when this call can fail so in the world."""
    if fault == "ENOSPC":
        return call.name in NO_SPACE_CALLS or call.creates
    if fault == "EACCES":
        return call.name in ACCESS_CALLS or call.name in OPENS
    if fault == "EMFILE":
        return call.name in DESCRIPTOR_MAKERS
    return call.name not in ("socket", "pipe2")


class Counter:
    """Counts the calls that concern the workspace; `answers` says what becomes of one."""

    def __init__(self, workspace, answers):
        self.root, self.answers = str(workspace) + "/", answers
        self.counts = dict.fromkeys(["writes", *FAULTS], 0)
        self.hits = []

    def decide(self, call):
        if not call.path.startswith(self.root) and call.name not in ("socket", "pipe2"):
            return None
        kinds = [fault for fault in FAULTS if can_fail(call, fault)]
        if call.writes:
            kinds.append("writes")
        for kind in kinds:
            self.counts[kind] += 1
        for kind in kinds:
            answer = self.answers(kind, self.counts[kind])
            if answer:
                if len(self.hits) < 100:
                    self.hits.append(f"{kind} {self.counts[kind]}: {str(call).replace(self.root, '')}")
                return answer
        return None


class Point:
    """The workspace of one point and what was found in it."""

    def __init__(self, template, folder, tickmark, dropped, reference):
        self.tickmark, self.dropped, self.reference = tickmark, dropped, reference
        self.folder = pathlib.Path(folder)
        # The name is part of the reports, so it is the same for all points.
        self.workspace = self.folder / "shop"
        self.folder.mkdir(parents=True)
        shutil.copytree(template, self.workspace)
        # The receiver knows the workspaces apart by this.
        self.token, self.messages = self.folder.name, self.folder.parent / "messages"
        secrets = self.workspace / ".tickmark/secrets"
        secrets.mkdir(parents=True)
        (secrets / "shop").write_text(self.token + "\n")
        self.log = os.open(self.folder / "daemon.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.hits, self.faults = [], []

    def close(self, keep):
        os.close(self.log)
        if not keep:
            shutil.rmtree(self.folder)

    def tracer(self, counter, *options):
        arguments = [self.tickmark, "run", *options, "--workspace", str(self.workspace)]
        return Tracer(arguments, dict(os.environ), self.log, counter.decide)

    # Kill

    def once(self, answers):
        """`run --once` under the tracer; its wait status and its counter."""
        counter = Counter(self.workspace, answers)
        tracer = self.tracer(counter, "--once")
        tracer.start()
        watch = threading.Timer(ONCE_SECONDS, os.kill, [tracer.main, signal.SIGKILL])
        watch.start()
        status = tracer.run()
        watch.cancel()
        self.hits += counter.hits
        return status, counter

    def kill(self, numbers, tears):
        """Kills a run at the given write, starts again and kills that too, and so on.

        True when every one of the calls was reached.
        """
        reached = 0
        for number in numbers:
            answer = "tear" if tears else "kill"
            status, counter = self.once(lambda kind, count: answer if (kind, count) == ("writes", number) else None)
            if not os.WIFSIGNALED(status):
                self.expect_end(status)
                break
            if not counter.hits:
                self.faults.append(f"the run hung: it was not done after {ONCE_SECONDS} s")
            reached += 1
            self.faults += books.faults_of_the_dead(self.workspace, self.dropped)
        self.finish()
        return reached == len(numbers)

    def finish(self):
        """Runs to the end without faults and compares the books."""
        done = self.run("run", "--once")
        if done.returncode != 1:
            self.faults.append(f"the run afterwards ended with {done.returncode} instead of 1 (exceptions wait)")
        self.compare()

    def expect_end(self, status):
        if os.waitstatus_to_exitcode(status) != 1:
            self.faults.append(f"the run ended with {os.waitstatus_to_exitcode(status)} instead of 1")

    def run(self, *arguments):
        try:
            return subprocess.run(
                [self.tickmark, *arguments, "--workspace", str(self.workspace)],
                stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, timeout=ONCE_SECONDS,
            )
        except subprocess.TimeoutExpired as expired:
            return subprocess.CompletedProcess(expired.cmd, "a timeout")

    def compare(self, without=None):
        self.faults += books.faults_of_the_dead(self.workspace, self.dropped)
        if self.reference is not None:
            state = self.end_state()
            if without:
                state[without] = self.reference[without]
            self.faults += books.differences(state, self.reference)
        self.faults += books.faults_of_messages(self.workspace, received(self.messages, self.token))
        if self.run("verify").returncode != 0:
            self.faults.append("tickmark verify finds faults (see daemon.log)")

    def end_state(self):
        """All that must be the same at the end: the books, and what the receiver was told last of each document.

        It may have been told more on the way.
        """
        told = {}
        for message in received(self.messages, self.token):
            body = json.loads(message["body"])
            told[body.get("number")] = body["event"]
        told = sorted(f"{number}: {event}" for number, event in told.items())
        return {**books.end_state(self.workspace, self.dropped), "last told": told}

    # Faults

    def fault(self, fault, number, calls, seconds):
        """Lets `calls` calls fail from the given one on, for `seconds` at most.

        "reached", "missed", or "refused" when it struck the start and the daemon said so and ended.
        """
        window = Window(fault, number, calls, seconds)
        counter = Counter(self.workspace, window.answer)
        tracer = self.tracer(counter)
        tracer.start()
        driver = Driver(self, tracer.main)
        driver.start()
        status = tracer.run()
        driver.join()
        self.hits += counter.hits
        self.counts = counter.counts
        code = os.waitstatus_to_exitcode(status)
        if code > 0 and not driver.has_answered and counter.hits:
            if code != 75:
                self.faults.append(f"the start ended with {code} instead of 75 (try again)")
            self.finish()
            return "refused"
        if code != 0:
            self.faults.append(f"the daemon ended by itself with {code}")
        self.faults += driver.faults
        # A half copy that could not be removed either may wait for the next start; nothing else may.
        self.compare(without="left over")
        self.finish()
        return "reached" if counter.hits else "missed"


class Window:
    """The calls that fail: some, from one on, for a short time."""

    def __init__(self, fault, number, calls, seconds):
        self.fault, self.number, self.left, self.seconds = fault, number, calls, seconds
        self.until = None

    def answer(self, kind, count):
        if kind != self.fault or count < self.number or self.left == 0:
            return None
        now = time.monotonic()
        self.until = self.until or now + self.seconds
        if now > self.until:
            self.left = 0
            return None
        self.left -= 1
        return getattr(errno, self.fault)


class Driver(threading.Thread):
    """Waits until the daemon says that it is done, then stops it with SIGTERM."""

    def __init__(self, point, process):
        super().__init__()
        self.point, self.process = point, process
        self.has_answered = False
        self.faults = []

    def run(self):
        try:
            self.wait()
        except Exception as error:  # The daemon must be stopped whatever happens here.
            self.faults.append(f"the harness failed: {error!r}")
        finally:
            self.stop()

    def wait(self):
        end = time.monotonic() + RESUME_SECONDS
        left = ["the daemon never answered"]
        while time.monotonic() < end and left and self.is_alive_there():
            time.sleep(0.05)
            left = self.left_to_do()
        if left and self.is_alive_there():
            self.faults.append(f"it did not go on by itself within {RESUME_SECONDS} s: {left}")

    def stop(self):
        try:
            os.kill(self.process, signal.SIGTERM)
            end = time.monotonic() + 15
            while self.is_alive_there() and time.monotonic() < end:
                time.sleep(0.02)
            if self.is_alive_there():
                self.faults.append("SIGTERM did not stop it within 15 s")
                os.kill(self.process, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def is_alive_there(self):
        return os.path.exists(f"/proc/{self.process}/fd/0") or os.path.exists(f"/proc/{self.process}/task/{self.process}/fd")

    def left_to_do(self):
        """What the daemon still has to do, in words; empty when nothing."""
        status = ask(self.point.workspace / ".tickmark/daemon.sock")
        if status is None:
            return ["the daemon does not answer"]
        self.has_answered = True
        left = [f"{name}: {status.get(name)}" for name in ("jobs", "outbox", "messagesWaiting", "waiting", "trouble") if status.get(name)]
        left += [f"in the inbox: {path.name}" for path in books.files_under(self.point.workspace / "inbox")]
        if not left and self.point.reference is not None:
            left = self.stale_reports()
        return left

    def stale_reports(self):
        stale = []
        for path in books.outputs(self.point.workspace):
            name = str(path.relative_to(self.point.workspace))
            try:
                if books.report(path, self.point.dropped) != self.point.reference.get(name):
                    stale.append(f"not up to date: {name}")
            except FileNotFoundError:
                stale.append(f"gone meanwhile: {name}")
        missing = [name for name in self.point.reference if "/" in name and not (self.point.workspace / name).exists()]
        return stale + [f"not there: {name}" for name in missing]


def ask(path):
    """The daemon's status; None when it does not answer."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(5)
        try:
            connection.connect(str(path))
            request = json.dumps({"command": {"status": {}}, "format": "json"}).encode()
            connection.sendall(len(request).to_bytes(4, "little") + request)
            answer = b""
            while more := connection.recv(65_536):
                answer += more
            return json.loads(json.loads(answer[4:])["text"])
        except (OSError, ValueError, KeyError):
            return None
