// What must hold for the structure of a report. Evaluated in the page; gives the names of all rules that were asked, and
// the faults, each as "rule: what is wrong".
(() => {
  const [faults, rules] = [[], new Set()];
  const must = (truth, rule, detail) => {
    rules.add(rule);
    if (!truth) faults.push(`${rule}: ${typeof detail === "function" ? detail() : detail}`);
  };
  const all = selector => [...document.querySelectorAll(selector)];
  const name = element => `<${element.localName}${element.id ? ` id="${element.id}"` : ""}> ${element.textContent.trim().slice(0, 40)}`;

  must(/^[a-z]{2}/.test(document.documentElement.lang), "language", "the page names none");
  must(document.title.trim() !== "", "title", "the page has none");
  const policy = document.head.firstElementChild;
  must(policy?.httpEquiv === "Content-Security-Policy" && /default-src 'none'/.test(policy.content),
    "policy", "the first element of the head is no content security policy that forbids by default");
  must(all("script, iframe, object, embed, link, base, form, img, video, audio").length === 0,
    "active", "an element that runs or loads something");
  for (const element of all("*")) {
    for (const attribute of element.attributes) {
      must(!attribute.name.startsWith("on"), "handler", () => `${name(element)} has ${attribute.name}`);
      must(!["src", "href", "xlink:href", "style"].includes(attribute.name) || element.localName === "a",
        "remote", () => `${name(element)} has ${attribute.name}`);
    }
  }
  must(all("style").every(sheet => !/@import|url\(/.test(sheet.textContent)), "style", "the style sheet loads something");

  const headings = all("h1, h2, h3, h4, h5, h6");
  must(all("h1").length === 1, "one h1", `there are ${all("h1").length}`);
  let level = 0;
  for (const heading of headings) {
    const own = Number(heading.localName[1]);
    must(own <= level + 1, "heading order", () => `${name(heading)} follows a heading of level ${level}`);
    level = own;
  }
  for (const landmark of ["header", "nav", "main", "footer"])
    must(all(`body > ${landmark}`).length === 1, "landmarks", `${all(`body > ${landmark}`).length} ${landmark}`);
  must(all("nav, section, [role=region]").every(one => one.getAttribute("aria-label") || one.getAttribute("aria-labelledby")),
    "landmark names", "a nav, section or region without a name");
  const skip = document.querySelector("body > a");
  must(skip?.getAttribute("href") === "#main", "skip link", "the first link does not lead to the main part");

  const sections = all("main h2");
  const tops = sections.map(heading => heading.getBoundingClientRect().top);
  must(tops.every((top, index) => index === 0 || top > tops[index - 1]), "reading order", "sections are not where they are read");
  const contents = all("nav a").map(link => document.getElementById(link.hash.slice(1)));
  const first = document.querySelector("nav ol")?.start ?? 1;
  must(sections.length === contents.length && sections.every((heading, index) => heading === contents[index]),
    "contents", "the contents do not name the sections in their order");
  must(sections.every((heading, index) => heading.textContent.trim().startsWith(`${index + first}. `)),
    "section numbers", "a section has not the number that the contents give it");

  const ids = new Set();
  for (const element of all("[id]")) {
    must(!ids.has(element.id), "unique ids", element.id);
    ids.add(element.id);
  }
  const elsewhere = [];
  for (const link of all("a[href]")) {
    const target = link.getAttribute("href");
    // A report with very many events has them in further files, and the index leads to reports: the caller looks at them.
    if (/^([A-Za-z0-9._~-]+\/)?report[a-z0-9-]*\.(html|md|xml)(#|$)/.test(target)) elsewhere.push(target);
    else must(target.startsWith("#") && ids.has(target.slice(1)), "links", `${target} leads nowhere`);
  }
  for (const attribute of ["aria-labelledby", "aria-describedby", "headers", "for"])
    for (const element of all(`[${attribute}]`))
      for (const id of element.getAttribute(attribute).split(" ")) must(ids.has(id), "references", `${attribute} ${id}`);

  for (const table of all("table")) {
    must(table.caption?.textContent.trim(), "captions", () => name(table));
    must(table.tHead && [...table.tHead.querySelectorAll("th")].length > 0, "table heads", () => name(table));
    must([...table.querySelectorAll("th")].every(cell => cell.scope), "scopes", () => name(table));
    must(table.querySelectorAll("[colspan], [rowspan]").length === 0, "merged cells", () => name(table));
    must(table.matches(".diff") || table.closest("[role=region][tabindex='0']"), "scrolling tables", () => name(table));
  }
  for (const logo of all("svg.logo")) {
    must(logo.closest(".brand") && logo.ariaHidden === "true" && logo.nextElementSibling?.textContent.trim(), "logos",
      "a logo that is read aloud, or without the name beside it");
    must(logo.querySelectorAll(":not(g, path, rect, circle, ellipse, line, polyline, polygon)").length === 0, "logos",
      "more than shapes");
  }
  for (const plot of all("svg:not(.logo)")) {
    must(plot.getAttribute("role") === "img" && plot.querySelector("title") && plot.querySelector("desc"), "plots", () => name(plot));
    must(plot.querySelectorAll("a, image, use, foreignObject, animate").length === 0, "plots", "more than shapes and text");
    const figure = plot.closest("figure");
    must(figure && (figure.querySelector("table") || figure.nextElementSibling?.querySelector("table")),
      "plots with tables", plot.querySelector("title")?.textContent);
  }
  must(all("details").length === 0, "nothing closed", "an element that prints closed");
  const instant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?$/;
  for (const time of all("time")) must(instant.test(time.dateTime), "times", time.textContent);
  return { faults, elsewhere, rules: [...rules] };
})()
