"""An invented project, and its list of releases as GitLab's Releases API prints it: same keys, same order."""
import json
from datetime import timedelta
from urllib.parse import quote, quote_plus

from prose import NAMES, SURNAMES, THINGS, Dice, notes

SERVER = "https://gitlab.works.example"


def instant(moment, milliseconds=0):
    return (moment + timedelta(milliseconds=milliseconds)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def compact(value):
    """As GitLab sends it: no spaces, and & < > escaped for the sake of HTML."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e").encode()


class Project:
    """What the server holds of one project. A document that did not change is not written anew: see changed()."""

    def __init__(self, path, seed):
        self.path, self.dice = path, Dice(f"{seed} {path}")
        self.releases, self.milestones, self.written = {}, {}, {}
        self.serial = {"link": 1000, "evidence": 5000, "milestone": 300}
        self.people = [self.person(number) for number in range(self.dice.between(3, 6))]

    def next(self, kind):
        self.serial[kind] += 1
        return self.serial[kind]

    def person(self, number):
        name, surname = self.dice.pick(NAMES), self.dice.pick(SURNAMES)
        username, id = f"{name.lower()}{number}", self.dice.between(1000, 999999)
        return {"id": id, "username": username, "public_email": "", "name": f"{name} {surname}", "state": "active",
                "locked": False, "avatar_url": f"{SERVER}/uploads/-/system/user/avatar/{id}/avatar.png",
                "web_url": f"{SERVER}/{username}"}

    def milestone(self, start, title):
        id, due = self.next("milestone"), start + timedelta(days=self.dice.between(20, 60))
        total = self.dice.between(5, 60)
        self.milestones[id] = {
            "id": id, "iid": id - 300, "project_id": 77, "title": title,
            "description": self.dice.pick([None, "", "Planned."]), "state": "active", "created_at": instant(start),
            "updated_at": instant(start), "due_date": f"{due:%Y-%m-%d}",
            "start_date": f"{start:%Y-%m-%d}", "expired": False,
            "web_url": f"{SERVER}/{self.path}/-/milestones/{id - 300}",
            "issue_stats": {"total": total, "closed": self.dice.below(total)}}
        return id

    def release(self, tag, created, milestones=(), notes_size=None):
        dice = self.dice
        size = notes_size or dice.pick([300, 700, 1200, 1600, 2000, 3500, 6000])
        self.releases[tag] = {
            "tag": tag, "name": dice.pick([tag, f"Release {tag}", f"{dice.pick(THINGS).title()} {tag}"]),
            "description": None if dice.chance(0.02) else notes(dice, size), "created_at": instant(created),
            "released_at": instant(created), "author": dice.pick(self.people), "commit": self.commit(tag, created),
            "milestones": list(milestones), "links": [], "evidences": []}
        for _ in range(dice.below(4)):
            self.link(tag)
        self.collect(tag, created + timedelta(milliseconds=1100))

    def commit(self, tag, created):
        id, person = self.dice.hexadecimal(40), self.dice.pick(self.people)
        date = instant(created - timedelta(minutes=20))[:19] + ".000+00:00"
        email = f"{person['username']}@example.org"
        return {"id": id, "short_id": id[:8], "created_at": date, "parent_ids": [self.dice.hexadecimal(40)],
                "title": f"Prepare {tag}", "message": f"Prepare {tag}\n", "author_name": person["name"],
                "author_email": email, "authored_date": date, "committer_name": person["name"],
                "committer_email": email, "committed_date": date, "trailers": {}, "extended_trailers": {},
                "web_url": f"{SERVER}/{self.path}/-/commit/{id}"}

    def link(self, tag):
        id = self.next("link")
        file = f"{self.dice.pick(THINGS)}-{id}.{self.dice.pick(['tgz', 'deb', 'apk', 'zip', 'pdf'])}"
        self.releases[tag]["links"].insert(0, {
            "id": id, "name": file, "url": f"https://downloads.works.example/{self.path}/{quote(tag)}/{file}",
            "direct_asset_url": f"{self.page(tag)}/downloads/{file}",
            "link_type": self.dice.pick(["other", "package"])})

    def collect(self, tag, at):
        # The last digit is always d: GitLab packs base64 text, which ends in "=", as if it were hexadecimal.
        self.releases[tag]["evidences"].append({
            "sha": self.dice.hexadecimal(43) + "d",
            "filepath": f"{self.page(tag)}/evidences/{self.next('evidence')}.json", "collected_at": instant(at)})

    def page(self, tag):
        return f"{SERVER}/{self.path}/-/releases/{quote(tag, safe='')}"

    def changed(self, *tags):
        for tag in tags:
            self.written.pop(tag, None)

    def users_of(self, milestone):
        return [tag for tag, it in self.releases.items() if milestone in it["milestones"]]

    def print(self):
        newest_first = sorted(self.releases.values(), key=lambda it: it["released_at"], reverse=True)
        for it in newest_first:
            if it["tag"] not in self.written:
                self.written[it["tag"]] = compact(self.document(it))
        return b"[" + b",".join(self.written[it["tag"]] for it in newest_first) + b"]"

    def document(self, it):
        tag, page = it["tag"], self.page(it["tag"])
        name = self.path.rsplit("/", 1)[1]
        archive = f"{SERVER}/{self.path}/-/archive/{tag}/{name}-{tag}"
        milestones = sorted((self.milestones[id] for id in it["milestones"]), key=lambda each: each["due_date"])
        fields = {
            "name": it["name"], "tag_name": tag, "description": it["description"], "created_at": it["created_at"],
            "released_at": it["released_at"], "upcoming_release": False, "author": it["author"], "commit": it["commit"],
            "milestones": milestones, "commit_path": f"/{self.path}/-/commit/{it['commit']['id']}",
            "tag_path": f"/{self.path}/-/tags/{tag}",
            "assets": {
                "count": len(it["links"]) + 4,
                "sources": [{"format": f, "url": f"{archive}.{f}"} for f in ("zip", "tar.gz", "tar.bz2", "tar")],
                "links": it["links"]},
            "evidences": it["evidences"], "_links": self.searches(tag, page)}
        if not milestones:
            del fields["milestones"]  # GitLab leaves the key out; it never sends an empty list.
        return fields

    def searches(self, tag, page):
        def found(kind, state):
            return f"{SERVER}/{self.path}/-/{kind}?release_tag={quote_plus(tag)}&scope=all&state={state}"
        return {"closed_issues_url": found("issues", "closed"),
                "closed_merge_requests_url": found("merge_requests", "closed"),
                "merged_merge_requests_url": found("merge_requests", "merged"),
                "opened_issues_url": found("issues", "opened"),
                "opened_merge_requests_url": found("merge_requests", "opened"), "self": page}
