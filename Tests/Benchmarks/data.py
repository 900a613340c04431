"""The generated nights, made once, and the check of what the program says about them against the truth."""
import hashlib
import json
import subprocess
import sys
from collections import Counter

from measure import HERE, PROGRAM, call, fail, say

PATIENCE = 90  # Seconds for one run of events.


def generated(folder, what, **options):
    """A folder of nights. It is named by all that decides its bytes, so kept data is never taken for other data."""
    makers = b"".join((HERE / name).read_bytes() for name in ("generate", "history.py", "gitlab.py", "prose.py"))
    words = [word for key, value in options.items() for word in (f"--{key}", str(value))]
    name = f"{what}-" + hashlib.sha256(makers + " ".join(words).encode()).hexdigest()[:12]
    if not truth_file(folder / name).exists():
        say(f"generating: {what} {' '.join(words)}")
        call([sys.executable, HERE / "generate", what, "--out", folder / name, *words])
    return folder / name


def truth_file(folder):
    return folder.with_name(folder.name + ".truth.jsonl")


def check_events(ledger, folder, only=None):
    """Every true event is told, and nothing else. A fast wrong answer is worth nothing. only: these projects alone."""
    def told(line):
        it = json.loads(line)
        night = it.get("night") or it["at"]["by"]
        return night, it["project"], it["kind"], it["tag"] or "-", it["observation"]
    command = [PROGRAM, "events", "--ledger", ledger, "--format", "jsonl"]
    commands = [[*command, "--project", project] for project in only] if only else [command]
    events = Counter(told(line) for each in commands for line in call(each, timeout=PATIENCE).splitlines())
    truth = Counter(map(told, truth_file(folder).read_text(encoding="utf-8").splitlines()))
    if only:
        truth = Counter({key: count for key, count in truth.items() if key[1] in only})
    for words, lines in (("missed", truth - events), ("made up", events - truth)):
        for line in sorted(lines.elements())[:10]:
            say(f"{words}: {' '.join(line)}")
    if truth != events:
        fail(f"the events are wrong: {(truth - events).total()} missed, {(events - truth).total()} made up")
    return truth.total()


def check_events_of_many(ledger, folder, projects):
    """The events of all projects, or of a hundred of them where all take too long. Says which."""
    try:
        return f"all {check_events(ledger, folder)} events told, none made up"
    except subprocess.TimeoutExpired:
        some = projects[::max(1, len(projects) // 100)]
        count = check_events(ledger, folder, only=some)
        return (f"`events` over all projects took more than {PATIENCE} s and was stopped; checked in a sample of "
                f"{len(some)} projects: {count} events told, none made up")


def check_restored(ledger, folder, nights, out):
    """All nights come back byte for byte; None where this build cannot restore."""
    if "restore" not in call([PROGRAM, "snapshots", "--help"]):
        return None
    project = nights[0].parent.relative_to(folder)
    call([PROGRAM, "snapshots", "restore", "--ledger", ledger, "--project", project, "--output", out])
    for night in nights:
        restored = list((out / project / night.stem).iterdir())
        if len(restored) != 1 or restored[0].read_bytes() != night.read_bytes():
            fail(f"{night.name} did not come back byte for byte")
    return len(nights)
