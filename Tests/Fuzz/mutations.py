"""Alterations of what the program reads, each drawn from a generator of random numbers, so that a number makes it again."""
import json, os, sqlite3

TOKENS = [
    b"", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\n\n", b"\t", b" ", b'"', b"'", b"\\", b"\\u0000",
    b"\\ud800", b"-1", b"0", b"1e999", b"9223372036854775807", b"9223372036854775808", b"-9223372036854775809", b"1.5", b"NaN",
    b"null", b"true", b"[]", b"{}", b"[" * 3000, b"{\"a\":" * 500, b"../../../x", b"/etc/passwd", b"CON", b"a" * 70000, b"\xe2\x80\xae",
    b"9999-12-31T23:59:59Z", b"0000-00-00T00:00:00Z", b"99999-01-01T00:00:00Z", b"2026-02-30T25:61:61Z", b"%00", b"${HOME}", b"&a *a",
    b"!!binary x", b"---\n...", b"<!ENTITY a 'b'>", b"{{{x}}}", b"{{#a}}", b"-----BEGIN", b"==", b"sha256:", b"0" * 64, b"f" * 64,
    b"\xc3\xa9", b"e\xcc\x81", b"\xf0\x9f\x92\xa9", b",,,,", b"|", b"=1+1",
]
VALUES = [
    None, True, False, 0, -1, 1, 2**31, 2**53, 2**63 - 1, -(2**63), 1.5, 1e308, "", " ", "x", "\0", "\ud800", "a" * 5000, "../x", "/",
    "2026-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "-292277022657-01-27T08:29:52Z", "0", [], {}, [[]], [None], {"": None}, "\u202e", "\n",
]


def altered(data, random, others=()):
    """Bytes with one to four alterations."""
    data = bytes(data)
    for _ in range(random.choice([1, 1, 1, 2, 4])):
        data = once(data, random, others)
    return data


def once(data, random, others):
    at = random.randrange(len(data) + 1)
    end = min(len(data), at + random.choice([1, 1, 2, 8, 64, 4096]))
    way = random.randrange(9)
    if way == 0 and data:
        at = min(at, len(data) - 1)
        return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]
    if way == 1:
        return data[:at] + data[end:]
    if way == 2:
        return data[:end] + data[at:end] * random.choice([1, 1, 3, 200]) + data[end:]
    if way == 3:
        return data[:at] + random.choice(TOKENS) + data[at:]
    if way == 4:
        return data[:at] + random.choice(TOKENS) + data[end:]
    if way == 5:
        return data[:at]
    if way == 6 and others:
        other = random.choice(others)
        return data[:at] + other[random.randrange(len(other) + 1) :]
    lines = data.split(b"\n")
    one, two = random.randrange(len(lines)), random.randrange(len(lines))
    if way == 7:
        lines[one], lines[two] = lines[two], lines[one]
    else:
        lines.insert(one, lines[two])
    return b"\n".join(lines)


def altered_json(data, random):
    """A JSON text, or one of its lines, with a value in it exchanged, removed, doubled or moved; or altered as bytes."""
    if random.random() < 0.4:
        return altered(data, random)
    lines = data.split(b"\n") if data.count(b"\n{") > 0 else [data]
    number = random.randrange(len(lines))
    try:
        root = json.loads(lines[number])
    except ValueError:
        return altered(data, random)
    places = []

    def walk(node):
        for key in list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else []:
            places.append((node, key))
            walk(node[key])

    walk(root)
    for _ in range(random.choice([1, 1, 2, 3])):
        if not places:
            break
        node, key = random.choice(places)
        if isinstance(node, dict) and key not in node or isinstance(node, list) and key >= len(node):
            continue
        way = random.randrange(5)
        if way == 0:
            del node[key]
        elif way == 1 and isinstance(node, list):
            node.insert(key, node[key])
        elif way == 2:
            other, there = random.choice(places)
            if isinstance(other, dict) and there in other or isinstance(other, list) and there < len(other):
                # As a copy, for a value cannot be inside itself.
                node[key] = json.loads(json.dumps(other[there]))
        elif way == 3 and isinstance(node[key], str) and node[key]:
            text = altered(node[key].encode("utf-8", "surrogatepass"), random)
            node[key] = text.decode("utf-8", "replace")
        else:
            node[key] = random.choice(VALUES)
    lines[number] = json.dumps(root).encode()
    return b"\n".join(lines)


def alter_rows(path, random):
    """Alters rows of a ledger: values, whole rows, tables."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA foreign_keys = OFF")
    run = lambda text, *values: database.execute(text, values)
    try:
        for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            run(f'DROP TRIGGER "{name}"')
        tables = [name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
        tables = [name for name in tables if run(f'SELECT count(*) FROM "{name}"').fetchone()[0]]
        for _ in range(random.choice([1, 1, 2, 3])):
            table = random.choice(tables)
            columns = [row[1] for row in run(f'PRAGMA table_info("{table}")')]
            column = random.choice(columns)
            rows = run(f'SELECT rowid, "{column}" FROM "{table}"').fetchall()
            if not rows:
                continue
            row, value = random.choice(rows)
            way = random.randrange(7)
            if way == 0:
                run(f'DELETE FROM "{table}" WHERE rowid = ?', row)
            elif way == 1:
                run(f'UPDATE OR REPLACE "{table}" SET "{column}" = ? WHERE rowid = ?', random.choice(rows)[1], row)
            elif way == 2 and isinstance(value, (str, bytes)) and value:
                raw = value.encode() if isinstance(value, str) else value
                new = altered_json(raw, random) if random.random() < 0.5 else altered(raw, random)
                run(f'UPDATE OR REPLACE "{table}" SET "{column}" = ? WHERE rowid = ?',
                    new.decode("utf-8", "replace") if isinstance(value, str) else new, row)
            elif way == 3 and random.random() < 0.1:
                run(f'DROP TABLE "{table}"')
                tables.remove(table)
            elif way == 4 and random.random() < 0.2:
                run(f"PRAGMA user_version = {random.choice([0, 1, 99, -1])}")
            else:
                new = random.choice([None, 0, -1, 1, 2**63 - 1, -(2**63), 1.5, "", "x", b"", b"\0" * 32, "a" * 70000, b"\xff" * 9])
                run(f'UPDATE OR REPLACE "{table}" SET "{column}" = ? WHERE rowid = ?', new, row)
        database.commit()
    except sqlite3.Error:
        # A constraint keeps this one alteration out.
        database.rollback()
    finally:
        database.close()


def alter_file(path, random, as_json=False):
    """Alters a file in place."""
    with open(path, "rb") as file:
        data = file.read()
    data = altered_json(data, random) if as_json else altered(data, random)
    os.chmod(path, 0o600)
    with open(path, "wb") as file:
        file.write(data)
