"""The generated nights, made once, and the check of what the program says about them against the truth."""
import hashlib
import json
import sys
from collections import Counter

from measure import HERE, PROGRAM, call, fail, say


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


def check_events(ledger, folder):
    """Every true event is told, and nothing else. A fast wrong answer is worth nothing."""
    def told(line):
        it = json.loads(line)
        night = it.get("night") or it["at"]["by"]
        return night, it["project"], it["kind"], it["tag"] or "-", it["observation"]
    truth = Counter(map(told, truth_file(folder).read_text(encoding="utf-8").splitlines()))
    events = Counter(map(told, call([PROGRAM, "events", "--ledger", ledger, "--format", "jsonl"]).splitlines()))
    for words, lines in (("missed", truth - events), ("made up", events - truth)):
        for line in sorted(lines.elements())[:10]:
            say(f"{words}: {' '.join(line)}")
    if truth != events:
        fail(f"the events are wrong: {(truth - events).total()} missed, {(events - truth).total()} made up")
    return truth.total()


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
