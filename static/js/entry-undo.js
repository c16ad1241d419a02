/* Undo on the entry page: back through what was changed since the page was opened, and forward again. Each step
   is saved like anything typed. `entry:set` (detail: [{input, text}]) changes several fields as one step. */
(() => {
  const form = document.querySelector("form[data-entry]");
  const buttons = form && form.querySelector("[data-undo-buttons]");
  if (!buttons) return;
  const storage = `entry-undo:${form.dataset.entry}`;
  const inputs = [...form.querySelectorAll("[data-row] :is(input[name]:not([type=hidden]), textarea[name])")];
  const known = new Map(inputs.map((input) => [input, input.value])); // what was last taken over
  const past = [];
  const future = [];
  const [back, forth] = buttons.querySelectorAll("button");

  const enable = () => { back.disabled = !past.length; forth.disabled = !future.length; };
  const record = (changes) => { past.push(changes); future.length = 0; enable(); };

  const put = (changes, side) => {
    changes.forEach((change) => { change.input.value = change[side]; known.set(change.input, change[side]); });
    const rows = new Set(changes.map((change) => change.input.closest("[data-row]")));
    form.dispatchEvent(new CustomEvent("entry:changed", { detail: [...rows] }));
  };

  const move = (from, to, side) => {
    const changes = from.pop();
    if (!changes) return;
    to.push(changes);
    put(changes, side);
    enable();
    const fold = changes[0].input.closest("details");
    if (fold) fold.open = true;
    changes[0].input.focus();
    form.querySelector("[data-notice]").textContent = side === "before" ? form.dataset.textUndone : form.dataset.textRedone;
  };
  const undo = () => move(past, future, "before");
  const redo = () => move(future, past, "after");

  form.addEventListener("change", (event) => {
    const input = event.target;
    if (!known.has(input) || known.get(input) === input.value) return;
    record([{ input, before: known.get(input), after: input.value }]);
    known.set(input, input.value);
  });

  form.addEventListener("entry:set", (event) => {
    const changes = event.detail
      .map(({ input, text }) => ({ input, before: known.get(input), after: text }))
      .filter((change) => change.before !== change.after || change.input.value !== change.after);
    if (!changes.length) return;
    record(changes);
    put(changes, "after");
  });

  /* While a field holds typing that was not taken over, Ctrl+Z is the browser's own. */
  const isTyping = (target) => known.has(target) && target.value !== known.get(target);
  form.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    const step = key === "z" ? (event.shiftKey ? redo : undo) : key === "y" ? redo : null;
    if (!step) return;
    event.preventDefault();
    step();
  });
  back.addEventListener("click", undo);
  forth.addEventListener("click", redo);

  /* A deed on all remaining rows loads the page again; what it changed is one step back. */
  form.addEventListener("submit", (event) => {
    if (!event.submitter || event.submitter.name !== "rest") return;
    const texts = Object.fromEntries([...known].map(([input]) => [input.name, input.value]));
    try { sessionStorage.setItem(storage, JSON.stringify(texts)); } catch { /* then that step cannot be undone */ }
  });
  try {
    const texts = JSON.parse(sessionStorage.getItem(storage)) || {};
    sessionStorage.removeItem(storage);
    const changes = inputs
      .map((input) => ({ input, before: texts[input.name], after: input.value }))
      .filter((change) => change.before !== undefined && change.before !== change.after);
    if (changes.length) record(changes);
  } catch { /* private mode */ }
  buttons.hidden = false;
  enable();
})();
