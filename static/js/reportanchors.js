/* A report was one page once: links to it name a place in it (#area-4, #area-4-n2, #t7). The contents list leads
   to the chapter without a script too; this goes there at once. */
(() => {
  const name = decodeURIComponent(window.location.hash.slice(1));
  const entries = [...document.querySelectorAll(".report-contents li[id]")];
  const entry = entries.find(({ id }) => name === id || name.startsWith(`${id}-`));
  if (entry) {
    const rest = name === entry.id ? "" : `#${name}`;
    window.location.replace(entry.querySelector("a").href + rest);
  } else if (/^(t\d|wskaznik-)/.test(name) && !document.getElementById(name)) {
    window.location.replace(`${document.querySelector("[data-whole]").href}#${name}`);
  }
})();
