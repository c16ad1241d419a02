/* Saves the entry page as you go. Without it the page is one form with one button; with it each row is
   posted when it was changed. What cannot be sent stays in the browser until it can. */
(() => {
  const form = document.querySelector("form[data-entry]");
  if (!form || !window.fetch) return;
  const storage = `entry:${form.dataset.entry}`;
  const status = form.querySelector("[data-status]");
  const say = (text) => { status.textContent = text; };
  const fieldsOf = (row) => [...row.querySelectorAll("input[name], textarea[name]")];
  const field = (row, name) => row.querySelector(`[name="${name}-${row.dataset.row}"]`);
  const queue = new Map(); // rows in the order in which they were changed
  let busy = false;

  const kept = () => { try { return JSON.parse(localStorage.getItem(storage)) || {}; } catch { return {}; } };
  const keep = (all) => { try { Object.keys(all).length ? localStorage.setItem(storage, JSON.stringify(all)) : localStorage.removeItem(storage); } catch { /* private mode: the form still works */ } };
  const remember = (row) => {
    const texts = {};
    fieldsOf(row).forEach((item) => { if (item.type !== "hidden") texts[item.name] = item.value; });
    keep({ ...kept(), [row.dataset.row]: texts });
  };
  const forget = (row) => { const all = kept(); delete all[row.dataset.row]; keep(all); };

  const show = (place, text) => { if (place) { place.textContent = text || ""; place.hidden = !text; } };
  const mark = (input, wrong) => { if (input) wrong ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid"); };

  const update = (row, answer) => {
    row.querySelector("[data-state]").innerHTML = answer.badge;
    field(row, "token").value = answer.token;
    row.className = `entry-row entry-row--${answer.code}`;
    row.querySelector("[data-question-text]").textContent = answer.question;
    row.querySelector("[data-question]").hidden = !answer.question;
    row.querySelectorAll("[data-error]").forEach((place) => {
      const text = answer.errors[place.dataset.error];
      show(place, text);
      mark(field(row, place.dataset.error), Boolean(text));
      const fold = place.closest("details");
      if (text && fold) fold.open = true;
    });
    show(row.querySelector("[data-stale]"), answer.stale);
    const computed = row.querySelector("[data-computed]");
    if (computed) computed.textContent = answer.value;
    return answer.stale || Object.values(answer.errors)[0] || "";
  };

  const progress = (answer) => {
    const box = document.querySelector("[data-progress]");
    if (box) box.innerHTML = answer.progress;
  };

  const post = async (row) => {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    fieldsOf(row).forEach((item) => data.append(item.name, item.value));
    const response = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (response.status === 409) return { refused: (await response.json()).refusal };
    if (response.redirected || response.status === 403) return { refused: form.dataset.textSignedOut };
    if (!response.ok) return { refused: form.dataset.textRefused };
    return response.json();
  };

  const work = async () => {
    if (busy) return;
    busy = true;
    while (queue.size) {
      const [row] = queue.keys();
      queue.delete(row);
      const typed = JSON.stringify(fieldsOf(row).filter((item) => item.type !== "hidden").map((item) => item.value));
      say(form.dataset.textSaving);
      try {
        const answer = await post(row);
        if (answer.refused) { say(answer.refused); continue; }
        const fault = update(row, answer.rows[row.dataset.row]);
        progress(answer);
        say(fault || [answer.saved, answer.rows[row.dataset.row].doubt].filter(Boolean).join(". "));
        const now = JSON.stringify(fieldsOf(row).filter((item) => item.type !== "hidden").map((item) => item.value));
        if (!answer.rows[row.dataset.row].unsaved && now === typed) forget(row);
      } catch {
        queue.set(row, true);
        say(form.dataset.textOffline);
        setTimeout(work, 10000);
        break;
      }
    }
    busy = false;
  };

  const changed = (row) => { remember(row); queue.set(row, true); work(); };

  form.addEventListener("change", (event) => { const row = event.target.closest("[data-row]"); if (row) changed(row); });
  form.addEventListener("input", (event) => { const row = event.target.closest("[data-row]"); if (row) remember(row); });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-same]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("[data-row]");
    field(row, "value").value = button.dataset.same;
    field(row, "reason").value = "";
    field(row, "value").focus();
    changed(row);
  });
  form.addEventListener("submit", () => keep({}));
  window.addEventListener("online", work);

  const restored = Object.entries(kept()).filter(([id, texts]) => {
    const row = document.getElementById(`row-${id}`);
    if (!row || !field(row, "token")) return false;
    let differs = false;
    Object.entries(texts).forEach(([name, text]) => {
      const input = form.elements[name];
      if (input && input.value !== text) { input.value = text; differs = true; }
    });
    if (differs) queue.set(row, true);
    return differs;
  });
  if (restored.length) { say(form.dataset.textRestored); work(); }
})();
