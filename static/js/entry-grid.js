/* The entry page as a grid made for typing: keys that move between number fields, and a block pasted from a
   sheet. Left and right stay the caret's until it stands at the edge of the text. */
(() => {
  const form = document.querySelector("form[data-entry]");
  if (!form) return;
  const rows = [...form.querySelectorAll("[data-row]")];
  const notice = form.querySelector("[data-notice]");
  const numbersOf = (row) => [...row.querySelectorAll(".input-number")];
  const field = (row, name) => row.querySelector(`[name="${name}-${row.dataset.row}"]`);
  const set = (changes) => form.dispatchEvent(new CustomEvent("entry:set", { detail: changes }));

  const enter = (input) => {
    input.focus();
    if (input.select) input.select();
  };

  /* The number field `step` rows away in the same column; rows that were sent have none. */
  const neighbour = (row, column, step) => {
    for (let n = rows.indexOf(row) + step; rows[n]; n += step) {
      const numbers = numbersOf(rows[n]);
      if (numbers.length) return numbers[Math.min(column, numbers.length - 1)];
    }
    return null;
  };

  const vertical = (input, step) => {
    const row = input.closest("[data-row]");
    return neighbour(row, numbersOf(row).indexOf(input), step);
  };

  /* Enter goes on as one reads: the other part of a ratio, then the next row. */
  const following = (input, step) => {
    const row = input.closest("[data-row]");
    const numbers = numbersOf(row);
    const beside = numbers[numbers.indexOf(input) + step];
    return beside || neighbour(row, step > 0 ? 0 : 9, step);
  };

  const atEdge = (input, step) => input.selectionStart === input.selectionEnd && input.selectionEnd === (step > 0 ? input.value.length : 0);
  const sideways = (input, step) => {
    const numbers = numbersOf(input.closest("[data-row]"));
    return atEdge(input, step) ? numbers[numbers.indexOf(input) + step] : null;
  };

  const repeat = (row) => {
    const button = row.querySelector("[data-same]");
    if (!button) return;
    const parts = button.dataset.same.split("|");
    field(row, "confirm").value = "1";
    const wanted = [...numbersOf(row).map((input, n) => ({ input, text: parts[n] })), { input: field(row, "reason"), text: "" }];
    const changes = wanted.filter(({ input, text }) => input.value !== text);
    if (changes.length) set(changes);
    else form.dispatchEvent(new CustomEvent("entry:changed", { detail: [row] }));
  };

  const open = (row, name) => {
    const input = field(row, name);
    if (!input) return;
    input.closest("details").open = true;
    enter(input);
  };

  const OPEN = ".entry-row--todo, .entry-row--returned, .entry-row--proposed, .entry-row--odd, .entry-row:has([aria-invalid], [data-stale]:not([hidden]))";
  const nextOpen = (row) => {
    const from = rows.indexOf(row);
    const next = [...rows.slice(from + 1), ...rows.slice(0, from + 1)].find((one) => one.matches(OPEN) && field(one, "token"));
    if (!next) { form.querySelector("[name=check]").focus(); return; }
    const why = next.matches(".entry-row--odd") && field(next, "explanation");
    enter(next.querySelector("[aria-invalid]") || why || numbersOf(next)[0]);
  };

  const DEEDS = {
    F2: (row) => open(row, "source"),
    F4: (row) => open(row, "reason"),
    F8: repeat,
    F9: nextOpen,
  };

  const go = (event, target) => {
    if (!target) return;
    event.preventDefault();
    enter(target);
  };

  const enterKey = (event, row) => {
    const input = event.target;
    const step = event.shiftKey ? -1 : 1;
    const isNumber = input.matches(".input-number");
    if (isNumber && row.matches(".entry-row--proposed") && step > 0) repeat(row);
    const target = isNumber ? following(input, step) : neighbour(row, 0, step);
    event.preventDefault();
    enter(target || (step > 0 ? form.querySelector("[name=check]") : numbersOf(rows[0])[0] || input));
  };

  form.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const isNumber = event.target.matches(".input-number");
    if (DEEDS[event.key] && !event.shiftKey) { event.preventDefault(); DEEDS[event.key](row); return; }
    if (event.key === "Enter" && event.target.matches("input")) { enterKey(event, row); return; }
    if (event.key === "Escape" && !isNumber && event.target.closest("details, [data-question]")) { go(event, numbersOf(row)[0]); return; }
    if (!isNumber || event.shiftKey) return;
    if (event.key === "ArrowDown") go(event, vertical(event.target, 1));
    if (event.key === "ArrowUp") go(event, vertical(event.target, -1));
    if (event.key === "ArrowRight") go(event, sideways(event.target, 1));
    if (event.key === "ArrowLeft") go(event, sideways(event.target, -1));
  });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-same]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("[data-row]");
    repeat(row);
    numbersOf(row)[0].focus();
  });

  /* Cells as Excel, Calc and Sheets put them on the clipboard: tabs and newlines, quoted where a cell holds one. */
  const cellsOf = (text) => {
    const table = [[""]];
    let quoted = false;
    const last = () => table[table.length - 1];
    const add = (sign) => { last()[last().length - 1] += sign; };
    const source = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
    for (let n = 0; n < source.length; n += 1) {
      const sign = source[n];
      const isEmpty = !last()[last().length - 1];
      if (quoted && sign === '"' && source[n + 1] === '"') { add('"'); n += 1; }
      else if (sign === '"' && (quoted || isEmpty)) quoted = !quoted;
      else if (!quoted && sign === "\t") last().push("");
      else if (!quoted && sign === "\n") table.push([""]);
      else add(sign);
    }
    return table.map((cells) => cells.map((cell) => cell.trim()));
  };

  const placed = (table, input) => {
    const start = rows.indexOf(input.closest("[data-row]"));
    const column = numbersOf(rows[start]).indexOf(input);
    const changes = [];
    const left = [];
    const beyond = form.dataset.next ? table.slice(rows.length - start).filter((cells) => cells.some(Boolean)).length : 0;
    table.forEach((cells, down) => cells.forEach((text, right) => {
      if (!text) return; // an empty cell leaves what stands there
      const row = rows[start + down];
      const target = row && numbersOf(row)[column + right];
      if (!row && beyond) return; // told in one number: the rest is for the next page
      if (!target) { left.push(row ? `${row.dataset.code}: ${text}` : text); return; }
      changes.push({ input: target, text });
      if (field(row, "reason").value) changes.push({ input: field(row, "reason"), text: "" });
    }));
    return { changes, left, beyond };
  };

  const SHOWN = 8;
  const link = (text, address) => {
    const found = document.createElement("a");
    found.textContent = text;
    found.href = address;
    return found;
  };

  const tell = (count, left, beyond) => {
    const some = left.slice(0, SHOWN).join("; ") + (left.length > SHOWN ? "; …" : "");
    const parts = [`${form.dataset.textPasted} ${count}.`];
    if (left.length) parts.push(`${form.dataset.textLeft} ${left.length} (${some}).`);
    if (beyond) parts.push(`${form.dataset.textBeyond} ${beyond}. ${form.dataset.textBeyondHow}`);
    notice.textContent = parts.join(" ");
    if (beyond) notice.append(" ", link(form.dataset.textNext, form.dataset.next), ", ", link(form.dataset.textFile, form.dataset.file));
  };

  form.addEventListener("paste", (event) => {
    const input = event.target;
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!input.matches(".input-number") || !/[\t\n\r]/.test(text)) return;
    event.preventDefault();
    const { changes, left, beyond } = placed(cellsOf(text), input);
    set(changes);
    tell(changes.filter((change) => change.input.matches(".input-number")).length, left, beyond);
  });

  form.querySelectorAll("[data-keys]").forEach((help) => { help.hidden = false; });
})();
