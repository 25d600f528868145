// One comment's page, swapped in place by htmx: refusals are shown too, and what changed is said and focused.
const said = document.querySelector("[data-inbox-said]");

document.addEventListener("htmx:beforeSwap", (event) => {
  const status = event.detail.xhr.status;
  if (status === 409 || status === 422) {
    event.detail.shouldSwap = true; // the page with the reason at its top
    event.detail.isError = false;
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "inbox") return;
  const summary = event.target.querySelector("[data-error-summary]");
  if (summary) {
    summary.focus();
    if (!document.title.startsWith("Error: ")) document.title = `Error: ${document.title}`;
    return;
  }
  if (said) said.textContent = event.target.querySelector("[data-said]")?.dataset.said ?? "";
  if (document.activeElement === document.body) event.target.querySelector("#steps")?.focus();
});
