/* What Word, Excel and web pages put on the clipboard, made into the few tags that a plan's text has.
   `tidy(html)` gives {html, pictures}: pictures are counted and left out, and whoever pastes is told. */
const KEPT = new Set(["P", "DIV", "H3", "H4", "UL", "OL", "LI", "STRONG", "EM", "A", "TABLE", "THEAD", "TBODY", "TR", "TH", "TD", "BR", "BLOCKQUOTE", "PRE"]);
const DROPPED = "head, style, script, meta, link, title, xml, noscript, template, iframe, form input, button, select, textarea, col, colgroup, del";
const PICTURES = "img, picture, svg, canvas, video, object, embed";
const NUMBERED = /^\s*(\d+|[a-z]{1,2}|[ivxlc]+)\s*[.)]/i;
const SAFE_LINK = /^(https?:|mailto:)/i;

const styleOf = (element) => (element.getAttribute("data-style") || "").toLowerCase();

/* Word has names like mso-bidi-font-weight, which say nothing about the text. */
const says = (element, property, values) => new RegExp(`(^|[;\\s])${property}:\\s*(${values})`).test(styleOf(element));

const rename = (element, tag) => {
  const fresh = element.ownerDocument.createElement(tag);
  fresh.append(...element.childNodes);
  element.replaceWith(fresh);
  return fresh;
};

const unwrap = (element) => element.replaceWith(...element.childNodes);

/* Styles say what is a list and what is bold. They are read under another name, and style sheets not at all:
   the security policy of the page would report them. */
const parse = (html) => {
  const quiet = html
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
  return new DOMParser().parseFromString(quiet, "text/html");
};

const removeComments = (root) => {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  found.forEach((node) => node.remove());
};

/* Word writes lists as paragraphs with a level and a typed marker. */
const listItem = (paragraph) => {
  const level = /mso-list:[^;]*level(\d+)/.exec(styleOf(paragraph));
  if (!level) return null;
  const marker = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/.test(styleOf(span)));
  const text = marker ? marker.textContent : "";
  if (marker) marker.remove();
  return { depth: Number(level[1]), tag: NUMBERED.test(text) ? "ol" : "ul" };
};

const makeLists = (root) => {
  let open = []; // the lists around the current item, outermost first
  root.querySelectorAll("p, h1, h2, h3, h4, h5, h6").forEach((paragraph) => {
    const item = listItem(paragraph);
    if (!item) return;
    const follows = open.length && paragraph.previousElementSibling === open[0];
    if (!follows) open = [];
    open = open.slice(0, item.depth);
    const parent = open[open.length - 1];
    if (!parent || open.length < item.depth || parent.tagName.toLowerCase() !== item.tag) {
      if (parent && open.length === item.depth) open.pop();
      const list = root.ownerDocument.createElement(item.tag);
      const above = open[open.length - 1];
      if (above) (above.lastElementChild || above.appendChild(root.ownerDocument.createElement("li"))).append(list);
      else paragraph.before(list);
      open.push(list);
    }
    const line = root.ownerDocument.createElement("li");
    line.append(...paragraph.childNodes);
    open[open.length - 1].append(line);
    paragraph.remove();
  });
};

const makeHeadings = (root) => {
  root.querySelectorAll("p.MsoTitle").forEach((title) => rename(title, "h1"));
  const levels = [...new Set([...root.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((h) => h.tagName))].sort();
  root.querySelectorAll("h1, h2, h3, h4, h5, h6").forEach((heading) => {
    const tag = heading.tagName === levels[0] ? "h3" : "h4";
    [...heading.querySelectorAll("b, strong")].forEach(unwrap);
    rename(heading, tag);
  });
};

const makeMarks = (root) => {
  root.querySelectorAll("b, strong").forEach((bold) => (says(bold, "font-weight", "normal|400") ? unwrap(bold) : rename(bold, "strong")));
  root.querySelectorAll("i, em").forEach((slanted) => (says(slanted, "font-style", "normal") ? unwrap(slanted) : rename(slanted, "em")));
  root.querySelectorAll("span").forEach((span) => {
    if (says(span, "font-style", "italic")) span.replaceChildren(rename(wrapped(span), "em"));
    if (says(span, "font-weight", "bold|[6-9]00")) span.replaceChildren(rename(wrapped(span), "strong"));
  });
};

const wrapped = (element) => {
  const inner = element.ownerDocument.createElement("span");
  inner.append(...element.childNodes);
  element.append(inner);
  return inner;
};

const clearAttributes = (root) => {
  root.querySelectorAll("*").forEach((element) => {
    [...element.attributes].forEach(({ name, value }) => {
      const isSpan = ["colspan", "rowspan"].includes(name) && Number(value) > 1;
      const isLink = name === "href" && element.tagName === "A" && SAFE_LINK.test(value);
      if (!isSpan && !isLink) element.removeAttribute(name);
    });
  });
  root.querySelectorAll("a:not([href])").forEach(unwrap);
};

const isBlank = (element) => !element.textContent.replace(/\u00a0/g, " ").trim() && !element.querySelector("br, table");

export function tidy(html) {
  const root = parse(html).body;
  removeComments(root);
  root.querySelectorAll(DROPPED).forEach((element) => element.remove());
  const found = [...root.querySelectorAll("*")].filter((element) => element.matches(PICTURES) || /^v:(shape|imagedata|rect)$/i.test(element.tagName));
  found.forEach((element) => element.remove());
  makeLists(root);
  makeHeadings(root);
  makeMarks(root);
  [...root.querySelectorAll("*")].filter((element) => !KEPT.has(element.tagName)).forEach(unwrap);
  clearAttributes(root);
  root.querySelectorAll("p, h3, h4, strong, em").forEach((element) => { if (isBlank(element) && !element.closest("td, th")) element.remove(); });
  return { html: root.innerHTML.trim(), pictures: found.length };
}
