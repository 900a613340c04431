"""Timing, peak memory, and what this was measured on."""
import hashlib
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
PROGRAM = Path(os.environ.get("RELEASE_AUDIT") or CHECKOUT / ".build/release/release-audit").resolve()
# What the caller's shell sets must not steer the program.
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("RELEASE_AUDIT")} | {"LC_ALL": "C"}


def say(words):
    print(f"run: {words}", file=sys.stderr, flush=True)


def fail(words, code=1):
    print(f"run: error: {words}", file=sys.stderr)
    sys.exit(code)


def needs(**package_of):
    """Names the missing programs and how to get them. Nothing is installed behind anyone's back."""
    missing = {program: package for program, package in package_of.items() if not shutil.which(program)}
    if not PROGRAM.is_file():
        fail("no release-audit to measure; build it with 'swift build -c release --static-swift-stdlib', or name it in "
             "the environment variable RELEASE_AUDIT", 69)
    if missing:
        fail(f"missing: {', '.join(missing)}; sudo apt-get install {' '.join(sorted(set(missing.values())))}", 69)


def call(command, **options):
    """Standard output of a command that must succeed."""
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, **options)
    if done.returncode != 0:
        words = f"{Path(command[0]).name} {' '.join(map(str, command[1:3]))}"
        fail(f"{words} ended with {done.returncode}: {done.stderr[-600:]}")
    return done.stdout


def seconds(command, **options):
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        code = subprocess.run(command, stdout=output, stderr=errors, env=ENVIRONMENT, **options).returncode
        spent = time.perf_counter() - start
        if code != 0:
            errors.seek(0)
            fail(f"{Path(command[0]).name} ended with {code}: {errors.read()[-600:].decode(errors='replace')}")
    return spent


def warm(files):
    """Reads every file once, so that both sides find all of it in the page cache."""
    for file in files:
        file.read_bytes()


class Times:
    def __init__(self, values):
        self.values, self.least, self.median = values, min(values), statistics.median(values)

    def __str__(self):
        return f"min {self.least:.2f} s, median {self.median:.2f} s"


def in_turn(rounds, *sides):
    """A B A B: a machine that slows down for a while slows both sides down. The first round of all is thrown away."""
    rows = [[side() for side in sides] for _ in range(rounds + 1)][1:]
    return [Times(list(column)) for column in zip(*rows)]


def peak_memory(command, folder):
    """Bytes. Through time(1), which is small: a child of ours would be charged with what Python held when it forked."""
    figure = folder / "peak"
    seconds(["/usr/bin/time", "-f", "%M", "-o", figure, *command])
    return int(figure.read_text().split()[-1]) * 1024


def first_line(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT)
        return (done.stdout or done.stderr).strip().splitlines()[0]
    except (OSError, IndexError):
        return f"{Path(command[0]).name}: none"


def machine():
    """What a reader needs to judge the numbers. No host name, no path."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2 ** 30
    commit = first_line("git", "-C", CHECKOUT, "describe", "--always", "--dirty", "--exclude=*")
    load = os.getloadavg()[0]
    return [
        f"- {model}, {os.cpu_count()} cores, {memory:.0f} GiB, Linux {platform.release()}, load before {load:.1f}",
        f"- {first_line('openssl', 'version')}; {first_line('jq', '--version')}; {first_line('diff', '--version')}; "
        f"Python {platform.python_version()}",
        f"- commit of the checkout {commit}; release-audit {first_line(PROGRAM, '--version')}, binary with SHA-256 "
        f"{hashlib.sha256(PROGRAM.read_bytes()).hexdigest()[:16]}"]
