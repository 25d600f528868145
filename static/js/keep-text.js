// Nothing that was typed is lost: a form with data-keep="a name of its own" keeps its text in this browser until it
// is saved, asks before the page is left, and offers the text back afterwards. Where several stand together (in one
// data-keep-together), whatever form is sent there, what was typed in the others stands in them again; words whose form
// is gone stand in data-kept-for="how its name begins", to copy. Signing out clears it all. Passwords, files and hidden
// fields are never kept.
const DAYS = 7;
const KEPT = new Set(["text", "search", "url", "email", "date", "time", "number", "tel"]);
const person = document.body.dataset.person || "nobody";
const prefix = "kept:";
const LEFT = "kept-left"; // what this tab's last page sent and took along
const SOON_MS = 10_000; // between a press and the navigation that it begins, on a slow machine
const NOTHING = { sent: "", carried: [], hasArrived: false, isAnswer: false };
const states = new WeakMap(); // of a form: what the server sent, whether that is unsaved, the timer
let left = NOTHING;
let taken = new Set(); // forms whose words go along, so that nobody is asked

const nameOf = (form) => `${prefix}${person}:${form.dataset.keep}`;
const formsOf = (root) => [...(root?.querySelectorAll("form[data-keep]") ?? [])];

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

const isUnsaved = (form) => {
  const state = states.get(form);
  return Boolean(state) && (state.isBack || !same(state.shown, valuesOf(form)));
};

function store(form) {
  const { shown, isBack, timer } = states.get(form);
  clearTimeout(timer);
  const typed = fieldsOf(form).filter((field) => field.type !== "select-one" && (isBack || field.value !== shown[field.name]));
  const words = typed.map((field) => [field.labels?.[0]?.textContent.trim() ?? "", field.value]);
  try {
    localStorage.setItem(nameOf(form), JSON.stringify({ at: Date.now(), values: valuesOf(form), words }));
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

function putBack(form, kept, onlyWhereEmpty = false) {
  for (const field of fieldsOf(form)) {
    const value = kept.values[field.name];
    if (value === undefined || field.value === value || (onlyWhereEmpty && field.value)) continue;
    if (field.type === "select-one" && ![...field.options].some((option) => option.value === value)) continue;
    field.value = value;
    unfold(field);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function unfold(element) {
  for (let around = element.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
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
    ["Put it back", () => putBack(form, kept)],
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
  unfold(form);
}

function keep(form) {
  const name = nameOf(form);
  const isRefused = name === left.sent && !left.hasArrived; // a form that came back is not saved yet
  const state = { shown: valuesOf(form), isBack: isRefused || form.querySelector("[data-error-summary]") !== null };
  states.set(form, state);
  form.addEventListener("input", () => {
    clearTimeout(state.timer);
    state.timer = setTimeout(() => form.isConnected && store(form), 400);
  });
  const kept = read(name);
  if (kept && Date.now() - kept.at < DAYS * 86_400_000 && !same(kept.values, state.shown)) {
    // The page that answers a form has its words, and may have filled in more (an address that was read).
    if (isRefused || left.carried.includes(name)) putBack(form, kept, isRefused && left.isAnswer);
    else offer(form, kept);
  } else if (kept && !state.isBack) remove((one) => one === name);
}

/** Words that were taken along and whose form is no longer there, to copy. */
function showRest() {
  for (const place of document.querySelectorAll("[data-kept-for]")) {
    const here = formsOf(document).map(nameOf);
    const names = left.carried.filter((name) => name.startsWith(`${prefix}${person}:${place.dataset.keptFor}`) && !here.includes(name));
    for (const name of names) {
      const { words = [] } = read(name) ?? {};
      for (const [label, text] of words) {
        if (!text.trim()) continue;
        const field = place.querySelector("template").content.cloneNode(true);
        const area = field.querySelector("textarea");
        area.id = `rest-${place.querySelectorAll("textarea").length}`;
        area.value = text;
        area.dataset.kept = name;
        field.querySelector("label").htmlFor = area.id;
        field.querySelector("label").textContent = label;
        place.querySelector("[data-kept-words]").append(field);
        place.hidden = false;
      }
    }
  }
}

/** A page or a part of one is here: what it shows of what was typed before. */
function arrive() {
  if (left.hasArrived) remove((name) => name === left.sent);
  formsOf(document).filter((form) => !states.has(form)).forEach(keep);
  showRest();
  left = NOTHING;
}

/** Keep what was typed in the forms that stand together, and in the one that is sent. */
function takeAlong(together, sent) {
  const carried = [...(together?.querySelectorAll("[data-kept]") ?? [])].map((area) => area.dataset.kept);
  for (const form of formsOf(together)) {
    if (form === sent || !isUnsaved(form)) continue;
    store(form);
    carried.push(nameOf(form));
  }
  if (states.has(sent)) store(sent);
  return { ...NOTHING, sent: states.has(sent) ? nameOf(sent) : "", carried: [...new Set(carried)] };
}

/** What the page before sent and took along, if this page is the answer; whoever answers well leads on. */
function answered() {
  try {
    const before = JSON.parse(sessionStorage.getItem(LEFT));
    sessionStorage.removeItem(LEFT);
    if (!before || Math.abs(performance.timeOrigin - before.at) > SOON_MS) return NOTHING;
    const isLedOn = performance.getEntriesByType("navigation")[0]?.redirectCount > 0;
    const said = document.querySelector(".messages"); // a page that was led to and says no success says a refusal
    const isRefused = document.querySelector("[data-error-summary]") || (said && !said.querySelector("[data-done]"));
    return { ...before, isAnswer: !isLedOn, hasArrived: isLedOn && !isRefused && before.sent.startsWith(`${prefix}${person}:`) };
  } catch {
    return NOTHING;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if ("keepClear" in form.dataset) {
    remove(() => true);
    return;
  }
  const together = form.closest("[data-keep-together]");
  if (event.defaultPrevented || form.getAttribute("method") !== "post" || !(together || states.has(form))) return;
  taken = new Set([form, ...formsOf(together)]);
  try {
    sessionStorage.setItem(LEFT, JSON.stringify({ ...takeAlong(together, form), at: Date.now() }));
  } catch {
    // what was stored is offered
  }
});
addEventListener("pageshow", () => { taken = new Set(); });
addEventListener("beforeunload", (event) => {
  if (formsOf(document).some((form) => !taken.has(form) && isUnsaved(form))) event.preventDefault();
});

document.addEventListener("htmx:beforeSwap", ({ detail: { target, xhr, requestConfig } }) => {
  if (!target?.matches?.("[data-keep-together]")) return;
  const isSent = requestConfig?.verb === "post";
  const along = takeAlong(target, isSent ? requestConfig.elt : null);
  const hasArrived = xhr.status < 400 && xhr.responseText.includes(`data-person="${person}"`); // not to sign in
  left = isSent ? { ...along, hasArrived } : NOTHING;
});
document.addEventListener("htmx:afterSwap", arrive);

left = answered();
arrive();
remove((name) => Date.now() - (read(name)?.at ?? 0) > DAYS * 86_400_000);
