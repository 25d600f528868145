// Nothing that was typed is lost: a form with data-keep="a name of its own" keeps its text in this browser until it
// is saved, asks before the page is left, and offers the text back afterwards. Signing out clears it all.
// Passwords, files and hidden fields are never kept.
const DAYS = 7;
const KEPT = new Set(["text", "search", "url", "email", "date", "time", "number", "tel"]);
const person = document.body.dataset.person || "nobody";
const prefix = "kept:";

const nameOf = (form) => `${prefix}${person}:${form.dataset.keep}`;

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) => field.name && (field.tagName === "TEXTAREA" || field.type === "select-one" || (field.tagName === "INPUT" && KEPT.has(field.type))),
  );
}

const valuesOf = (form) => Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]));

const same = (one, other) => Object.keys(one).every((name) => (one[name] ?? "") === (other[name] ?? one[name] ?? ""));

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, values) {
  try {
    localStorage.setItem(name, JSON.stringify({ at: Date.now(), values }));
  } catch {
    // Private windows and full disks keep nothing; the question before leaving still stands.
  }
}

function remove(match) {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(prefix) && match(name)) localStorage.removeItem(name);
  } catch {
    // nothing kept, nothing to remove
  }
}

function offer(form, kept) {
  const box = document.createElement("div");
  box.className = "notice notice--warn";
  box.setAttribute("role", "status");
  const text = document.createElement("div");
  text.className = "notice__text";
  const said = document.createElement("p");
  const when = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  said.textContent = `Text that you typed here on ${when.format(kept.at)} was not saved.`;
  said.className = "mb-2";
  text.append(said);
  const row = document.createElement("div");
  row.className = "row-line";
  for (const [label, act] of [
    ["Put it back", () => {
      for (const field of fieldsOf(form)) {
        if (!(field.name in kept.values) || field.value === kept.values[field.name]) continue;
        field.value = kept.values[field.name];
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }],
    ["Throw it away", () => remove((name) => name === nameOf(form))],
  ]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet btn--small";
    button.textContent = label;
    button.addEventListener("click", () => {
      act();
      box.remove();
      fieldsOf(form)[0]?.focus();
    });
    row.append(button);
  }
  text.append(row);
  box.append(text);
  form.prepend(box);
}

function keep(form) {
  const shown = valuesOf(form); // as the server sent it
  let changed = form.querySelector("[data-error-summary]") !== null; // a form that came back is not saved yet
  let sending = false;
  const kept = read(nameOf(form));
  if (kept && Date.now() - kept.at < DAYS * 86_400_000 && !same(kept.values, shown)) offer(form, kept);
  else if (kept && !changed) remove((name) => name === nameOf(form));

  let timer;
  form.addEventListener("input", () => {
    changed = !same(shown, valuesOf(form));
    clearTimeout(timer);
    timer = setTimeout(() => write(nameOf(form), valuesOf(form)), 400);
  });
  form.addEventListener("submit", () => {
    write(nameOf(form), valuesOf(form)); // until the next page shows that it arrived
    sending = true;
  });
  addEventListener("pageshow", () => { sending = false; });
  addEventListener("beforeunload", (event) => {
    if (changed && !sending) event.preventDefault();
  });
}

document.querySelectorAll("form[data-keep]").forEach(keep);
document.querySelectorAll("form[data-keep-clear]").forEach((form) => form.addEventListener("submit", () => remove(() => true)));
remove((name) => Date.now() - (read(name)?.at ?? 0) > DAYS * 86_400_000);
