// A link with data-confirm leads to a page that asks before a grave act. Where a script runs, the same question opens
// as a dialog on this page; whatever goes wrong, the link is simply followed.
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[data-confirm]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || !("HTMLDialogElement" in window)) return;
  event.preventDefault();
  let form;
  try {
    const answer = await fetch(link.href, { credentials: "same-origin", signal: AbortSignal.timeout(5000) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    form = answer.ok && !answer.redirected && page.querySelector("[data-confirm-form]");
  } catch {
    form = null;
  }
  if (!form) {
    location.assign(link.href);
    return;
  }
  if (!form.getAttribute("action")) form.setAttribute("action", link.href);
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  const title = form.querySelector(".confirm__title");
  title.id = "dialog-title";
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.append(document.adoptNode(form));
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  form.querySelector("[data-confirm-cancel]")?.addEventListener("click", (cancel) => {
    cancel.preventDefault();
    dialog.close();
  });
  dialog.showModal();
});
