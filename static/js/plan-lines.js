// The button under the lines of a plan says how many drafts it makes, as boxes are ticked.
const form = document.querySelector("[data-plan-lines]");
const button = form?.querySelector("[data-plan-lines-make]");
const lines = form ? [...form.querySelectorAll("input[name=line]")] : [];
const all = form?.querySelectorAll("tbody tr").length ?? 0;

function say() {
  const ticked = lines.filter((line) => line.checked).length;
  const left = all - ticked;
  const drafts = `Make ${ticked} draft${ticked === 1 ? "" : "s"}`;
  button.textContent = ticked ? drafts + (left ? `, leave out ${left}` : "") : "Make the ticked drafts";
}

if (button) {
  form.addEventListener("change", say);
  say();
}
