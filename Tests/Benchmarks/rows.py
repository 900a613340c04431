"""The rows of the table: what is measured, against what, and what was found."""
import functools
import os
import shutil
import sys

from data import check_events, check_events_of_many, check_restored, generated
from measure import HERE, PROGRAM, call, fail, in_turn, peak_memory, say, seconds, warm

DEEPDIFF = "9.1.0"
JINJA = "3.1.6"


class Bench:
    def __init__(self, data, work, quick, rounds):
        self.data, self.work, self.quick, self.rounds = data, work, quick, rounds
        self.nights, self.projects = (30, 500) if quick else (365, 10_000)

    def python_with(self, package, version):
        """A Python of its own that has a package from PyPI."""
        python = self.data / f"{package}-{version}" / "bin" / "python"
        if not python.exists():
            say(f"installing {package} {version} from PyPI into a venv")
            call([sys.executable, "-m", "venv", python.parent.parent])
            call([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"{package}=={version}"])
        return python

    # ------------------------------------------------------------------------------------------------- one year

    @functools.cached_property
    def year(self):
        return generated(self.data, "year", seed=1, nights=self.nights, size=2_000_000)

    @functools.cached_property
    def files(self):
        return sorted(self.year.rglob("*.json"))

    @functools.cached_property
    def raw(self):
        return sum(file.stat().st_size for file in self.files)

    def ledger(self, name):
        for file in self.work.glob(name + "*"):
            file.unlink()
        return self.work / name

    def ingest(self, folder, ledger):
        return [PROGRAM, "ingest", "--quiet", "--ledger", ledger, folder]

    @functools.cached_property
    def ingested(self):
        """Times of ingest and of openssl, by turns. The ledger of the last round is checked and kept for other rows."""
        say(f"ingest of {self.nights} nights, {self.rounds} rounds against openssl")
        warm(self.files)
        times = in_turn(self.rounds, lambda: seconds(self.ingest(self.year, self.ledger("year.sqlite"))),
                        lambda: seconds(["openssl", "dgst", "-sha256", *self.files]))
        self.events = check_events(self.work / "year.sqlite", self.year)
        return times

    def row_ingest(self):
        ours, openssl = self.ingested
        ratio = ours.median / openssl.median
        return [(f"ingest {self.nights} nights, {self.raw / 1e6:.0f} MB", "`openssl dgst -sha256`", "<= 1.5 x its time",
                 f"{ratio:.2f} x", ratio <= 1.5,
                 f"ingest {ours}; openssl {openssl}; all {self.events} events told, none made up")]

    def with_events(self, peer):
        """ingest stores, events compares: a peer that compares is also set against both together."""
        ours = self.ingested[0].median
        events = [PROGRAM, "events", "--ledger", self.work / "year.sqlite", "--format", "jsonl"]
        return f"{peer / (ours + min(seconds(events) for _ in range(3))):.0f} x with `events` after ingest"

    def row_jq(self):
        ours, nights = self.ingested[0].median, self.files
        sample = min(12, len(nights))
        spent = seconds([HERE / "jq-nights", *nights[:sample]])
        how = f"sample: the first {sample} nights, scaled to {len(nights)}"
        if spent / sample * len(nights) <= 120:
            say("jq -S and diff, all nights")
            sample, how = len(nights), "all nights, once"
            spent = seconds([HERE / "jq-nights", *nights])
        peer = spent / sample * len(nights)
        faster = peer / ours
        return [("the same", "`jq -S` of each night + `diff`", ">= 20 x faster", f"{faster:.0f} x", faster >= 20,
                 f"{how}: {peer:.0f} s; {self.with_events(peer)}")]

    def row_deepdiff(self):
        ours, nights = self.ingested[0].median, self.files
        python = self.python_with("deepdiff", DEEPDIFF)
        say("deepdiff of a sample of nights")
        pairs = list(zip(nights, nights[1:]))
        alike = [pair for pair in pairs if pair[0].read_bytes() == pair[1].read_bytes()]
        changed = [pair for pair in pairs if pair not in alike]
        peer, sampled = 0, 0
        for group in (alike, changed):
            sample = group[::max(1, len(group) // 6)][:6]
            if sample:
                lines = call([python, HERE / "deepdiff-nights", *sum(sample, ())]).splitlines()
                peer += sum(float(line.split()[0]) for line in lines) / len(sample) * len(group)
                sampled += len(sample)
        faster = peer / ours
        return [("the same", f"Python deepdiff {DEEPDIFF}", ">= 500 x faster", f"{faster:.0f} x", faster >= 500,
                 f"sample: {sampled} pairs of nights, scaled to {len(alike)} without and {len(changed)} with a change: "
                 f"{peer:.0f} s; {self.with_events(peer)}")]

    def row_ledger(self):
        self.ingested
        ledger = self.work / "year.sqlite"
        size = sum(file.stat().st_size for file in self.work.glob("year.sqlite*"))
        say("restoring all nights")
        restored = check_restored(ledger, self.year, self.files, self.work / "restored")
        shutil.rmtree(self.work / "restored", ignore_errors=True)
        note = f"all {restored} nights restored byte for byte" if restored else "this build cannot restore"
        # A short year cannot reach the goal: all of its first night is new.
        first = size / self.files[0].stat().st_size
        return [("size of that ledger", "the raw files", "<= 1 %", f"{size / self.raw:.2%}", size <= self.raw / 100,
                 f"{size / 1e6:.2f} MB of {self.raw / 1e6:.0f} MB, {first:.2f} x the first night; {note}")]

    def row_memory(self):
        largest = max(file.stat().st_size for file in self.files)
        goal, peaks, rows = 64e6 + 4 * largest, [], []
        few = 10 if self.quick else 30
        for count in (few, self.nights):
            folder = self.work / f"first-{count}"
            for file in self.files[:count]:
                link = folder / file.relative_to(self.year)
                link.parent.mkdir(parents=True, exist_ok=True)
                os.link(file, link)
            warm(folder.rglob("*.json"))
            say(f"peak memory of {count} nights")
            peaks.append(peak_memory(self.ingest(folder, self.ledger("memory.sqlite")), self.work))
            shutil.rmtree(folder)
            flat = f"; {peaks[-1] / peaks[0]:.2f} x that of {few} nights" if rows else ""
            rows.append((f"peak memory, {count} nights", "64 MB + 4 x the largest snapshot",
                         f"<= {goal / 1e6:.0f} MB", f"{peaks[-1] / 1e6:.0f} MB", peaks[-1] <= goal,
                         f"largest snapshot {largest / 1e6:.2f} MB{flat}"))
        return rows

    def row_verify(self):
        self.ingested
        ledger, keys = self.work / "year.sqlite", self.work / "keys"
        keys.mkdir(exist_ok=True)
        call([PROGRAM, "keygen", "log", "--name", "audit.example.org/releases", "--output", keys / "log.key"])
        (keys / "signers").write_text(
            call([PROGRAM, "keygen", "report", "--identity", "audit@example.org", "--output", keys / "report.key"]))
        say("the bundle of the year")
        call([PROGRAM, "bundle", "--ledger", ledger, "--identity", "audit@example.org", "--key", keys / "report.key",
              "--log-key", keys / "log.key", "--output", self.work / "bundles", "--format", "tar"])
        bundle = next((self.work / "bundles").glob("*.tar"))
        warm([bundle])
        say(f"verify, {self.rounds} rounds against openssl")
        ours, openssl = in_turn(
            self.rounds, lambda: seconds([PROGRAM, "verify", bundle, "--trust", keys / "signers"]),
            lambda: seconds(["openssl", "dgst", "-sha256", bundle]))
        ratio = ours.median / openssl.median
        shutil.rmtree(self.work / "bundles")
        shutil.rmtree(keys)
        return [(f"verify the bundle of {self.nights} nights", "`openssl dgst -sha256` of the bundle", "<= 4 x its time",
                 f"{ratio:.0f} x", ratio <= 4,
                 f"verify {ours}; openssl {openssl}; all snapshots put together, events inferred and reports rendered anew")]

    # ------------------------------------------------------------------------------------------------- many events

    def row_report(self):
        busy = generated(self.data, "busy", seed=1, nights=11 if self.quick else 101, releases=1000)
        ledger, out = self.ledger("busy.sqlite"), self.work / "report"
        call(self.ingest(busy, ledger))
        events = self.work / "events.jsonl"
        say("events, and their table by Jinja2")
        events.write_text(call([PROGRAM, "events", "--ledger", ledger, "--format", "jsonl"]))
        count = sum(1 for _ in events.open())
        python = self.python_with("jinja2", JINJA)
        peer = min(seconds([python, HERE / "jinja-table", events]) for _ in range(3))
        say(f"report of {count} events")
        command = [PROGRAM, "report", "--quiet", "--ledger", ledger, "--output", out]
        spent = seconds(command)
        shutil.rmtree(out)
        peak = peak_memory(command, self.work)
        shutil.rmtree(out)
        ratio = spent / peer
        return [(f"HTML, Markdown and XML of {count} events", f"Jinja2 {JINJA}, the HTML table alone", "<= 1 x its time",
                 f"{ratio:.1f} x", ratio <= 1,
                 f"report {spent:.1f} s, inferring the events among it, at most {peak / 1e6:.0f} MB; Jinja2 {peer:.1f} s")]

    # ------------------------------------------------------------------------------------------------ many projects

    def row_fleet(self):
        fleet = generated(self.data, "fleet", seed=1, projects=self.projects, size=20_000, nights=2)
        files = sorted((fleet / "night-2").rglob("*.json"))
        raw = sum(file.stat().st_size for file in files)
        names = "\0".join(map(str, files))
        say(f"first night of {self.projects} projects")
        first = self.ledger("first.sqlite")
        call(self.ingest(fleet / "night-1", first))
        second = self.work / "second.sqlite"

        def ours():
            self.ledger("second.sqlite")
            shutil.copyfile(first, second)
            os.sync()  # The copy's own writing is not to be paid by the program.
            return seconds(self.ingest(fleet / "night-2", second))

        say(f"second night, {self.rounds} rounds against openssl")
        warm(files)
        night, openssl = in_turn(self.rounds, ours, lambda: seconds(
            ["xargs", "-0", "openssl", "dgst", "-sha256"], input=names.encode()))
        projects = [str(file.parent.relative_to(fleet / "night-2")) for file in files]
        checked = check_events_of_many(second, fleet, projects)
        # Nothing changed, so no event could tell whether the night was stored at all. A refused rest would look fast.
        shutil.copyfile(first, self.ledger("second.sqlite"))
        stored = call(self.ingest(fleet / "night-2", second)).count(" 2025-01-02T02:00:00Z: stored")
        if stored != self.projects:
            fail(f"{stored} of {self.projects} snapshots of the second night were stored")
        ratio = night.median / openssl.median
        return [(f"a night of {self.projects} projects, {raw / 1e6:.0f} MB, nothing changed",
                 "`openssl dgst -sha256`, many files a call", "<= 2 x its time", f"{ratio:.2f} x", ratio <= 2,
                 f"ingest {night}; openssl {openssl}; {checked}")]


ROWS = ["ingest", "jq", "deepdiff", "ledger", "memory", "verify", "report", "fleet"]
