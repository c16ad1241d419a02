/* Typed text of a plan's draft is never lost: what is typed stays in this browser until it is saved, a save
   is tried only when it can arrive, and the page says who else is at work. Without it the forms work too. */
(() => {
  const PREFIX = "draft:";
  const EARLIER = ":earlier";
  const read = (key) => { try { return JSON.parse(localStorage.getItem(PREFIX + key)); } catch { return null; } };
  const write = (key, value) => { try { localStorage.setItem(PREFIX + key, JSON.stringify(value)); } catch { /* private mode, or full: the form still works */ } };
  const drop = (key) => { try { localStorage.removeItem(PREFIX + key); } catch { /* private mode */ } };

  /* --- after a save: the copy in the browser is no longer needed --- */
  const address = new URL(window.location.href);
  const savedKey = address.searchParams.get("saved");
  if (savedKey) {
    [savedKey, savedKey + EARLIER, `${savedKey}:decision`, `${savedKey}:decision${EARLIER}`].forEach(drop);
    address.searchParams.delete("saved");
    window.history.replaceState(null, "", address);
  }

  const UNTYPED = new Set(["csrfmiddlewaretoken", "seen", "conflict"]);
  const isTyped = (name) => !UNTYPED.has(name) && !/-(INITIAL|MIN_NUM|MAX_NUM)_FORMS$/.test(name);
  const pairsOf = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && isTyped(name));
  const wordsOf = (pairs) => JSON.stringify(pairs.filter(([name]) => name !== "base" && !/-(key|TOTAL_FORMS)$/.test(name)).sort());

  /* The token of a page ends when somebody signs in in another tab; a page of ours has a fresh one. */
  const freshToken = async (url) => {
    const response = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json, text/html" } });
    if (response.redirected || !response.ok) return "";
    const text = await response.text();
    if (response.headers.get("Content-Type").includes("json")) return JSON.parse(text).token;
    const field = new DOMParser().parseFromString(text, "text/html").querySelector("main [name=csrfmiddlewaretoken], [name=csrfmiddlewaretoken]");
    return field ? field.value : "";
  };

  const setTokens = (token) => document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = token; });

  const tell = (place, text, link) => {
    place.textContent = text;
    if (!link) return;
    const anchor = document.createElement("a");
    anchor.href = place.dataset.login;
    anchor.target = "_blank";
    anchor.rel = "noopener";
    anchor.textContent = place.dataset.textSignIn;
    place.append(" ", anchor);
  };

  /* Sends the form when it can arrive: there is a connection, and the person is still signed in. */
  const guard = (form, url, before, after) => {
    const trouble = form.querySelector("[data-trouble]");
    let sure = false;
    let asking = false;
    form.addEventListener("submit", async (event) => {
      if (sure) return;
      event.preventDefault();
      if (asking) return;
      asking = true;
      const button = event.submitter;
      tell(trouble, "");
      let ready = before ? before() : true;
      if (ready) {
        try {
          const token = await freshToken(url);
          ready = Boolean(token);
          if (ready) setTokens(token);
          else tell(trouble, trouble.dataset.textSignedOut, Boolean(trouble.dataset.login));
        } catch {
          ready = false;
          tell(trouble, trouble.dataset.textOffline);
        }
      }
      asking = false;
      if (after) after(ready);
      if (!ready) return;
      sure = true;
      form.requestSubmit(button && button.type === "submit" ? button : undefined);
    });
    window.addEventListener("pageshow", () => { sure = false; });
  };

  document.querySelectorAll("form[data-kept-form]").forEach((form) => guard(form, window.location.href));

  /* --- rows and boxes --- */
  const newKey = () => [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const addRow = (box) => {
    const total = box.querySelector("[name$='-TOTAL_FORMS']");
    const number = Number(total.value);
    const template = box.querySelector("template[data-rows-template]");
    const holder = document.createElement("div");
    holder.innerHTML = template.innerHTML.replaceAll("__prefix__", number).replaceAll("__number__", number + 1);
    const row = holder.firstElementChild;
    const key = row.querySelector("input[name$='-key']");
    if (key) key.value = newKey();
    box.querySelector("[data-rows-list]").append(row);
    total.value = number + 1;
    return row;
  };

  document.querySelectorAll("[data-rows]").forEach((box) => {
    box.querySelector("[data-rows-add]").addEventListener("click", (event) => {
      event.preventDefault();
      const row = addRow(box);
      row.querySelector("input:not([type=hidden]), select").focus();
      box.querySelector("[data-rows-say]").textContent = box.querySelector("template").dataset.textAdded;
      row.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });

  document.querySelectorAll("[data-choices]").forEach((box) => {
    const boxes = [...box.querySelectorAll("input[type=checkbox]")];
    const all = box.querySelector("[data-choose-all]");
    if (all) all.addEventListener("click", (event) => {
      event.preventDefault();
      boxes.forEach((one) => { one.checked = true; });
      boxes[0]?.dispatchEvent(new Event("input", { bubbles: true }));
    });
    const filter = box.querySelector("[data-choices-filter]");
    if (filter) filter.addEventListener("input", (event) => {
      event.stopPropagation(); // what is looked for is not typed text
      const wanted = filter.value.trim().toLocaleLowerCase();
      boxes.forEach((one) => {
        const line = one.closest(".check");
        line.hidden = Boolean(wanted) && !one.checked && !line.textContent.toLocaleLowerCase().includes(wanted);
      });
      box.querySelectorAll(".choices-group").forEach((heading) => {
        let line = heading.nextElementSibling;
        let any = false;
        for (; line && line.matches(".check"); line = line.nextElementSibling) any = any || !line.hidden;
        heading.hidden = !any;
      });
    });
    if (filter) filter.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  });

  /* --- the form --- */
  const form = document.querySelector("form[data-draft-form]");
  if (!form || !window.fetch) return;
  const key = form.dataset.keptKey;
  const trouble = form.querySelector("[data-trouble]");
  const offer = form.querySelector("[data-kept-offer]");
  const say = (text) => { const place = form.querySelector("[data-say-save]"); if (place) place.textContent = text; };
  const opened = wordsOf(pairsOf(form));
  let timer;

  const remember = () => {
    const pairs = pairsOf(form);
    if (wordsOf(pairs) === opened) drop(key);
    else write(key, { at: Date.now(), pairs });
  };

  const fill = (pairs) => {
    const byName = new Map();
    pairs.forEach(([name, value]) => byName.set(name, [...(byName.get(name) || []), value]));
    byName.forEach((values, name) => {
      const prefix = /^(.*)-TOTAL_FORMS$/.exec(name);
      const box = prefix && form.querySelector(`[data-rows="${prefix[1]}"]`);
      for (let guardCount = 0; box && guardCount < 500 && Number(form.elements[name].value) < Number(values[0]); guardCount += 1) addRow(box);
    });
    [...form.elements].forEach((field) => {
      if (!field.name || !isTyped(field.name) || /-TOTAL_FORMS$/.test(field.name) || field.type === "submit") return;
      const values = byName.get(field.name) || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    });
    form.querySelectorAll("textarea[data-editor]").forEach((area) => area.dispatchEvent(new Event("editor:replace")));
    remember();
  };

  const makeOffer = () => {
    const last = read(key);
    if (last) { drop(key); if (wordsOf(last.pairs) !== opened) write(key + EARLIER, last); }
    const found = read(key + EARLIER);
    if (!found || !offer) return;
    if (wordsOf(found.pairs) === opened) { drop(key + EARLIER); return; }
    const when = offer.querySelector("[data-kept-when]");
    const at = new Date(found.at);
    const today = at.toDateString() === new Date().toDateString();
    const clock = at.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    const day = at.toLocaleDateString(document.documentElement.lang);
    when.textContent = when.dataset.text.replace("{time}", today ? clock : `${day}, ${clock}`);
    offer.hidden = false;
    offer.querySelector("[data-kept-restore]").addEventListener("click", () => {
      fill(found.pairs);
      drop(key + EARLIER);
      offer.hidden = true;
      say(trouble.dataset.textRestored);
      const area = form.querySelector("textarea[data-editor]");
      if (area && area.editor) area.editor.commands.focus();
    });
    offer.querySelector("[data-kept-discard]").addEventListener("click", () => { drop(key + EARLIER); offer.hidden = true; form.querySelector("input:not([type=hidden]), textarea, [contenteditable]")?.focus(); });
  };
  makeOffer();

  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => { timer = null; remember(); }, 300); });
  form.addEventListener("change", remember);
  window.addEventListener("pagehide", () => { if (timer) { clearTimeout(timer); remember(); } });

  const fits = () => {
    const long = [...form.querySelectorAll("textarea[data-limit]")].find((area) => area.value.length > Number(area.dataset.limit) * 10);
    if (long) {
      const number = (count) => count.toLocaleString(document.documentElement.lang);
      tell(trouble, trouble.dataset.textTooLong.replace("{count}", number(long.value.length)).replace("{limit}", number(Number(long.dataset.limit))));
    }
    return !long;
  };
  guard(
    form,
    form.dataset.pulse,
    () => { remember(); say(trouble.dataset.textSaving); return fits(); },
    (ready) => { if (!ready) say(""); },
  );

  /* --- who else is here --- */
  const url = form.dataset.presence;
  if (!url) return;
  const others = document.querySelector("[data-others]");
  const newer = document.querySelector("[data-newer]");
  const base = () => (form.elements.seen || form.elements.base).value;
  const show = (place, text) => { if (place && place.textContent !== text) place.textContent = text; };
  const body = (extra) => {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.append("base", base());
    if (extra) data.append(extra, "1");
    return data;
  };
  const beat = async () => {
    try {
      const response = await fetch(url, { method: "POST", body: body(), credentials: "same-origin", headers: { Accept: "application/json" } });
      if (!response.ok || response.redirected) return;
      const answer = await response.json();
      show(others, answer.others);
      show(newer, answer.newer);
    } catch { /* the next one may arrive */ }
  };
  window.setInterval(() => { if (!document.hidden) beat(); }, 30000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) beat(); });
  window.addEventListener("pagehide", () => navigator.sendBeacon(url, body("leave")));
  window.addEventListener("pageshow", (event) => { if (event.persisted) beat(); });
})();
