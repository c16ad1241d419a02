/* Turns every textarea[data-editor] into a text editor. The textarea stays the field of the form: what is
   typed is copied into it at once, so saving works as it does without this script. The words and buttons
   come from the template #editor-parts, in the reader's language. */
const parts = document.getElementById("editor-parts");
const narrow = Boolean(parts) && "narrow" in parts.dataset; // a text without subheadings, quotations and tables
const areas = [...document.querySelectorAll("textarea[data-editor]")];
if (parts && areas.length) start();

async function start() {
  const [lib, { tidy }] = await Promise.all([import(parts.dataset.editorSrc), import(parts.dataset.pasteSrc)]);
  areas.forEach((area) => build(area, lib, tidy));
}

function extensions(lib, openLink) {
  const Table = lib.Table.extend({
    // At its edges a table lets the keyboard out; a new row has its own button.
    addKeyboardShortcuts: () => ({
      Tab: ({ editor }) => editor.commands.goToNextCell(),
      "Shift-Tab": ({ editor }) => editor.commands.goToPreviousCell(),
    }),
  });
  const Link = lib.Link.extend({ addKeyboardShortcuts: () => ({ "Mod-k": () => { openLink(); return true; } }) });
  const base = [
    lib.Document, lib.Paragraph, lib.Text, lib.History, lib.Dropcursor, lib.Gapcursor,
    lib.Bold, lib.Italic, lib.BulletList, lib.OrderedList, lib.ListItem,
    lib.Heading.configure({ levels: narrow ? [3] : [3, 4] }),
    Link.configure({ openOnClick: false, autolink: false, protocols: ["http", "https", "mailto"], enableTarget: false }),
  ];
  if (narrow) return base;
  return [...base, lib.HardBreak, lib.Blockquote, Table.configure({ resizable: false }), lib.TableRow, lib.TableHeader, lib.TableCell];
}

const DEEDS = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  heading3: (chain) => chain.toggleHeading({ level: 3 }),
  heading4: (chain) => chain.toggleHeading({ level: 4 }),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  blockquote: (chain) => chain.toggleBlockquote(),
  table: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
  rowAfter: (chain) => chain.addRowAfter(),
  rowDelete: (chain) => chain.deleteRow(),
  columnAfter: (chain) => chain.addColumnAfter(),
  columnDelete: (chain) => chain.deleteColumn(),
  headerCell: (chain) => chain.toggleHeaderCell(),
  tableDelete: (chain) => chain.deleteTable(),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
};

const PRESSED = {
  bold: (editor) => editor.isActive("bold"),
  italic: (editor) => editor.isActive("italic"),
  heading3: (editor) => editor.isActive("heading", { level: 3 }),
  heading4: (editor) => editor.isActive("heading", { level: 4 }),
  bulletList: (editor) => editor.isActive("bulletList"),
  orderedList: (editor) => editor.isActive("orderedList"),
  blockquote: (editor) => editor.isActive("blockquote"),
  link: (editor) => editor.isActive("link"),
};

function build(area, lib, tidy) {
  const shell = parts.content.firstElementChild.cloneNode(true);
  const toolbar = shell.querySelector("[role=toolbar]");
  const place = shell.querySelector("[data-text]");
  const say = (text) => { shell.querySelector("[data-say]").textContent = text; };
  const dialog = shell.querySelector("dialog");
  const label = document.querySelector(`label[for="${area.id}"]`);
  area.before(shell);
  area.hidden = true;
  const words = parts.dataset;
  let editor;
  let leaving = false;

  const refusePictures = (event) => {
    const data = event.clipboardData || event.dataTransfer;
    if (!data) return false;
    const picture = [...data.files].some((file) => file.type.startsWith("image/"));
    if (!picture || data.getData("text/html").replace(/<img[^>]*>|<meta[^>]*>|<!--.*?-->/g, "").replace(/<[^>]*>/g, "").trim()) return false;
    event.preventDefault();
    say(words.textPicture);
    return true;
  };

  const openLink = () => {
    const old = editor.getAttributes("link").href || "";
    const field = dialog.querySelector("input");
    field.value = old;
    dialog.querySelector("[data-link-fault]").hidden = true;
    field.removeAttribute("aria-invalid");
    dialog.querySelector("[data-unlink]").hidden = !old;
    dialog.showModal();
  };

  editor = new lib.Editor({
    element: place,
    injectCSS: false, // the style sheet of the page has it: the security policy allows no other
    extensions: extensions(lib, openLink),
    content: area.value,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label ? label.firstChild.textContent.trim() : "",
        "aria-describedby": area.getAttribute("aria-describedby") || "",
        id: `${area.id}_editor`,
        lang: area.lang || "pl",
      },
      handlePaste: (view, event) => refusePictures(event),
      handleDrop: (view, event) => refusePictures(event),
      transformPastedHTML: (html) => {
        const clean = tidy(html);
        say(clean.pictures ? words.textPicturesLeftOut : "");
        return clean.html;
      },
      handleDOMEvents: {
        // Escape and then Tab leaves the editor, whatever Tab does in lists and tables.
        keydown: (view, event) => {
          const out = leaving && event.key === "Tab";
          leaving = event.key === "Escape" || (leaving && event.key === "Shift");
          return out;
        },
      },
    },
    onUpdate: () => {
      area.value = editor.isEmpty ? "" : editor.getHTML();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  area.editor = editor;

  const apply = (name) => {
    if (name === "link") openLink();
    else DEEDS[name](editor.chain().focus()).run();
  };
  const buttons = [...toolbar.querySelectorAll("button")];
  const visible = () => buttons.filter((button) => !button.closest("[hidden]"));
  const rove = (button) => buttons.forEach((other) => { other.tabIndex = other === button ? 0 : -1; });
  rove(buttons[0]);
  toolbar.setAttribute("aria-controls", `${area.id}_editor`);
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (!button) return;
    rove(button);
    apply(button.dataset.do);
  });
  toolbar.addEventListener("keydown", (event) => {
    const all = visible();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const next = all[(to + all.length) % all.length];
    rove(next);
    next.focus();
  });

  const refresh = () => {
    buttons.forEach((button) => {
      const pressed = PRESSED[button.dataset.do];
      if (pressed) button.setAttribute("aria-pressed", String(pressed(editor)));
    });
    const group = toolbar.querySelector("[data-in-table]");
    group.hidden = !editor.isActive("table");
    if (group.hidden && group.contains(toolbar.querySelector("[tabindex='0']"))) rove(buttons[0]);
  };
  editor.on("transaction", refresh);
  refresh();

  const closeLink = () => { dialog.close(); editor.commands.focus(); };
  const saveLink = () => {
    const field = dialog.querySelector("input");
    let href = field.value.trim();
    if (/^[\w.+-]+@[\w-]+\.[\w.-]+$/.test(href)) href = `mailto:${href}`;
    else if (/^[\w-]+(\.[\w-]+)+([/?#].*)?$/.test(href)) href = `https://${href}`;
    const wrong = !/^(https?:\/\/\S+|mailto:\S+)$/i.test(href);
    dialog.querySelector("[data-link-fault]").hidden = !wrong;
    field.toggleAttribute("aria-invalid", wrong);
    if (wrong) { field.setAttribute("aria-invalid", "true"); field.focus(); return; }
    dialog.close();
    const chain = editor.chain().focus();
    if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: href.replace(/^mailto:/, ""), marks: [{ type: "link", attrs: { href } }] }).run();
    } else {
      chain.extendMarkRange("link").setLink({ href }).run();
    }
  };
  dialog.querySelector("input").id = `${area.id}_link`;
  dialog.querySelector("label").htmlFor = `${area.id}_link`;
  dialog.querySelector("[data-link-save]").addEventListener("click", saveLink);
  dialog.querySelector("[data-link-close]").addEventListener("click", closeLink);
  dialog.querySelector("[data-unlink]").addEventListener("click", () => { dialog.close(); editor.chain().focus().extendMarkRange("link").unsetLink().run(); });
  // The dialog stands inside the page's form: Enter in it sets the link and does not save the page.
  dialog.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.matches("input")) { event.preventDefault(); saveLink(); } });

  if (label) label.addEventListener("click", (event) => { event.preventDefault(); editor.commands.focus(); });
  // A link from the error summary, or a restored text, concerns the editor in the field's place.
  document.querySelectorAll(`a[href="#${area.id}"]`).forEach((link) => link.addEventListener("click", (event) => { event.preventDefault(); editor.commands.focus(); }));
  area.addEventListener("editor:replace", () => editor.commands.setContent(area.value, { emitUpdate: false }));
}
