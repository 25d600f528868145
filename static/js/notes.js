// Notes on words of a post: words that are marked in the text fill the form in, and "@" offers colleagues.
// Without it the words are copied and names typed by hand.
const form = document.querySelector("[data-note-form]");

/** Characters as the server counts them, before the start of the selection. */
function placeIn(source, range) {
  const before = document.createRange();
  before.selectNodeContents(source);
  before.setEnd(range.startContainer, range.startOffset);
  return [...before.toString()].length;
}

function offerOf(form) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-primary btn--small note-list__offer";
  button.textContent = "Add a note on these words";
  button.hidden = true;
  document.body.append(button);
  let marked = null;
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the words stay marked
  button.addEventListener("click", () => {
    if (!marked) return;
    form.elements.quote.value = marked.quote;
    form.elements.near.value = marked.near;
    form.elements.channel.value = marked.channel;
    form.closest("details").open = true;
    button.hidden = true;
    form.elements.text.focus();
  });
  return (found, box) => {
    marked = found;
    button.hidden = !found;
    if (!found) return;
    const width = button.offsetWidth;
    button.style.setProperty("left", `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`);
    button.style.setProperty("top", `${Math.max(8, Math.min(box.bottom + 8, innerHeight - 60))}px`);
  };
}

/** What is marked: its words, if they stand in one text of the post. */
function markedWords() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const of = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
  const text = of(range.startContainer)?.closest(".post-preview__text");
  const source = text?.closest("[data-note-source]");
  if (!source || !text.contains(range.endContainer)) return null;
  const copy = range.cloneContents();
  copy.querySelectorAll(".mark__number").forEach((number) => number.remove());
  const quote = copy.textContent.trim();
  if (!quote) return null;
  return { quote, near: placeIn(text, range), channel: source.dataset.noteSource, box: range.getBoundingClientRect() };
}

if (form) {
  const offer = offerOf(form);
  document.addEventListener("selectionchange", () => {
    const found = markedWords();
    offer(found, found?.box);
  });
  form.elements.quote.addEventListener("input", () => {
    form.elements.near.value = "";
    form.elements.channel.value = "";
  });
}

// Colleagues for "@": a short list below the field, chosen by key or press.
const handles = [...document.querySelectorAll("#handles option")].map((option) => option.value);

function offerNames(area) {
  const list = document.createElement("div");
  list.className = "row-line mt-2";
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", "Colleagues to name");
  list.hidden = true;
  area.after(list);
  const typed = () => area.value.slice(0, area.selectionStart).match(/(^|\s)@([^@\n]{0,30})$/);
  area.addEventListener("input", () => {
    const begun = typed();
    const found = begun ? handles.filter((name) => name.toLowerCase().startsWith(`@${begun[2].toLowerCase()}`)) : [];
    list.textContent = "";
    list.hidden = found.length === 0;
    for (const name of found.slice(0, 6)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-quiet btn--small";
      button.textContent = name;
      button.addEventListener("click", () => {
        const now = typed();
        if (now) area.setRangeText(`${name} `, area.selectionStart - now[2].length - 1, area.selectionStart, "end");
        list.hidden = true;
        area.focus();
        area.dispatchEvent(new Event("change", { bubbles: true }));
      });
      list.append(button);
    }
  });
}

if (handles.length) document.querySelectorAll("textarea[data-mentions]").forEach(offerNames);
