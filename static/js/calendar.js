// Posts that can be moved are dragged to another day, or moved by keyboard (M asks for a time; Shift with an arrow moves
// by a day or a week). The server decides; a refusal is said in place and the post goes back. Without a script each has
// its link “Change time”.
const status = document.querySelector("[data-move-status]");
const DAY_MS = 86_400_000;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
let dragged = null;
let drawn = 0; // how often the calendar was asked for anew

const calendar = () => document.querySelector("[data-calendar]");
const dayOf = (element) => element.closest("[data-day]")?.dataset.day;
const dayAfter = (day, days) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

function prepare() {
  for (const line of document.querySelectorAll("[data-move]")) line.draggable = true;
  for (const hint of document.querySelectorAll("[data-move-hint]")) hint.hidden = !document.querySelector("[data-move]");
}

// Said to everybody: in sight as a notice, and to screen readers by the line that stays on the page.
function say(sentence, isRefusal) {
  status.textContent = "";
  setTimeout(() => { status.textContent = sentence; }, 50);
  document.querySelector("[data-move-refusal]")?.remove();
  if (!isRefusal) return;
  const notice = document.createElement("div");
  notice.className = "notice notice--stop";
  notice.dataset.moveRefusal = "";
  const words = document.createElement("p");
  words.className = "notice__text";
  words.textContent = sentence;
  notice.append(words);
  document.querySelector(".calendar-notices")?.prepend(notice);
}

// The post that has the focus after the calendar was drawn anew: the one that was moved, unless somebody went on meanwhile.
function focusAfter(move) {
  const now = document.activeElement;
  const elsewhere = now && now !== document.body && !calendar().contains(now);
  return elsewhere ? null : now?.closest("[data-move]")?.dataset.move ?? move;
}

async function redraw(url, sentence, move) {
  const mine = ++drawn;
  const answer = await fetch(url, { credentials: "same-origin", signal: AbortSignal.timeout(10_000) });
  if (mine !== drawn) { // a later move draws the calendar
    say(sentence, false);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = answer.ok && page.querySelector("[data-calendar]");
  if (!fresh) {
    location.assign(url);
    return;
  }
  const focused = focusAfter(move);
  calendar().replaceWith(document.adoptNode(fresh));
  prepare();
  say(sentence, false);
  if (focused) document.querySelector(`[data-move="${CSS.escape(focused)}"] a`)?.focus({ preventScroll: true });
}

async function send(line, day) {
  const from = line.parentElement;
  const after = line.nextSibling;
  const target = document.querySelector(`[data-day="${CSS.escape(day)}"]`);
  if (target) {
    let list = target.querySelector("ul");
    if (!list) {
      list = document.createElement("ul");
      list.className = "calendar-month__events";
      target.append(list);
    }
    list.append(line);
  }
  const shown = calendar();
  const body = new URLSearchParams({ on: day, at: line.dataset.time, view: shown.dataset.view, shown: shown.dataset.shown });
  const token = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";
  let sentence = "The post could not be moved: the server did not answer. It is where it was; try again.";
  try {
    const answer = await fetch(line.dataset.move, {
      method: "POST",
      body,
      credentials: "same-origin",
      headers: { Accept: "application/json", "X-CSRFToken": token },
      signal: AbortSignal.timeout(10_000),
    });
    const said = await answer.json();
    if (answer.ok) {
      await redraw(said.url, said.sentence, line.dataset.move);
      return;
    }
    sentence = said.sentence ?? sentence;
  } catch {
    // not reached, or no answer that can be read: said below
  }
  from.insertBefore(line, after);
  say(sentence, true);
  line.querySelector("a")?.focus({ preventScroll: true });
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-move]") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.textContent.trim());
  dragged.classList.add("calendar-month__dragged");
});

function mark(day) {
  for (const one of document.querySelectorAll(".calendar-month__over")) one.classList.remove("calendar-month__over");
  day?.classList.add("calendar-month__over");
}

document.addEventListener("dragover", (event) => {
  const day = dragged && event.target.closest?.("[data-day]");
  mark(day);
  if (!day) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
});

document.addEventListener("drop", (event) => {
  const day = dragged && event.target.closest?.("[data-day]");
  if (!day) return;
  event.preventDefault();
  if (day.dataset.day !== dayOf(dragged)) send(dragged, day.dataset.day);
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("calendar-month__dragged");
  dragged = null;
  mark(null);
});

// The question opens as a dialog by the same link that lists have (confirm.js); afterwards the focus is on the post again.
function ask(line) {
  const link = document.createElement("a");
  const { view, shown } = calendar().dataset;
  link.href = `${line.dataset.move}?${new URLSearchParams({ view, shown })}`;
  link.dataset.confirm = "";
  link.className = "visually-hidden";
  link.tabIndex = -1;
  link.addEventListener("focus", () => {
    line.querySelector("a")?.focus();
    link.remove();
  });
  line.append(link);
  link.click();
}

document.addEventListener("keydown", (event) => {
  const line = event.target.closest?.("[data-move]");
  if (!line || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.key.toLowerCase() === "m" && !event.shiftKey) {
    event.preventDefault();
    ask(line);
  } else if (event.shiftKey && STEPS[event.key]) {
    event.preventDefault();
    const day = dayOf(line) ?? line.dataset.on;
    send(line, dayAfter(day, STEPS[event.key]));
  }
});

prepare();
