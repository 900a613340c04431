"""What happens to a project night by night, and the truth about it: what an audit must find, and nothing else."""
from datetime import timedelta

from gitlab import Project, instant
from prose import THINGS, notes

# How often a thing happens, in nights of a hundred. A release comes about once a week; of the rest, a few a month.
CREATED = 14
ACTS = {"edit": 8, "milestones": 3, "links": 3, "delete": 2.5, "recreate": 0.5, "evidence": 1, "milestone": 3}


class History:
    def __init__(self, path, seed, first_night, size, releases=1):
        self.project, self.night, self.truth = Project(path, seed), first_night, []
        self.dice, self.version = self.project.dice, [0, 1, 0]
        self.fill(size, releases)

    def fill(self, size, releases):
        """The releases of the years before the first night: so many, and until they print as so many bytes."""
        expected, number = max(size // 5700, releases), 0
        # Half a release less: near the size on the average.
        while number < releases or size > 0 and len(self.project.print()) < size - 2500:
            created = self.night - timedelta(hours=40 + 90 * max(0, expected - number), minutes=self.dice.below(3000))
            self.tell("release_created", self.create(created, number), observation="baseline")
            number += 1
        self.pass_time()
        for it in self.project.milestones.values():
            it["state"] = "closed" if it["expired"] else "active"
        self.project.written.clear()

    def tell(self, kind, tag, observation="observed"):
        self.truth.append({"night": self.night.strftime("%Y-%m-%dT%H:%M:%SZ"), "project": self.project.path,
                           "kind": kind, "tag": tag, "observation": observation})

    def create(self, created, number):
        if number % 4 == 0:
            self.project.milestone(created - timedelta(days=5), f"{self.dice.pick(THINGS).title()} {number}")
        step = self.dice.pick([1, 2, 2, 2])
        self.version = self.version[:step] + [self.version[step] + 1] + [0] * (2 - step)
        tag = "v" + ".".join(map(str, self.version))
        newest = max(self.project.milestones)
        self.project.release(tag, created, [newest] if self.dice.chance(0.7) else [])
        return tag

    def next_night(self):
        self.night += timedelta(days=1)
        recent = list(self.project.releases)[-60:]  # Before tonight's is made: nothing happens twice to one release.
        if self.dice.random() * 100 < CREATED:
            at = self.night - timedelta(minutes=self.dice.between(30, 1300), milliseconds=self.dice.below(1000))
            self.tell("release_created", self.create(at, len(self.truth)))
        chosen = self.dice.random() * 100
        for act, share in ACTS.items():
            if 0 <= chosen < share:
                getattr(self, act)(self.dice.pick(recent))
            chosen -= share
        if self.night.weekday() == 0:
            self.move_counters()
        self.pass_time()

    def edit_all(self):
        """A night on which someone edits the notes of every release."""
        self.night += timedelta(days=1)
        for tag, it in self.project.releases.items():
            lines = (it["description"] or "").split("\n")
            lines[self.dice.below(len(lines))] += f" Seen through on {self.night:%d %B %Y}."
            it["description"] = "\n".join(lines)
            self.project.changed(tag)
            self.tell("release_updated", tag)

    # ------------------------------------------------------------------------------------------ what someone does

    def edit(self, tag):
        it, field = self.project.releases[tag], self.dice.pick(["description"] * 6 + ["name", "released_at"])
        if field == "description":
            lines = (it["description"] or "").split("\n")
            lines[self.dice.below(len(lines))] += " " + notes(self.dice, 0).replace("\r", "").replace("\n", " ")
            it["description"] = "\n".join(lines)
        elif field == "name":
            it["name"] += f" ({self.dice.pick(THINGS)})"
        else:
            it["released_at"] = instant(self.night - timedelta(minutes=self.dice.between(30, 9000)))
        self.project.changed(tag)
        self.tell("release_updated", tag)

    def milestones(self, tag):
        it, newest = self.project.releases[tag], max(self.project.milestones)
        it["milestones"] = [id for id in it["milestones"] if id != newest] if newest in it["milestones"] else [
            *it["milestones"], newest]
        self.project.changed(tag)
        self.tell("release_milestones_updated", tag)

    def links(self, tag):
        links = self.project.releases[tag]["links"]
        if links and self.dice.chance(0.5):
            field, mark = self.dice.pick([("name", " (new)"), ("url", "?mirror=1")])
            links[0] = links[0] | {field: links[0][field] + mark}
        else:
            self.project.link(tag)
        self.project.changed(tag)
        self.tell("release_links_updated", tag)

    def delete(self, tag):
        del self.project.releases[tag]
        self.project.changed(tag)
        self.tell("release_deleted", tag)

    def recreate(self, tag):
        self.delete(tag)
        self.project.release(tag, self.night - timedelta(minutes=self.dice.between(30, 1300)))
        self.tell("release_created", tag)

    def evidence(self, tag):
        self.project.collect(tag, self.night - timedelta(minutes=self.dice.between(30, 1300)))
        self.project.changed(tag)
        self.tell("release_evidence_collected", tag)

    def milestone(self, _):
        """Someone closes or reopens a milestone: told once, however many releases carry it."""
        used = [id for id in list(self.project.milestones)[-8:] if self.project.users_of(id)]
        if used:
            it = self.project.milestones[self.dice.pick(used)]
            it["state"] = "closed" if it["state"] == "active" else "active"
            self.project.changed(*self.project.users_of(it["id"]))
            self.tell("milestone_updated", None)

    # ------------------------------------------------------------------------- what happens by itself: never an event

    def move_counters(self):
        for it in list(self.project.milestones.values())[-2:]:
            it["issue_stats"] = {key: value + 1 for key, value in it["issue_stats"].items()}
            self.project.changed(*self.project.users_of(it["id"]))

    def pass_time(self):
        for it in self.project.milestones.values():
            if not it["expired"] and it["due_date"] < f"{self.night:%Y-%m-%d}":
                it["expired"] = True
                self.project.changed(*self.project.users_of(it["id"]))
