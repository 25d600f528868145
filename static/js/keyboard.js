// Single keys: an element with data-key="n" is pressed, ticked or opened by that key; data-key-go="r" only goes to the
// first control inside; a list with data-rows is walked by its data-key-next and data-key-previous. Off while somebody
// types, with Ctrl, Alt or Meta, and for good by the switch at the foot of the page (WCAG 2.1.4).
const OFF = "keys-off";
const CONTROLS = "textarea, select, input:not([type=hidden]), button, a[href], summary";

function isOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

const types = (element) =>
  element.isContentEditable ||
  element.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=button], [type=submit])");

const isShown = (element) => !element.disabled && element.getClientRects().length > 0;

function find(name, key) {
  return [...document.querySelectorAll(`[data-${name}]`)].find(
    (element) => element.getAttribute(`data-${name}`).toLowerCase() === key && isShown(element),
  );
}

/** The row before or after the one that has the focus, or else the one that is shown. */
function walk(list, by) {
  const rows = [...list.querySelectorAll("[data-row]")];
  const at = rows.indexOf(document.activeElement);
  const from = at < 0 ? rows.findIndex((row) => row.getAttribute("aria-current") === "true") : at;
  const to = rows[Math.min(Math.max(from < 0 ? 0 : from + by, 0), rows.length - 1)];
  if (!to) return;
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest" });
  to.dispatchEvent(new CustomEvent("row:moved", { bubbles: true }));
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key.length !== 1 || isOff() || types(event.target) || document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  for (const [name, by] of [["key-next", 1], ["key-previous", -1]]) {
    const list = find(name, key);
    if (!list) continue;
    event.preventDefault();
    walk(list, by);
    return;
  }
  if (event.repeat) return; // a key that stays down moves on in the list, and presses nothing twice
  const place = find("key-go", key);
  if (place) {
    const control = [...place.querySelectorAll(CONTROLS)].find(isShown);
    if (!control) return;
    event.preventDefault();
    control.focus();
    return;
  }
  const wanted = find("key", key);
  if (!wanted) return;
  event.preventDefault();
  wanted.focus();
  if (wanted.matches("textarea, select, input[type=text], input[type=search]")) return;
  wanted.click();
  const folded = wanted.matches("summary") && wanted.parentElement;
  if (folded?.open) [...folded.querySelectorAll("textarea, select, input:not([type=hidden])")].find(isShown)?.focus();
});

const button = document.querySelector("[data-keys-switch]");
if (button && document.querySelector("[data-key]")) {
  const say = () => { button.textContent = `Turn single-key shortcuts ${isOff() ? "on" : "off"}`; };
  say();
  button.hidden = false;
  button.addEventListener("click", () => {
    try {
      localStorage.setItem(OFF, isOff() ? "0" : "1");
    } catch {
      // a window that keeps nothing cannot keep this either
    }
    say();
  });
}
