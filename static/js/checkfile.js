/* Tells which version of a plan a file is. The browser computes its SHA-256; the file is not sent.
   Without a script, or without crypto.subtle (an insecure connection), the page says how to do it by hand. */
(() => {
  const box = document.querySelector("[data-check-file]");
  if (!box || !(window.crypto && window.crypto.subtle)) return;
  const input = box.querySelector("input[type=file]");
  const answer = box.querySelector("[role=status]");
  const sums = new Map([...document.querySelectorAll("[data-checksum]")].map((one) => [one.dataset.checksum, one.dataset.title]));
  const say = (text, isFound) => {
    answer.textContent = text;
    answer.classList.toggle("check-file__answer--found", isFound === true);
    answer.classList.toggle("check-file__answer--none", isFound === false);
  };

  box.hidden = false;
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return say("");
    say(box.dataset.busy);
    const digest = await window.crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    if (file !== input.files[0]) return undefined; // another file was chosen meanwhile
    const sum = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const title = sums.get(sum);
    return title ? say(`${box.dataset.found} ${title}.`, true) : say(box.dataset.none, false);
  });
})();
