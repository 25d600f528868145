// The summary of errors takes the focus when the page comes back or htmx puts one in, and the title says so.
function announce(root) {
  const summary = root.querySelector("[data-error-summary]");
  if (!summary) return;
  summary.focus();
  if (!document.title.startsWith("Error: ")) document.title = `Error: ${document.title}`;
}

announce(document);
document.addEventListener("htmx:afterSwap", (event) => announce(event.target));
