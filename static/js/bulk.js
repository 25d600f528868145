// Comments that are ticked to be hidden together: the first tick unfolds what is done with them, their number stands in
// the button, and all are ticked in place.
// Without this the link draws the list anew with every box ticked.
const boxes = () => [...document.querySelectorAll("input[name=comment][form=bulk]")];

function tell() {
  const form = document.querySelector("[data-bulk]");
  const button = form?.querySelector("[data-bulk-button]");
  if (!button) return;
  const all = boxes();
  const number = all.filter((box) => box.checked).length;
  if (number) form.closest("[data-bulk-fold]").open = true;
  button.textContent = `Hide and close ${number}`;
  form.querySelector("[data-bulk-said]").textContent = `${number} of ${all.length} chosen.`;
  form.querySelector("[data-bulk-all]").textContent = number === all.length ? "Choose none" : "Select all of this page";
}

document.addEventListener("change", (event) => { if (event.target.matches?.("input[name=comment][form=bulk]")) tell(); });

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-bulk-all]")) return;
  event.preventDefault();
  const wanted = boxes().some((box) => !box.checked);
  for (const box of boxes()) box.checked = wanted;
  tell();
});

document.addEventListener("htmx:afterSettle", tell);
addEventListener("pageshow", tell);
tell();
