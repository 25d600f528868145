// Single keys: an element with data-key="n" is pressed, ticked or opened by that key. Off while somebody types, with
// Ctrl, Alt or Meta, and for good by the switch at the foot of the page (WCAG 2.1.4).
const OFF = "keys-off";

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

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
  if (event.key.length !== 1 || isOff() || types(event.target) || document.querySelector("dialog[open]")) return;
  const wanted = [...document.querySelectorAll("[data-key]")].find(
    (element) => element.dataset.key.toLowerCase() === event.key.toLowerCase() && !element.disabled && element.getClientRects().length,
  );
  if (!wanted) return;
  event.preventDefault();
  wanted.focus();
  if (!wanted.matches("textarea, select, input[type=text], input[type=search]")) wanted.click();
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
