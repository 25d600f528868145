// The editor of a post: checks while somebody types, replaces words at a press, and shows one channel at a time.
// Without it the same buttons work by sending the form: "Save draft" checks too.
const PAUSE = 400; // milliseconds without a key before the check

const form = document.querySelector("form[data-post-editor]");

function later(element, name) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => window.htmx.trigger(element, name), PAUSE);
  };
}

/** Where the server's character `count` lies in JavaScript's units: they part at every emoji. */
const unitsOf = (text, count) => [...text].slice(0, count).join("").length;

/** The words of a button in the text as it is now: where they were, or else the nearest place that has them. */
function placeOf(text, { start, quote }) {
  const expected = unitsOf(text, start);
  if (text.startsWith(quote, expected)) return expected;
  let best = -1;
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
    if (best === -1 || Math.abs(at - expected) < Math.abs(best - expected)) best = at;
  }
  return best;
}

const charactersIn = (text) => [...text].length;

/** Put words in the place of others; what was done, or null where the words are not there any more. */
function put({ field, start, quote, suggestion }) {
  const area = document.getElementById(field);
  const at = area ? placeOf(area.value, { start, quote }) : -1;
  if (at === -1) return null;
  area.closest("details")?.setAttribute("open", "");
  area.setRangeText(suggestion, at, at + quote.length, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  return { area, press: [area.name, charactersIn(area.value.slice(0, at)), quote, suggestion] };
}

// What each press replaced, oldest first: the server reads and writes the same field.
const memory = () => form.querySelector('input[name="replaced"]');
const presses = () => JSON.parse(memory().value || "[]");

function remember(all) {
  const bar = form.querySelector("[data-undo]");
  memory().value = all.length ? JSON.stringify(all.slice(-20)) : "";
  bar.hidden = all.length === 0;
  const last = all.at(-1) ?? [];
  const words = last.length === 1 ? `“${last[0][2].slice(0, 40)}” was replaced.` : `${last.length} were replaced.`;
  bar.querySelector("[data-undo-words]").textContent = last.length ? words : "";
}

function replace(event) {
  const button = event.target.closest('button[name="fix"]');
  const fixes = JSON.parse(form.querySelector("[data-fixes]")?.dataset.fixes ?? "{}");
  if (!button || !fixes[button.value]) return;
  const done = [];
  let before = Infinity; // from the end on, so that places before stay; of two that overlap the later one stands
  let field = "";
  for (const fix of [...fixes[button.value]].sort((a, b) => a.field.localeCompare(b.field) || b.start - a.start)) {
    if (fix.field !== field) [field, before] = [fix.field, Infinity];
    if (fix.start + charactersIn(fix.quote) > before) continue;
    const one = put(fix);
    if (!one) continue;
    before = fix.start;
    const shift = charactersIn(fix.suggestion) - charactersIn(fix.quote);
    for (const { press } of done) if (press[0] === one.press[0]) press[1] += shift;
    done.push(one);
  }
  if (!done.length) return; // the server says what has changed
  event.preventDefault();
  remember([...presses(), done.map((one) => one.press)]);
  done.at(-1).area.focus();
}

function undo(event) {
  if (!event.target.closest('button[name="undo_fix"]')) return;
  const all = presses();
  const last = all.pop() ?? [];
  const areas = [...last]
    .sort((a, b) => a[0].localeCompare(b[0]) || b[1] - a[1])
    .map(([name, start, old, now]) => put({ field: `id_${name}`, start, quote: now, suggestion: old })?.area);
  if (!areas.some(Boolean)) return; // the server says what has changed
  event.preventDefault();
  remember(all);
  areas.find(Boolean).focus();
}

function showChannels(tabs) {
  const links = [...tabs.querySelectorAll(".channel-tabs__link")];
  const ids = links.map((link) => link.hash.slice(1));
  const over = links.find((link) => link.querySelector(".channel-tabs__count--over"))?.hash.slice(1);
  const here = ids.includes(tabs.dataset.here) ? tabs.dataset.here : (over ?? ids[0] ?? "");
  tabs.dataset.here = here;
  for (const body of tabs.querySelectorAll("[data-channel-body]")) body.hidden = body.id !== here;
  for (const link of links) {
    const isHere = link.hash.slice(1) === here;
    link.classList.toggle("channel-tabs__link--here", isHere);
    if (isHere) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

document.querySelectorAll("[data-channel-tabs]").forEach((tabs) => {
  showChannels(tabs);
  tabs.addEventListener("click", (event) => {
    const link = event.target.closest(".channel-tabs__link");
    if (!link) return;
    event.preventDefault();
    tabs.dataset.here = link.hash.slice(1);
    showChannels(tabs);
  });
  document.addEventListener("htmx:afterSettle", () => showChannels(tabs));
});

// What somebody has opened or closed stays so when the server draws it anew.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const shown = event.detail.target.querySelectorAll("details");
  event.detail.fragment.querySelectorAll("details").forEach((one, at) => { one.open = shown[at]?.open ?? one.open; });
});

if (form) {
  const check = later(form.querySelector("[data-check]"), "check");
  const checkBar = later(form.querySelector("[data-check-bar]"), "check-bar");
  // A reason or a note being typed stands inside the list: only the bar is drawn anew, so that the field stays.
  const noticed = (event) => (/^(reason|wrong-note)-/.test(event.target.name ?? "") ? checkBar() : check());
  form.addEventListener("input", noticed);
  form.addEventListener("change", noticed);
  form.addEventListener("htmx:afterSwap", ({ target }) => target.id === "link-and-card" && check()); // another link
  form.addEventListener("click", replace);
  form.addEventListener("click", undo);
}
