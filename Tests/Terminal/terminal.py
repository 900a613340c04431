"""A pseudo-terminal of a stated width, and what tmux, a terminal by other hands, shows of a text."""
import fcntl, os, pathlib, pty, struct, subprocess, tempfile, termios, time


def run(command, folder, columns, environment=()):
    """What the command writes to a terminal: standard output and standard error together, and its exit code."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    variables = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", **dict(environment)}
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
        env={name: value for name, value in variables.items() if value is not None})
    os.close(theirs)
    written = b""
    while True:
        try:
            part = os.read(ours, 1 << 16)
        except OSError:
            break
        if not part:
            break
        written += part
    os.close(ours)
    return written.decode(), process.wait(timeout=600)


def screen(text, columns):
    """The lines that tmux shows of a text; a line that ran over the edge is two."""
    folder = pathlib.Path(tempfile.mkdtemp())
    (folder / "text").write_text(text + "<end>")

    def tmux(*words):
        command = ["tmux", "-S", str(folder / "socket"), "-f", "/dev/null", "-u", *words]
        return subprocess.run(command, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"},
                              check=True, capture_output=True, timeout=60).stdout.decode()

    rows = str(3 * text.count("\n") + 10)
    tmux("new-session", "-d", "-x", str(columns), "-y", rows, f"cat '{folder}/text'; exec sleep 60")
    try:
        for _ in range(200):
            shown = tmux("capture-pane", "-p")
            if "<end>" in shown:
                return shown[: shown.index("<end>")].split("\n")[:-1]
            time.sleep(0.05)
        raise TimeoutError("tmux did not show the text")
    finally:
        tmux("kill-server")
