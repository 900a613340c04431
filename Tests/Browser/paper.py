"""What must hold on paper, by what pdftotext reads in the browser's print.

Where sheets break depends on fonts and on what is told, so that each report is printed several times, each time with all
of it further down.
"""
import json, re, subprocess
import xml.etree.ElementTree as ET

PAPERS = ["A4", "Letter"]
# How far down, in pixels of the browser: about a sheet in all, so that everything comes to the end of one once.
SHIFTS = range(0, 960, 240)
MARGINS = {"top": 18 / 25.4 * 72, "bottom": 20 / 25.4 * 72}
# The width between the margins of A4, in pixels of the browser.
PAPER_WIDTH = 680


def squeezed(text, place=""):
    """On one line, without what says beside each section's heading in which report it is."""
    return re.sub(r"\s+", " ", re.sub(r"\s+", " ", text).replace(place, "")).strip()


def faults(browser, pdf):
    """What is wrong on the sheets of one report; leaves its prints behind, those as they are under `pdf`-A4.pdf and so on."""
    found = at_in_many_lines(browser)
    for shift in SHIFTS:
        browser.run(f"document.querySelector('main').style.paddingTop = '{shift}px'")
        for paper in PAPERS:
            name = f"{pdf}-{paper}.pdf" if shift == 0 else f"{pdf}-shifted.pdf"
            browser.pdf(name, paper)
            found += [f"{paper}, {shift} further down: {fault}" for fault in on_sheets(browser, name, shift)]
    browser.run("document.querySelector('main').style.paddingTop = ''")
    return found


def on_sheets(browser, pdf, shift):
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    sheets = text.split("\f")[:-1]
    place = browser.run("document.querySelector('.place').textContent")
    sections = texts(browser, "document.querySelectorAll('main h2')", place)
    for number, sheet in enumerate(sheets, 1):
        if not re.search(rf"\b{number} ?/ ?{len(sheets)}\b", sheet):
            yield f"sheet {number} does not say which of how many it is"
    for section in sections:
        if section not in squeezed(text, place):
            yield f"'{section}' is not printed"
    # The running text is at the foot of each sheet.
    sheets = [re.sub(r"\n[^\n]*\d+ ?/ ?\d+\s*$", "", sheet).rstrip() for sheet in sheets]
    last_lines = [squeezed(sheet.split("\n")[-1], place) for sheet in sheets]
    sheets = [squeezed(sheet, place) for sheet in sheets]
    headings = texts(browser, HEADINGS, place)
    for number, sheet in enumerate(sheets[:-1], 1):
        for heading in headings:
            # The first ends with the contents.
            if number > 1 and sheet.endswith(heading) and heading.endswith(last_lines[number - 1]):
                yield f"sheet {number} ends with '{heading[:60]}', parted from what it is over"
    for number, filled in enumerate(list(how_full(pdf))[:-1], 1):
        starts_section = any(sheets[number].startswith(section) for section in sections)
        # What is pushed down here is on the first two sheets.
        if filled < 0.6 and not starts_section and (number > 2 or shift == 0):
            yield f"sheet {number} is {filled:.0%} full, and the next goes on with '{sheets[number][:40]}'"


# What stands over something else; a paragraph, where it introduces what follows.
HEADINGS = """[...document.querySelectorAll("h2, h3, h4, caption, figcaption, .field, h2 + p")]
    .filter(one => one.localName !== "p" || one.nextElementSibling)"""


def texts(browser, elements, place):
    found = json.loads(browser.run(f"JSON.stringify([...{elements}].map(one => one.textContent))"))
    return [squeezed(text, place) for text in found if text.strip()]


def how_full(pdf):
    """How far down there is text on each sheet, of the space between its margins."""
    xml = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True).stdout
    for page in ET.fromstring(re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", xml)).findall(".//{*}page"):
        height = float(page.get("height")) - MARGINS["bottom"]
        ends = [float(word.get("yMax")) for word in page.findall(".//{*}word") if float(word.get("yMin")) < height]
        yield (max(ends, default=0) - MARGINS["top"]) / (height - MARGINS["top"])


def at_in_many_lines(browser):
    """Times in the column At that take more than a line each."""
    browser.media("print")
    browser.size(PAPER_WIDTH, 1000)
    lines = browser.run("""JSON.stringify([...document.querySelectorAll(".events td:nth-child(4)")].map(cell => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return [cell.textContent, new Set([...range.getClientRects()].map(box => Math.round(box.bottom))).size];
    }))""")
    browser.media()
    browser.size(1440, 1000)
    return [f"'{text}' in the column At takes {count} lines" for text, count in json.loads(lines) if count > 2]


# -- Negative controls

FAULTS = {
    "parted from what it is over": "figcaption, caption, h2 + p, h2 { break-after: auto !important }",
    "full, and the next goes on with": "figure > .scroll { break-inside: avoid !important }",
    "in the column At takes": ".events th:nth-child(4) { width: 9rem !important }",
}


def faults_that_go_unnoticed(browser, address, pdf):
    """Puts each fault back into a report's style sheet; answers with what is not found then."""
    for fault, rule in FAULTS.items():
        browser.open(address)
        browser.run(f"document.styleSheets[0].insertRule(`@media print {{ {rule} }}`, document.styleSheets[0].cssRules.length)")
        if not any(fault in one for one in faults(browser, pdf)):
            yield rule
