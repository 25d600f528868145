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

function replace(event) {
  const button = event.target.closest('button[name="fix"]');
  const fixes = JSON.parse(form.querySelector("[data-fixes]")?.dataset.fixes ?? "{}");
  const fix = button && fixes[button.value];
  const area = fix && document.getElementById(fix.field);
  const at = area ? placeOf(area.value, fix) : -1;
  if (at === -1) return; // the server does it
  event.preventDefault();
  area.closest("details")?.setAttribute("open", "");
  area.setRangeText(fix.suggestion, at, at + fix.quote.length, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
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

if (form) {
  const check = later(form.querySelector("[data-check]"), "check");
  const checkBar = later(form.querySelector("[data-check-bar]"), "check-bar");
  // A reason being typed stands inside the list: only the bar is drawn anew, so that the field stays.
  const noticed = (event) => (event.target.name?.startsWith("reason-") ? checkBar() : check());
  form.addEventListener("input", noticed);
  form.addEventListener("change", noticed);
  form.addEventListener("click", replace);
}
