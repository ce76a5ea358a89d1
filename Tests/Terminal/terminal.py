"""A session of replica in a pseudo-terminal, as a person at a keyboard has it."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile

import pexpect

# Bracketed paste is switched on with every prompt: what stands behind that is a prompt, and nothing else is.
PROMPT = "\x1b\\[\\?2004h(?:\x1b\\[[0-9;]*m)*\\[(\\d+)\\] "
CONTINUATION = "\x1b\\[\\?2004h *\\.\\.\\. "

CTRL_C = "\x03"
CTRL_D = "\x04"
TAB = "\t"
UP = "\x1b[A"

# A library under which a large write to a file takes three seconds.
SLOW_DISK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>
ssize_t write(int file, const void *bytes, size_t count) {
  static ssize_t (*real)(int, const void *, size_t);
  struct stat facts;
  if (!real) real = dlsym(RTLD_NEXT, "write");
  if (count >= 1 << 16 && !fstat(file, &facts) && S_ISREG(facts.st_mode)) sleep(3);
  return real(file, bytes, count);
}
"""


def plain(text):
    """The text as it looks on the screen: without escape sequences, carriage returns and bells, and backspaces at work."""
    text = re.sub("\x1b(\\[[0-9;?]*[A-Za-z]|[=>])", "", text)
    shown = []
    place = 0
    for character in text.replace("\r", "").replace("\a", ""):
        if character == "\b":
            place -= 1
        else:
            # What is written over earlier characters takes their place; readline clears the rest of the line.
            shown[place:] = [character]
            place += 1
    return "".join(shown)


class Session:
    def __init__(self, replica, *arguments, home=None, colours=False, resumes=True, waits=True, timeout=10, size=(40, 90), **variables):
        self.resumes = resumes
        self.home = home or tempfile.mkdtemp(prefix="replica-terminal-")
        environment = {
            "PATH": os.environ["PATH"], "HOME": self.home, "TERM": "xterm-256color", "LANG": "C.UTF-8",
        }
        if not colours:
            environment["NO_COLOR"] = "1"
        environment.update(variables)
        self.child = pexpect.spawn(
            replica, list(arguments), env={k: v for k, v in environment.items() if v is not None},
            encoding="utf-8", dimensions=size, timeout=timeout, cwd=self.home)
        self.number = None
        if waits and (not arguments or arguments[0] == "--resume"):
            self.greeting = self.wait()

    def wait(self):
        """What is on the screen up to the next prompt; a session that was cut off is resumed, unless `resumes` is false."""
        before = ""
        while self.child.expect([PROMPT, "resume it\\? \\[Y/n\\] "]) == 1:
            before += plain(self.child.before)
            self.type("\r" if self.resumes else "n\r")
        self.number = int(self.child.match.group(1))
        return before + plain(self.child.before)

    def type(self, text):
        self.child.send(text)

    def ask(self, line):
        """What a line answers, without the line itself."""
        self.type(line + "\r")
        answer = self.wait()
        return answer.partition("\n")[2].strip("\n")

    def see(self, text):
        """Waits until the text is on the screen."""
        self.child.expect_exact(text)

    def complete(self, text):
        """The line that Tab makes of another; it is given up afterwards."""
        self.type(text + TAB + "|")
        self.child.expect_exact("|")
        line = plain(self.child.before)
        self.type(CTRL_C)
        self.wait()
        return line

    def leave(self):
        """The exit status after Ctrl-D."""
        self.type(CTRL_D)
        return self.end()

    def settle(self):
        """Waits until nothing comes any more, and forgets what came."""
        while self.child.expect(["(?s).+", pexpect.TIMEOUT], timeout=0.05) == 0:
            pass

    def kill(self):
        """Ends the program as nothing can prevent."""
        self.child.kill(signal.SIGKILL)
        self.child.close(force=True)

    def end(self):
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus


def slow_session(replica):
    """A session on a disk that does not answer; nothing where no compiler can make one."""
    compiler = shutil.which("cc") or shutil.which("clang")
    if not compiler:
        return None
    folder = pathlib.Path(tempfile.mkdtemp(prefix="replica-slow-"))
    (folder / "slow.c").write_text(SLOW_DISK)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", folder / "slow.so", folder / "slow.c", "-ldl"], check=True)
    return Session(replica, LD_PRELOAD=str(folder / "slow.so"))
