"""A small S3 in memory that fails on request: what neither moto nor Ceph does when asked to.

One bucket with versions and Object Lock. Signatures are not checked (Ceph does that); digests, If-None-Match and locks are.
`faults` is a list of (predicate, action): the first whose predicate holds for a request is taken off the list and its action
answers, by calling the server's own answer or not.
"""
import base64, hashlib, http.server, re, socket, threading, types, urllib.parse
from email.utils import formatdate


class FaultyS3(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.reset()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def reset(self):
        self.objects = {}  # key -> list of versions, the newest last
        self.uploads = {}
        self.requests = []
        self.faults = []
        self.rules = []  # As the faults, and never taken off: what a server does not know.
        self.counter = 0

    def store(self, key, body, headers=None):
        """What another writer would do."""
        self.counter += 1
        headers = headers or {}
        mode, until = headers.get("x-amz-object-lock-mode"), headers.get("x-amz-object-lock-retain-until-date")
        version = {"id": f"v{self.counter}", "body": body, "etag": hashlib.md5(body).hexdigest(), "lock": (mode, until) if mode else None}
        self.objects.setdefault(key, []).append(version)
        return version


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def handle_any(self):
        parts = urllib.parse.urlsplit(self.path)
        self.query = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))
        self.bucket, _, self.key = urllib.parse.unquote(parts.path).lstrip("/").partition("/")
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.extra = {}
        server = self.server
        with server.lock:
            fault = next((f for f in server.faults if f[0](self)), None)
            if fault: server.faults.remove(fault)
            fault = fault or next((r for r in server.rules if r[0](self)), None)
            # One handler serves all requests of a connection: what is kept is a copy.
            server.requests.append(types.SimpleNamespace(command=self.command, path=self.path, headers=self.headers))
        (fault[1] if fault else Handler.proper)(self)

    do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = handle_any

    def answer(self, status, body=b"", headers=None, length=None):
        self.send_response_only(status)
        for name, value in {"Date": formatdate(usegmt=True), **(headers or {}), **self.extra}.items():
            if value is not None: self.send_header(name, value)
        if "Content-Length" not in (headers or {}): self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        if self.command != "HEAD": self.wfile.write(body)

    def error(self, status, code, more="", headers=None, message="as asked &amp; told"):
        text = f"<?xml version='1.0' encoding='UTF-8'?>\n<Error><Code>{code}</Code><Message>{message}</Message>{more}</Error>"
        self.answer(status, text.encode(), {"Content-Type": "application/xml", **(headers or {})})

    def cut(self):
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.connection.close()

    def version(self):
        versions = self.server.objects.get(self.key, [])
        if "versionId" in self.query: return next((v for v in versions if v["id"] == self.query["versionId"]), None)
        return versions[-1] if versions else None

    def describe(self, version):
        headers = {"ETag": f'"{version["etag"]}"', "x-amz-version-id": version["id"]}
        if version["lock"]:
            headers["x-amz-object-lock-mode"], headers["x-amz-object-lock-retain-until-date"] = version["lock"]
        return headers

    def wrong_digest(self):
        digest = hashlib.sha256(self.body).digest()
        if self.headers["x-amz-content-sha256"] != digest.hex(): return "XAmzContentSHA256Mismatch"
        md5, sha = self.headers["Content-MD5"], self.headers["x-amz-checksum-sha256"]
        if md5 and base64.b64decode(md5) != hashlib.md5(self.body).digest(): return "BadDigest"
        if sha and base64.b64decode(sha) != digest: return "BadDigest"

    def proper(self):
        wrong = self.wrong_digest()
        if wrong: return self.error(400, wrong)
        server, query = self.server, self.query
        if self.command == "GET" and "versioning" in query:
            return self.answer(200, b"<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")
        if self.command == "GET" and "object-lock" in query:
            return self.answer(200, b"<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>")
        if self.command == "GET" and "versions" in query:
            keys = [key for key, versions in server.objects.items() if versions and key.startswith(query["prefix"])]
            return self.answer(200, b"<ListVersionsResult>" + b"".join(f"<Version><Key>{key}</Key></Version>".encode() for key in keys) + b"</ListVersionsResult>")
        if self.command == "POST" and "uploads" in query:
            upload = f"u{len(server.uploads) + 1}"
            server.uploads[upload] = {"parts": {}, "headers": self.headers}
            return self.answer(200, f"<InitiateMultipartUploadResult><UploadId>{upload}</UploadId></InitiateMultipartUploadResult>".encode())
        if "uploadId" in query: return self.multipart(query["uploadId"])
        version = self.version()
        if "retention" in query:
            if not version: return self.error(404, "NoSuchKey")
            if self.command == "PUT":
                version["lock"] = tuple(re.search(f"<{n}>(.*?)</{n}>", self.body.decode()).group(1) for n in ("Mode", "RetainUntilDate"))
                return self.answer(200)
            if not version["lock"]: return self.error(404, "NoSuchObjectLockConfiguration")
            mode, until = version["lock"]
            return self.answer(200, f"<Retention><Mode>{mode}</Mode><RetainUntilDate>{until}</RetainUntilDate></Retention>".encode())
        if self.command == "PUT":
            if version and self.headers["If-None-Match"] == "*": return self.error(412, "PreconditionFailed")
            made = server.store(self.key, self.body, self.headers)
            return self.answer(200, b"", self.describe(made))
        if not version: return self.error(404, "NoSuchKey")
        if self.command == "HEAD": return self.answer(200, version["body"], self.describe(version))
        return self.answer(200, version["body"], self.describe(version))

    def multipart(self, upload):
        server = self.server
        if upload not in server.uploads: return self.error(404, "NoSuchUpload")
        held = server.uploads[upload]
        if self.command == "DELETE":
            del server.uploads[upload]
            return self.answer(204)
        if self.command == "PUT":
            held["parts"][int(self.query["partNumber"])] = self.body
            return self.answer(200, b"", {"ETag": f'"{hashlib.md5(self.body).hexdigest()}"', "x-amz-checksum-sha256": self.headers["x-amz-checksum-sha256"]})
        if self.version() and self.headers["If-None-Match"] == "*": return self.error(412, "PreconditionFailed")
        numbers = [int(n) for n in re.findall(r"<PartNumber>(\d+)</PartNumber>", self.body.decode())]
        assert numbers == sorted(held["parts"]) and self.body.count(b"<ChecksumSHA256>") == len(numbers)
        assert all(len(held["parts"][n]) >= 5 << 20 for n in numbers[:-1])
        made = server.store(self.key, b"".join(held["parts"][n] for n in numbers), held["headers"])
        del server.uploads[upload]
        self.answer(200, f"<?xml version='1.0'?>\n<CompleteMultipartUploadResult xmlns='http://s3.amazonaws.com/doc/2006-03-01/'><ETag>&quot;{made['etag']}&quot;</ETag></CompleteMultipartUploadResult>".encode(), {"x-amz-version-id": made["id"]})
