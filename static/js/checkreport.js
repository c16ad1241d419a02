/* Tells which report a file is. The browser computes its SHA-256 and asks by that alone; the file is not
   sent. Without a script, or on an insecure connection, the page says how to compute it by hand. */
const box = document.querySelector("[data-check-report]");
const subtle = window.crypto && window.crypto.subtle;
if (box && subtle) start();

async function sha256(file) {
  const digest = await subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function start() {
  const input = box.querySelector("input[type=file]");
  const drop = box.querySelector("[data-drop]");
  const say = (text) => { box.querySelector("[data-say]").textContent = text; };
  let latest;

  const check = async (file) => {
    if (!file) return;
    latest = file;
    say(box.dataset.busy);
    try {
      const sum = await sha256(file);
      if (file === latest) window.location.assign(`${window.location.pathname}?sha256=${sum}`);
    } catch {
      if (file === latest) say(box.dataset.failed);
    }
  };

  box.hidden = false;
  input.addEventListener("change", () => check(input.files[0]));
  const over = (isOver) => drop.classList.toggle("check-file__drop--over", isOver);
  drop.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  drop.addEventListener("dragleave", () => over(false));
  drop.addEventListener("drop", (event) => { event.preventDefault(); over(false); check(event.dataTransfer.files[0]); });
  // A file dropped beside the field must not replace the page.
  window.addEventListener("dragover", (event) => event.preventDefault());
  window.addEventListener("drop", (event) => event.preventDefault());
}
