"""A GitLab that answers as told: the endpoints that `collect` reads, with the headers of GitLab 18, and with faults.

It knows projects, each with an answer of its own, a list of releases, a list of audit events and evidence files; groups; and
what GitLab does with projects that were renamed. `Project.behave` sees every
request first, and may change the project, or answer itself. What was answered is remembered, and so is every state a
list ever had, so that a test can tell a right snapshot from a wrong one.
"""
import hashlib
import json
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

TOKEN = "glpat-fake-0123456789abcdefXYZ"


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def token_of(headers):
    return headers.get("PRIVATE-TOKEN") or headers.get("JOB-TOKEN") or (headers.get("Authorization") or " ").split(" ")[1]


def moment(seconds, milliseconds=0):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{milliseconds:03d}Z"


class Answer:
    """One answer, and how it is sent."""

    def __init__(self, status=200, body=b"", type="application/json", **headers):
        self.status, self.body, self.type = status, body, type
        self.headers = {name.replace("_", "-"): str(value) for name, value in headers.items()}
        self.promised = None  # Content-Length, if it is not that of the body
        self.pieces, self.pause = 1, 0  # sent in this many pieces, with a pause before each but the first
        self.date = None  # seconds by which the server's clock is ahead; False for no Date at all
        self.reset = False  # the connection is reset after the body

    @staticmethod
    def error(status, message, **headers):
        return Answer(status, compact({"message": message}), **headers)


class Request:
    """What a project's behaviour sees."""

    def __init__(self, server, kind, project, number, query, headers):
        self.server, self.kind, self.project, self.number, self.headers = server, kind, project, number, headers
        self.query = {name: values[-1] for name, values in query.items()}

    @property
    def page(self):
        return int(self.query.get("page", 1))


class Project:
    def __init__(self, path, count=0, behave=None, base=1767225600):
        self.path, self.behave, self.base = path, behave, base
        self.releases, self.events, self.evidence = [], [], {}
        self.id, self.visibility, self.deletion = 42, "public", None
        self.level = 40  # the role of the token's user; None for none
        self.administered = False  # whether GraphQL grants adminProject
        self.own = True  # whether the token's user may see all audit events, or only the ones of its own
        self.switched_off = False  # releases are switched off: the project's own list says 403
        self.order = "time"  # of audit events, as GitLab 18.9 has it; else "id"
        self.serial = self.milestone = 0
        self.total = True
        self.states = []
        self.answered = set()
        for _ in range(count):
            self.add()
        self.states = [self.state()]

    def add(self, tag=None, created=None):
        self.serial += 1
        tag, created = tag or f"v{self.serial}", created or moment(self.base + 60 * self.serial, self.serial % 1000)
        page = f"{{server}}/{self.path}/-/releases/{quote(tag, safe='')}"
        self.releases.append({
            "tag_name": tag, "description": f"Notes of {tag}", "name": f"Release {tag}", "created_at": created,
            "released_at": created, "upcoming_release": False,
            "author": {"id": 7, "username": "mara", "name": "Mara Lind", "state": "active", "locked": False,
                       "avatar_url": None, "web_url": "{server}/mara"},
            "commit": {"id": hashlib.sha1(f"{self.path} {tag}".encode()).hexdigest(), "title": f"Prepare {tag}"},
            "commit_path": f"/{self.path}/-/commit/1", "tag_path": f"/{self.path}/-/tags/{quote(tag, safe='')}",
            "assets": {"count": 4, "sources": [], "links": []},
            "evidences": [], "_links": {"self": page}})
        self.remember()
        return self.releases[-1]

    def add_evidence(self, tag, id, content=b'{"release":{"tag_name":"v1"}}'):
        release = next(release for release in self.releases if release["tag_name"] == tag)
        release["evidences"].append({
            "sha": "0" * 43 + "d", "collected_at": release["created_at"],
            "filepath": f"{{server}}/{self.path}/-/releases/{quote(tag, safe='')}/evidences/{id}.json"})
        self.evidence[str(id)] = content
        self.remember()

    def add_event(self, seconds, name="release_created", message="Created release v1", id=None):
        self.events.append({
            "id": id or 1000 + len(self.events), "author_id": 7, "entity_id": self.id, "entity_type": "Project",
            "event_name": name,
            "details": {"event_name": name, "author_name": "Mara Lind", "author_class": "User", "target_id": 5,
                        "target_type": "Release", "target_details": "Release v1", "custom_message": message,
                        "entity_path": self.path},
            "created_at": moment(seconds)})

    def save_in_web_form(self, tag):
        """Saves the edit form with nothing changed: all links are made anew (section "edit" of GitLab's frontend)."""
        release = next(release for release in self.releases if release["tag_name"] == tag)
        for link in release["assets"]["links"]:
            self.serial += 1
            link["id"] = 9000 + self.serial
        self.remember()

    def body(self, server):
        return {"id": self.id, "path_with_namespace": self.path, "name": self.path.split("/")[-1],
                "web_url": f"{server}/{self.path}", "visibility": self.visibility, "archived": bool(self.deletion),
                "marked_for_deletion_on": self.deletion, "releases_access_level": "enabled", "import_status": "none",
                "permissions": {"project_access": self.level and {"access_level": self.level, "notification_level": 3},
                                "group_access": None}}

    def remove(self, tag):
        self.releases = [release for release in self.releases if release["tag_name"] != tag]
        self.remember()

    def state(self):
        """The list as it is: what each release says, whatever the order."""
        return {(self.path, release["tag_name"]): compact(release) for release in self.releases}

    def remember(self):
        self.states.append(self.state())


class Group:
    """The releases of several projects in one list."""

    def __init__(self, path, projects, behave=None):
        self.id, self.switched_off = 77, False
        self.path, self.projects, self.behave = path, projects, behave
        self.total, self.answered = True, set()
        self.states = [self.state()]

    @property
    def releases(self):
        return [release for project in self.projects for release in project.releases]

    def state(self):
        return {key: value for project in self.projects for key, value in project.state().items()}

    def remember(self):
        self.states.append(self.state())


class FakeGitLab:
    """The server, on a port of the loopback interface."""

    def __init__(self, certificate=None):
        self.projects, self.groups, self.requests = {}, {}, []
        self.moved = {}  # old paths of projects that were renamed, in lower case
        self.root = ""  # the relative URL below which GitLab is
        self.name = None  # what it calls itself in links, if not the address it is reached at
        self.ahead = None  # seconds by which its clock is ahead, where an answer says nothing else
        self.lock = threading.RLock()
        self.counts = Counter()
        self.tokens = {TOKEN}
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.http.daemon_threads = True
        self.http.handle_error = lambda *_: None  # connections end as they may
        self.port = self.http.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.http.socket = context.wrap_socket(self.http.socket, server_side=True)
            self.url = f"https://127.0.0.1:{self.port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def add(self, project):
        if project.id == 42:
            project.id = 4200 + len(self.projects)
        self.projects[project.path] = project
        return project

    def rename(self, project, path):
        """Gives a project another path; GitLab redirects the old one to its number."""
        self.moved[project.path.lower()] = project
        del self.projects[project.path]
        old, project.path = project.path, path
        project.releases = json.loads(json.dumps(project.releases).replace(f"/{old}/-/", f"/{path}/-/"))
        self.projects[path] = project
        project.remember()

    @property
    def links(self):
        """The address of GitLab as its answers give it."""
        return (self.name or self.url + self.root).encode()

    def handler(fake):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                with fake.lock:
                    answer = fake.answer(self.path, self.headers)
                    if answer.date is None:
                        answer.date = fake.ahead
                send(self, answer)

            def do_POST(self):
                query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with fake.lock:
                    answer = fake.graphql(self.path, query, self.headers)
                    if answer.date is None:
                        answer.date = fake.ahead
                send(self, answer)

        return Handler

    # Finding the answer

    def answer(self, target, headers):
        if self.root and not target.startswith(self.root + "/"):
            return Answer(404, b"<html>not found</html>", type="text/html")
        address = urlsplit(target.removeprefix(self.root))
        query = parse_qs(address.query, keep_blank_values=True)
        token = token_of(headers)
        self.requests.append((address.path, address.query, token or None))
        if token and token not in self.tokens:
            return Answer.error(401, "401 Unauthorized")
        parts = address.path.split("/")
        if address.path.startswith("/api/v4/"):
            return self.api(parts[3:], query, headers, token)
        if "/-/releases/" in address.path and parts[-2] == "evidences":
            path = unquote(address.path.split("/-/")[0][1:])
            return self.of(path, "evidence", query, headers, lambda project, request: self.evidence(project, parts[-1]))
        return Answer(404, b"<html>not found</html>", type="text/html")

    def api(self, parts, query, headers, token):
        match parts:
            case ["version"]:
                return Answer(body=compact({"version": "18.9.0-ee", "revision": "abc"})) if token else Answer.error(401, "401 Unauthorized")
            case ["user"] if token:
                return Answer(body=compact({"id": 7, "username": "project_42_bot_1f", "bot": True}))
            case ["personal_access_tokens", "self"] if token:
                return Answer(body=compact({
                    "id": 9, "name": "release-audit", "scopes": ["read_api"], "user_id": 7, "expires_at": "2027-01-01"}))
            case ["job"] if token:
                return Answer(body=compact({"id": 1, "user": {"id": 8, "username": "pipeline"}}))
            case ["projects", path, *rest] if unquote(path).lower() in self.moved and not self.found(unquote(path)):
                number = self.moved[unquote(path).lower()].id
                location = "/".join([f"{self.links.decode()}/api/v4/projects/{number}", *rest])
                return Answer(301, b"", type=None, Location=location + ("?" + urlencode(query, True) if query else ""))
            case ["projects", path]:
                return self.of(unquote(path), "project", query, headers, lambda project, _: Answer(
                    body=compact(project.body(self.links.decode()))))
            case ["projects", path, "releases"]:
                return self.of(unquote(path), "releases", query, headers, self.releases)
            case ["projects", path, "audit_events"]:
                return self.of(unquote(path), "audit_events", query, headers, self.audit_events)
            case ["groups", path, *rest] if group := self.group(unquote(path)):
                match rest:
                    case []:
                        return Answer(body=compact({"id": group.id, "full_path": group.path,
                                                    "web_url": f"{self.links.decode()}/groups/{group.path}"}))
                    case ["projects"]:
                        return self.of(group.path, "projects", query, headers, self.members, group)
                    case ["releases"]:
                        return self.of(group.path, "releases", query, headers, self.releases, group)
        return Answer.error(404, "404 Not Found")

    def found(self, path):
        """A project by its path in any letter case, or by its number."""
        return next((project for project in self.projects.values()
                     if project.path.lower() == path.lower() or str(project.id) == path), None)

    def group(self, path):
        return next((group for group in self.groups.values() if group.path.lower() == path.lower()), None)

    def members(self, group, request):
        size = int(request.query.get("per_page", 20))
        shown = group.projects[(request.page - 1) * size:request.page * size]
        answer = Answer(body=compact([project.body(self.links.decode()) for project in shown]))
        answer.headers["X-Next-Page"] = str(request.page + 1) if len(group.projects) > request.page * size else ""
        return answer

    def graphql(self, target, query, headers):
        self.requests.append((target, "", token_of(headers)))
        project = self.found(query["variables"]["path"])
        if target != self.root + "/api/graphql" or not project or token_of(headers) not in self.tokens:
            return Answer(body=compact({"data": {"project": None}}))
        return Answer(body=compact({"data": {"project": {
            "fullPath": project.path, "userPermissions": {"adminProject": project.administered}}}}))

    def of(self, path, kind, query, headers, answer, project=None):
        project = project or self.found(path)
        if project is None:
            return Answer.error(404, "404 Project Not Found")
        path = project.path
        self.counts[path, kind] += 1
        request = Request(self, kind, project, self.counts[path, kind], query, headers)
        made = project.behave(request) if project.behave else None
        made = made or answer(project, request)
        project.answered.add(hashlib.sha256(made.body).hexdigest())
        return made

    # The answers of a GitLab that is well

    def releases(self, project, request):
        if project.switched_off:
            return Answer.error(403, "403 Forbidden")
        column = request.query.get("order_by", "released_at")
        rows = sorted(project.releases, key=lambda release: release[column], reverse=request.query.get("sort") != "asc")
        size = min(int(request.query.get("per_page", 20)), 100)
        shown = rows[(request.page - 1) * size:request.page * size]
        pages = max(1, -(-len(rows) // size))
        headers = {"X-Page": request.page, "X-Per-Page": size, "X-Prev-Page": request.page - 1 or "",
                   "X-Next-Page": request.page + 1 if request.page < pages else "",
                   "X-Gitlab-Meta": '{"correlation_id":"01FAKE","version":"1"}'}
        if project.total and len(rows) <= 10_000:
            headers |= {"X-Total": len(rows), "X-Total-Pages": pages}
        answer = Answer(body=compact(shown).replace(b"{server}", self.links))
        answer.headers = {name: str(value) for name, value in headers.items()}
        return answer

    def audit_events(self, project, request):
        assert request.query["pagination"] == "keyset" and request.query["order_by"] == "id", request.query
        after, before = request.query["created_after"], request.query["created_before"]
        days = (time.mktime(time.strptime(before[:19], "%Y-%m-%dT%H:%M:%S"))
                - time.mktime(time.strptime(after[:19], "%Y-%m-%dT%H:%M:%S"))) / 86400
        if days > 30:
            return Answer.error(400, "Date range is limited to 30 days")
        column = "created_at" if project.order == "time" else "id"
        mine = project.events if project.own else [event for event in project.events if event["author_id"] == 99]
        rows = [event for event in sorted(mine, key=lambda event: (event[column], event["id"]), reverse=True)
                if after[:19] <= event["created_at"][:19] <= before[:19]
                ]
        size = min(int(request.query["per_page"]), 100)
        # The cursor is the last event shown; what stands after it in the order is next.
        ids = [event["id"] for event in rows]
        start = ids.index(int(request.query["cursor"])) + 1 if "cursor" in request.query else 0
        rows = rows[start:]
        answer = Answer(body=compact(rows[:size]))
        if len(rows) > size:
            query = request.query | {"cursor": rows[size - 1]["id"]}
            # As an instance says it whose own address is another one than the one it is reached at.
            answer.headers["Link"] = f'<https://gitlab.internal.example/api/v4/x?{urlencode(query)}>; rel="next"'
        return answer

    def evidence(self, project, name):
        # The controller is for browser sessions: it takes no token (app/controllers/projects/releases/evidences_controller.rb).
        if project.visibility != "public":
            return Answer(302, b"", type="text/html", Location=f"{self.links.decode()}/users/sign_in")
        content = project.evidence.get(name.removesuffix(".json"))
        return Answer(404, b"<html>", type="text/html") if content is None else Answer(body=content)


def send(handler, answer):
    """Sends an answer as it is meant to go wrong."""
    head = f"HTTP/1.1 {answer.status} Whatever\r\n"
    if answer.date is not False:
        head += f"Date: {formatdate(time.time() + (answer.date or 0), usegmt=True)}\r\n"
    if answer.type:
        head += f"Content-Type: {answer.type}\r\n"
    for name, value in answer.headers.items():
        head += f"{name}: {value}\r\n"
    head += f"Content-Length: {len(answer.body) if answer.promised is None else answer.promised}\r\n\r\n"
    try:
        handler.wfile.write(head.encode())
        step = max(1, -(-len(answer.body) // answer.pieces))
        for start in range(0, len(answer.body), step):
            if start and answer.pause:
                handler.wfile.flush()
                time.sleep(answer.pause)
            handler.wfile.write(answer.body[start:start + step])
        handler.wfile.flush()
        if answer.reset:
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if answer.reset or answer.promised is not None:
            handler.close_connection = True
    except OSError:
        handler.close_connection = True
