/* Deciding with the keyboard: a value that has the focus takes Enter, Backspace and the arrows, and the page is
   not loaded again after each. Without this script the same forms are sent as forms. */
(() => {
  const queue = document.querySelector("[data-queue]");
  if (!queue) return;
  const said = document.getElementById("queue-said");
  const open = () => [...queue.querySelectorAll("[data-item]")];

  open().forEach((item) => item.setAttribute("tabindex", "-1"));
  if (open()[0]) open()[0].setAttribute("tabindex", "0");

  function go(item) {
    if (!item) return;
    open().forEach((other) => other.setAttribute("tabindex", "-1"));
    item.setAttribute("tabindex", "0");
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }

  const start = document.querySelector("[data-start]");
  if (start) start.addEventListener("click", () => go(open()[0]));

  function neighbour(item, step) {
    const items = open();
    return items[items.indexOf(item) + step];
  }

  function settle(item, text, done) {
    const next = neighbour(item, 1) || neighbour(item, -1);
    const verdict = document.createElement("p");
    verdict.className = "queue-verdict";
    verdict.textContent = text;
    item.removeAttribute("data-item");
    item.removeAttribute("tabindex");
    if (done) item.classList.add("queue-item--done");
    item.querySelectorAll("input, button, textarea").forEach((field) => { field.disabled = true; });
    item.querySelector(".queue-deeds").remove();
    item.append(verdict);
    said.textContent = text;
    if (next) { go(next); return; }
    const further = document.getElementById("queue-next");
    further.hidden = false;
    said.textContent = `${text} ${queue.dataset.rest}`;
    further.querySelector("a").focus();
  }

  function refuse(item, text) {
    const place = item.querySelector(".field-error");
    const field = item.querySelector("textarea");
    place.textContent = text;
    place.hidden = false;
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }

  async function send(form) {
    const item = form.closest("[data-item]");
    if (!item || item.getAttribute("aria-busy") === "true") return;
    const button = form.querySelector("button");
    const body = new FormData(form);
    body.append(button.name, button.value);
    item.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(location.href, { method: "POST", body, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (told.error) refuse(item, told.error);
      else settle(item, told.text || Object.values(told.skipped)[0] || "", Boolean(told.text));
    } catch {
      said.textContent = queue.dataset.undone;
    } finally {
      item.removeAttribute("aria-busy");
    }
  }

  queue.addEventListener("submit", (event) => {
    event.preventDefault();
    send(event.target);
  });

  const deeds = {
    ArrowDown: (item) => go(neighbour(item, 1)),
    ArrowUp: (item) => go(neighbour(item, -1)),
    Enter: (item) => send(item.querySelector("[data-verify]")),
    Backspace: (item) => { item.querySelector("details").open = true; item.querySelector("textarea").focus(); },
    " ": (item) => item.querySelector(".queue-pick input").click(),
  };

  queue.addEventListener("keydown", (event) => {
    const item = event.target.closest("[data-item]");
    if (!item) return;
    if (event.target.matches("textarea")) {
      if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); send(event.target.form); }
      if (event.key === "Escape") { event.target.closest("details").open = false; go(item); }
      return;
    }
    if (event.target !== item || event.altKey || event.ctrlKey || event.metaKey) return;
    if (deeds[event.key]) { event.preventDefault(); deeds[event.key](item); }
  });
})();
