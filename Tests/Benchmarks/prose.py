"""Release notes in plausible English Markdown, from a seed: varied enough that they do not compress like a stamp."""
import random


class Dice:
    """Chance from a seed. Only random() is used: Python promises the same row of it in every version."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def below(self, count):
        return int(self.random() * count)

    def between(self, low, high):
        return low + int(self.random() * (high - low + 1))

    def chance(self, share):
        return self.random() < share

    def pick(self, values):
        return values[int(self.random() * len(values))]

    def hexadecimal(self, digits):
        return "".join(f"{int(self.random() * 16 ** 12):012x}" for _ in range(digits // 12 + 1))[:digits]


VERBS = """adds allows avoids batches bounds caches carries checks clears collects compresses confirms copies corrects
counts declines defers delays drains drops encodes escapes exports extends filters flushes follows formats forwards
freezes groups guards halves handles hides imports improves indexes isolates keeps limits links loads locks logs marks
masks measures merges migrates moves names narrows normalises offers opens orders parses pauses pins prints protects
prunes publishes quotes raises reads rebuilds reconnects redraws reduces refuses registers rejects releases reloads
removes renames repairs replaces reports resets resolves restores retries returns reuses rewrites rounds samples saves
scans schedules sends separates serves shares shows signs skips sorts speeds splits starts stops stores streams strips
supports swaps synchronises tags throttles times tracks trims unifies updates upgrades validates verifies waits warns
widens wraps writes""".split()

THINGS = """account address adapter agent alarm alias answer archive attachment audit backup balance banner batch
beacon binding board border boundary branch bridge browser bucket buffer build bundle button cache calendar
certificate channel chart checkbox checksum client clock cluster column command comment connection console container
contract cookie counter crash credential cursor dashboard database deadline dependency device dialog diagram digest
directory display document domain download draft driver editor element email endpoint engine entry envelope error
event export failure feed field filter folder footer format frame gateway graph grid group guide handler handshake
header heading heartbeat history host icon identity image import index inspector installer interface invoice job
journal key keyboard label language layout ledger legend library licence limit link list listener locale lock login
lookup loop manifest map margin marker memory menu message meter method migration mirror mode module monitor mount
navigation network node notification number object offset operator option order outline outbox output package page
panel parser partition password path payload payment permission pipeline plan player plugin pointer policy pool port
preview printer process profile progress prompt protocol proxy query queue quota radio range reader receipt record
region registry relay reminder renderer replica report request resolver resource response retry role root route router
rule runner sample scanner schedule schema screen script search section selector sensor serial server service session
setting shard sheet shell shortcut sidebar signal signature socket source stack stage state statement station status
step storage stream string style subscription summary surface switch symbol table tag target task template tenant
terminal test theme thread threshold ticket timeline timer token tool tooltip topic trace transaction transfer
translation tree trigger tunnel type update upload user validator value variable vault vector vendor version view
volume wallet warning watcher webhook widget window wizard worker workflow""".split()

KINDS = """active archived asynchronous broken cached compact concurrent corrupt custom daily damaged deep default
delayed detached disabled distant double duplicate early embedded empty encrypted expired external failed fast final
first foreign former forwarded frequent full generated global hidden idle imported incoming incomplete inherited
initial inner invalid large last late lazy linked local locked long lost main manual mobile missing mixed monthly
narrow nested new nightly obsolete offline old online open optional orphaned outer outgoing paged parallel partial
pending plain primary printed private public queued quick random rare raw recent remote renamed repeated resumed
rotated rounded scheduled secondary secret shared short signed silent single slow small stale static stored strict
temporary tiny trusted unread unsigned unused valid verified visible weekly wide wrong""".split()

WHEN = ["after a restart", "at midnight", "before the first login", "behind a proxy", "during an upgrade",
        "in read-only mode", "in the background", "on Windows", "on a slow line", "on small screens",
        "on the second attempt", "over IPv6",
        "when the disk is full", "when the network is gone", "while another one is running", "without being asked",
        "for guests", "for administrators", "in right-to-left languages", "in more than one time zone", "once a day",
        "with many of them", "under load", "when there is none", "if it was moved", "since the last version"]

HEADINGS = ["Added", "Changed", "Corrected", "Removed", "Security", "Known issues", "Upgrade notes", "Performance",
            "For administrators", "For developers", "Accessibility", "Translations", "Dependencies", "Documentation"]

NAMES = """Ana Bao Chidi Dalia Emre Freya Goran Hana Ivo Jun Kamila Lukas Mina Noor Oskar Priya Rosa Sami Tomas
Vera""".split()

SURNAMES = """Abebe Berg Castillo Dvořák Eriksen Faure Gupta Haddad Ito Jansen Kowalski Lehtonen Moreau Nowak
Öztürk""".split()


def sentence(dice):
    pick = dice.pick
    text = f"The {pick(KINDS)} {pick(THINGS)} {pick(VERBS)} the {pick(THINGS)} of each {pick(KINDS)} {pick(THINGS)}"
    if dice.chance(0.4):
        text += " " + pick(WHEN)
    if dice.chance(0.3):
        text += f", and {pick(VERBS)} its {pick(THINGS)}"
    return text + "."


def item(dice):
    pick = dice.pick
    form = dice.below(5)
    if form == 0:
        text = f"The `{pick(THINGS)}_{pick(THINGS)}` {pick(THINGS)} {pick(VERBS)} {pick(KINDS)} {pick(THINGS)}s"
    elif form == 1:
        text = f"**{pick(THINGS)}:** {pick(VERBS)} a {pick(KINDS)} {pick(THINGS)} {pick(WHEN)}"
    elif form == 2:
        text = f"A {pick(KINDS)} {pick(THINGS)} that {pick(VERBS)} the {pick(THINGS)} {pick(WHEN)}"
    else:
        text = sentence(dice)[:-1]
    return f"- {text} (!{dice.between(100, 49999)}, @{pick(NAMES).lower()})"


def table(dice):
    pick = dice.pick
    rows = [f"| `{pick(THINGS)}.{pick(THINGS)}` | {dice.between(1, 900)} | {pick(KINDS)} |" for _ in range(4)]
    return "\n".join(["| setting | default | state |", "|---|---|---|"] + rows)


def fence(dice):
    pick, tool = dice.pick, dice.pick(THINGS)
    return f"```sh\n{tool} --{pick(THINGS)} {dice.between(1, 99)} && {tool} {pick(VERBS)} <{pick(THINGS)}>\n```"


def notes(dice, size):
    """Markdown of about so many characters. Notes written in GitLab's form come with CRLF, which GitLab keeps."""
    parts, length = [" ".join(sentence(dice) for _ in range(dice.between(1, 3)))], 0
    while length < size:
        parts.append(f"## {dice.pick(HEADINGS)}")
        parts.append("\n".join(item(dice) for _ in range(dice.between(2, 7))))
        if dice.chance(0.15):
            parts.append(table(dice))
        elif dice.chance(0.15):
            parts.append(fence(dice))
        elif dice.chance(0.2):
            parts.append(sentence(dice) + " " + sentence(dice))
        length = sum(map(len, parts))
    text = "\n\n".join(parts)
    return text.replace("\n", "\r\n") if dice.chance(0.3) else text
