/* Saves the entry page as you go. Without it the page is one form with one button; with it rows are posted when
   they were changed, all that wait in one request. What cannot be sent stays in the browser until it can.
   `entry:changed` (detail: rows) says that scripts beside this one have changed rows. */
(() => {
  const form = document.querySelector("form[data-entry]");
  if (!form || !window.fetch) return;
  const storage = `entry:${form.dataset.entry}`;
  const status = form.querySelector("[data-status]");
  const say = (text) => { status.textContent = text; };
  const fieldsOf = (row) => [...row.querySelectorAll("input[name], textarea[name]")];
  const typedIn = (row) => JSON.stringify(fieldsOf(row).filter((item) => item.type !== "hidden").map((item) => item.value));
  const field = (row, name) => row.querySelector(`[name="${name}-${row.dataset.row}"]`);
  const theirs = new Map(); // what a colleague has saved, by row, while it differs from what was typed here
  const waiting = new Set(); // rows that were changed and not sent yet
  let busy = false;

  const kept = () => { try { return JSON.parse(localStorage.getItem(storage)) || {}; } catch { return {}; } };
  const keep = (all) => { try { Object.keys(all).length ? localStorage.setItem(storage, JSON.stringify(all)) : localStorage.removeItem(storage); } catch { /* private mode: the form still works */ } };
  /* The token is kept too: it tells the server which state of the row the person has seen. */
  const remember = (rows) => {
    const all = kept();
    rows.forEach((row) => { all[row.dataset.row] = Object.fromEntries(fieldsOf(row).map((item) => [item.name, item.value])); });
    keep(all);
  };
  const forget = (row) => { const all = kept(); delete all[row.dataset.row]; keep(all); };

  const show = (place, text) => { if (place) { place.textContent = text || ""; place.hidden = !text; } };
  const mark = (input, wrong) => { if (input) wrong ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid"); };

  const judge = (row, answer) => {
    row.querySelector("[data-state]").innerHTML = answer.badge;
    row.className = `entry-row entry-row--${answer.code}`;
    row.querySelector("[data-question-text]").textContent = answer.question;
    row.querySelector("[data-question]").hidden = !answer.question;
  };

  /* A total may be asked about because one of its parts was typed. A row that waits to be saved hears itself. */
  const judgeRelated = (answers) => Object.entries(answers).forEach(([id, answer]) => {
    const row = document.getElementById(`row-${id}`);
    if (row && field(row, "token") && !waiting.has(row) && !row.querySelector("[aria-invalid]")) judge(row, answer);
  });

  const update = (row, answer) => {
    judge(row, answer);
    field(row, "token").value = answer.token;
    field(row, "confirm").value = "";
    row.querySelectorAll("[data-error]").forEach((place) => {
      const text = answer.errors[place.dataset.error];
      show(place, text);
      mark(field(row, place.dataset.error), Boolean(text));
      const fold = place.closest("details");
      if (text && fold) fold.open = true;
    });
    show(row.querySelector("[data-stale]"), answer.stale);
    row.querySelector("[data-clash]").hidden = !answer.stale;
    theirs.set(row, answer.theirs);
    const computed = row.querySelector("[data-computed]");
    if (computed) computed.textContent = answer.value;
    return answer.stale || Object.values(answer.errors)[0] || "";
  };

  const progress = (answer) => {
    const box = document.querySelector("[data-progress]");
    if (box) box.innerHTML = answer.progress;
  };

  const post = async (rows) => {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    rows.flatMap(fieldsOf).forEach((item) => data.append(item.name, item.value));
    const response = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (response.status === 409) return { refused: (await response.json()).refusal };
    if (response.redirected || response.status === 403) return { refused: form.dataset.textSignedOut };
    if (!response.ok) return { refused: form.dataset.textRefused };
    return response.json();
  };

  const told = (rows, answer) => {
    const faults = rows.map((row) => update(row, answer.rows[row.dataset.row])).filter(Boolean);
    const doubts = rows.map((row) => answer.rows[row.dataset.row].doubt).filter(Boolean);
    return answer.unsaved || faults[0] || [answer.saved, ...doubts.slice(0, 3)].filter(Boolean).join(". ");
  };

  const work = async () => {
    if (busy) return;
    busy = true;
    while (waiting.size) {
      const rows = [...waiting];
      const before = rows.map(typedIn);
      waiting.clear();
      say(form.dataset.textSaving);
      try {
        const answer = await post(rows);
        if (answer.refused) { say(answer.refused); continue; }
        say(told(rows, answer));
        progress(answer);
        judgeRelated(answer.related);
        rows.forEach((row, n) => { if (!answer.rows[row.dataset.row].unsaved && typedIn(row) === before[n]) forget(row); });
      } catch {
        rows.forEach((row) => waiting.add(row));
        say(form.dataset.textOffline);
        setTimeout(work, 10000);
        break;
      }
    }
    busy = false;
  };

  const changed = (rows) => { remember(rows); rows.forEach((row) => waiting.add(row)); work(); };
  const rowOf = (event) => { const row = event.target.closest("[data-row]"); return row ? [row] : []; };

  form.addEventListener("change", (event) => changed(rowOf(event)));
  form.addEventListener("input", (event) => remember(rowOf(event)));
  form.addEventListener("entry:changed", (event) => changed(event.detail));
  form.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-clash] button");
    if (!choice) return;
    const row = choice.closest("[data-row]");
    const taken = choice.matches("[data-take]") ? theirs.get(row) : {};
    const changes = Object.entries(taken)
      .map(([name, text]) => ({ input: field(row, name), text }))
      .filter(({ input, text }) => input && input.value !== text);
    row.querySelector(".input-number").focus();
    if (changes.length) form.dispatchEvent(new CustomEvent("entry:set", { detail: changes }));
    else changed([row]);
  });
  form.addEventListener("submit", () => keep({}));
  window.addEventListener("online", work);

  const restored = Object.entries(kept()).map(([id, texts]) => {
    const row = document.getElementById(`row-${id}`);
    if (!row || !field(row, "token")) return null;
    const differing = Object.entries(texts).filter(([name, text]) => {
      const input = form.elements[name];
      return input && input.type !== "hidden" && input.value !== text;
    });
    if (!differing.length) { forget(row); return null; }
    Object.entries(texts).forEach(([name, text]) => { if (form.elements[name]) form.elements[name].value = text; });
    return row;
  }).filter(Boolean);
  if (restored.length) { changed(restored); say(form.dataset.textRestored); }
})();
