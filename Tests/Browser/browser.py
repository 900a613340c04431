"""Drives headless Chromium over the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/)."""
import base64, json, pathlib, subprocess, tempfile

import websocket  # the PyPI package websocket-client


class Browser:
    """One Chromium with one page."""

    def __init__(self):
        self.profile = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--remote-debugging-port=0",
             "--remote-allow-origins=*", f"--user-data-dir={self.profile.name}", "about:blank"],
            stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        for line in self.process.stderr:
            if line.startswith("DevTools listening on "):
                port = line.split(":")[2].split("/")[0]
                break
        else:
            raise SystemExit("browser: error: Chromium did not start")
        self.number = 0
        browser = websocket.create_connection(line.split()[-1], timeout=120)
        target = self._ask(browser, "Target.createTarget", {"url": "about:blank"})["targetId"]
        browser.close()
        self.socket = websocket.create_connection(f"ws://127.0.0.1:{port}/devtools/page/{target}", timeout=300)
        self.ask("Page.enable")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.socket.close()
        self.process.terminate()
        self.process.wait()
        self.profile.cleanup()

    def _ask(self, socket, method, parameters):
        self.number += 1
        socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(socket.recv())
            self.events.append(answer.get("method"))
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    events: list = []

    def ask(self, method, **parameters):
        return self._ask(self.socket, method, parameters)

    def open(self, address):
        """Opens a page and waits until it is loaded."""
        self.events = []
        self.ask("Page.navigate", url=address)
        while "Page.loadEventFired" not in self.events:
            self.events.append(json.loads(self.socket.recv()).get("method"))

    def run(self, expression):
        """The value of a JavaScript expression; the page's own policy does not apply to it."""
        result = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:2000])
        return result["result"].get("value")

    def size(self, width, height):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def media(self, medium="", **features):
        """Sets the medium and features such as prefers_color_scheme="dark"."""
        self.ask("Emulation.setEmulatedMedia", media=medium, features=[
            {"name": name.replace("_", "-"), "value": value} for name, value in features.items()])

    def screenshot(self, path, full=False):
        clip = {}
        if full:
            size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
            # Chromium draws no taller picture than this.
            clip = {"clip": {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 16000), "scale": 1},
                    "captureBeyondViewport": True}
        data = self.ask("Page.captureScreenshot", format="png", **clip)["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))

    def pdf(self, path, paper):
        inches = {"A4": (8.27, 11.69), "Letter": (8.5, 11)}[paper]
        data = self.ask("Page.printToPDF", paperWidth=inches[0], paperHeight=inches[1], preferCSSPageSize=False,
                        printBackground=False, marginTop=0, marginBottom=0, marginLeft=0, marginRight=0)["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))
