/* Two helps for the discussion of a plan: a list of names behind an "@" in every textarea[data-mentions],
   and a bar that takes what is selected in [data-passage] to the form of a comment. Without this script
   a name can be typed whole, and a passage can be copied into its field. */
const script = document.getElementById("discussion-script");
const LONGEST_NAME = 60;
const LONGEST_QUOTE = 500;
const WAIT = 150;

if (script) document.querySelectorAll("textarea[data-mentions]").forEach(suggestNames);
const bar = document.getElementById("selection-bar");
if (bar) document.addEventListener("selectionchange", () => offerSelection(bar));

function suggestNames(area, index) {
  const list = Object.assign(document.createElement("ul"), { id: `names-${index}`, className: "names", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", script.dataset.textList);
  const say = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  say.setAttribute("role", "status");
  const frame = document.createElement("div");
  frame.className = "names-frame";
  area.replaceWith(frame);
  frame.append(area, list, say);
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", list.id);
  let chosen = -1, typed = "", timer = 0, asked = 0;

  const close = () => { list.hidden = true; list.replaceChildren(); chosen = -1; area.removeAttribute("aria-activedescendant"); };

  const mark = (place) => {
    chosen = place;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === place)));
    area.setAttribute("aria-activedescendant", list.children[place].id);
  };

  const take = (option) => {
    const end = area.selectionStart, start = end - typed.length;
    area.setRangeText(`${option.dataset.name} `, start, end, "end");
    close();
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const show = (found) => {
    list.replaceChildren(...found.map((one, i) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${i}`;
      option.dataset.name = one.name;
      option.setAttribute("role", "option");
      const kind = Object.assign(document.createElement("span"), { className: "names__kind", textContent: one.kind });
      option.append(one.name, " ", kind);
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); take(option); });
      return option;
    }));
    list.hidden = !found.length;
    say.textContent = found.length ? `${script.dataset.textFound} ${found.length}` : script.dataset.textNone;
    if (found.length) mark(0);
  };

  const ask = async () => {
    const mine = ++asked;
    const address = `${script.dataset.names}?${new URLSearchParams({ q: typed })}`;
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (answer.ok && mine === asked) show((await answer.json()).found);
    } catch { close(); /* without the network a name is typed whole */ }
  };

  area.addEventListener("input", () => {
    clearTimeout(timer);
    const before = area.value.slice(0, area.selectionStart);
    const found = before.match(/(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}][^@\n]*)$/u);
    typed = found ? found[1] : "";
    if (!typed || typed.length > LONGEST_NAME || typed.endsWith("  ")) { asked++; close(); return; }
    timer = setTimeout(ask, WAIT);
  });
  area.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const count = list.children.length;
    if (event.key === "ArrowDown") mark((chosen + 1) % count);
    else if (event.key === "ArrowUp") mark((chosen + count - 1) % count);
    else if (event.key === "Enter" || event.key === "Tab") take(list.children[chosen]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  area.addEventListener("blur", close);
}

function offerSelection(bar) {
  const selection = document.getSelection();
  const text = selection.toString().replace(/\s+/g, " ").trim();
  const passage = text && selection.rangeCount ? passageOf(selection.getRangeAt(0)) : null;
  if (!passage) {
    if (!bar.contains(document.activeElement)) bar.hidden = true;
    return;
  }
  const quote = shortened(text);
  const address = new URL(passage.dataset.passage, location.href);
  address.searchParams.set("cytat", quote);
  const open = document.documentElement.lang === "pl" ? "„" : "“";
  bar.querySelector("p").textContent = `${open}${quote.length > 140 ? `${quote.slice(0, 139)}…` : quote}”`;
  bar.querySelector("a").href = address.pathname + address.search;
  bar.hidden = false;
}

function passageOf(range) {
  const inside = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-passage]");
  const start = inside(range.startContainer), end = inside(range.endContainer);
  return start || end;
}

function shortened(text) {
  if (text.length <= LONGEST_QUOTE) return text;
  const cut = text.slice(0, LONGEST_QUOTE);
  return cut.slice(0, cut.lastIndexOf(" ") > 0 ? cut.lastIndexOf(" ") : LONGEST_QUOTE);
}
