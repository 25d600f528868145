// The inbox: a comment is put into the pane beside the list in place, so that the list keeps its place. Refusals are
// shown too; what changed is said politely, and the focus stays where it was. Without this every link and form works.
const said = document.querySelector("[data-inbox-said]");
const paneOf = () => document.getElementById("pane");
let shownPart = paneOf()?.querySelector("[data-said]") ?? null; // is another element after the pane was drawn anew
let news = document.getElementById("counts")?.dataset.news ?? "";
let taken = "";
let wanted = ""; // the address that the pane was asked for last
let takesFocus = false; // the pane was opened, not only looked at
let opened = new Set(); // what was unfolded, to be unfolded again
const here = () => location.pathname + location.search;
let place = here(); // the address of what is shown
let waiting;

const say = (text) => { if (said && text) said.textContent = text; };

// What was typed into the pane and is not sent yet.
const isTyped = () =>
  [...(paneOf()?.querySelectorAll("textarea:not([readonly]), input[type=text], input:not([type])") ?? [])].some(
    (field) => field.value !== field.defaultValue,
  );

function mark(pk) {
  for (const row of document.querySelectorAll("[data-row]")) {
    const isHere = row.id === `row-${pk}`;
    row.classList.toggle("queue-list__link--here", isHere);
    if (isHere) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

function show(address) {
  wanted = address;
  window.htmx.ajax("GET", address, { target: "#pane", select: "#pane > *", swap: "innerHTML show:none" });
}

document.addEventListener("row:moved", (event) => {
  if (!paneOf()?.getClientRects().length || !window.htmx) return; // a phone shows the list alone: Enter opens
  if (isTyped()) {
    say("Not shown: what you typed beside the list is not sent yet.");
    return;
  }
  const row = event.target;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const address = new URL(row.href);
    address.searchParams.set("look", "1");
    takesFocus = false;
    mark(row.id.slice("row-".length));
    show(address.pathname + address.search);
  }, 150);
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("a[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  const row = event.target.closest?.("[data-row]");
  if (!row || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (!paneOf()?.getClientRects().length || !window.htmx) return;
  if (isTyped() && !window.confirm("What you typed beside the list is not sent yet. Leave it?")) {
    event.preventDefault();
    return;
  }
  event.preventDefault();
  clearTimeout(waiting);
  takesFocus = true;
  mark(row.id.slice("row-".length));
  history.pushState({ inbox: true }, "", row.href);
  place = here();
  const address = new URL(row.href);
  show(address.pathname + address.search);
});

addEventListener("popstate", () => { if (paneOf() && here() !== place) location.reload(); }); // a skip link leads to no other

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (xhr.status === 409 || xhr.status === 422) {
    event.detail.shouldSwap = true; // the page with the reason at its top
    event.detail.isError = false;
  }
  if (event.detail.target?.id !== "pane") return;
  if (requestConfig?.verb === "get" && requestConfig.path !== wanted) event.detail.shouldSwap = false; // moved on since
  opened = new Set([...paneOf().querySelectorAll("details[data-keep-open][open]")].map((one) => one.id));
  opened.comment = paneOf().querySelector("[data-comment]")?.dataset.comment;
});

document.addEventListener("htmx:afterSettle", (event) => {
  tellNews();
  if (event.target.id === "queue-rows" && document.activeElement === document.body) {
    const first = event.target.querySelector("[data-row]");
    first?.focus(); // the new ones were asked for
    const shown = paneOf()?.querySelector("[data-comment]")?.dataset.comment;
    if (shown) mark(shown);
  }
  const part = paneOf()?.querySelector("[data-said]");
  if (!part || part === shownPart) return;
  shownPart = part;
  taken = "";
  if (opened.comment === part.dataset.comment) {
    for (const id of opened) paneOf().querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  }
  mark(part.dataset.comment);
  const summary = paneOf().querySelector("[data-error-summary]");
  if (summary) {
    summary.focus();
    if (!document.title.startsWith("Error: ")) document.title = `Error: ${document.title}`;
    return;
  }
  say(part.dataset.said);
  if (takesFocus) document.getElementById("comment-title")?.focus({ preventScroll: true });
  else if (document.activeElement === document.body) document.getElementById("steps")?.focus();
  if (takesFocus && paneOf().getBoundingClientRect().top < 0) window.scrollTo({ top: 0 });
  takesFocus = false;
});

/** What came in, and that somebody took the comment over; each once. */
function tellNews() {
  const counts = document.getElementById("counts");
  if (counts) {
    if (counts.dataset.news && counts.dataset.news !== news) say(counts.dataset.news);
    news = counts.dataset.news ?? "";
  }
  const hold = document.getElementById("hold");
  if (hold?.dataset.news && hold.dataset.news !== taken) {
    taken = hold.dataset.news;
    say(`${taken} What you typed is still on this page.`);
  }
}
