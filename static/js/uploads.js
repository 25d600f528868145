// Files go to the library one by one, each with a bar of its own; several may be chosen or dropped at once.
// Without it the same form sends them all together.
const MOST_AT_ONCE = 1; // more would only share the same line, and the same database
const form = document.querySelector("form[data-uploads]");
const list = document.querySelector("[data-upload-list]");
const said = document.querySelector("[data-upload-said]");
const waiting = [];
let running = 0;
let counts = { taken: 0, known: 0, refused: 0 };

function lineFor(file) {
  const item = document.createElement("li");
  item.className = "upload-list__item";
  const name = document.createElement("span");
  name.className = "upload-list__name";
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.className = "upload-list__bar";
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", `${file.name}, how far it has come`);
  const words = document.createElement("span");
  words.textContent = "Waiting";
  item.append(name, bar, words);
  list.append(item);
  return { item, bar, words };
}

function settle(line, { state, text, url }) {
  line.bar.remove();
  line.item.classList.add(`upload-list__item--${state}`);
  line.words.textContent = text;
  if (url) {
    const link = document.createElement("a");
    link.href = url;
    link.textContent = state === "taken" ? "Say what it shows" : "Open it";
    line.item.append(link);
  }
  counts[state] += 1;
  if (running + waiting.length > 0) return;
  const parts = [];
  if (counts.taken) parts.push(`${counts.taken} added`);
  if (counts.known) parts.push(`${counts.known} there already`);
  if (counts.refused) parts.push(`${counts.refused} not taken`);
  said.textContent = `Done: ${parts.join(", ")}.`;
  counts = { taken: 0, known: 0, refused: 0 };
}

const lost = (text) => ({ state: "refused", text, url: "" });

function answerOf(request) {
  if (request.status === 413) return lost("This file is larger than the server takes. Save it smaller and choose it again.");
  if (request.status === 403) return lost("You are signed out, or may not add files any more. Load the page again.");
  try {
    return JSON.parse(request.responseText).files[0];
  } catch {
    return lost("The server did not take it. Try this file again in a moment.");
  }
}

function sendNext() {
  while (running < MOST_AT_ONCE && waiting.length) {
    const { file, line } = waiting.shift();
    running += 1;
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    body.append("files", file);
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      const percent = Math.round((100 * event.loaded) / event.total);
      line.bar.value = percent;
      line.words.textContent = percent < 100 ? `${percent} %` : "It is looked at";
    });
    const done = (answer) => {
      running -= 1;
      settle(line, answer);
      sendNext();
    };
    request.addEventListener("load", () => done(answerOf(request)));
    request.addEventListener("error", () => done(lost("The connection broke. Choose this file again.")));
    request.send(body);
  }
}

function take(files) {
  if (!files.length) return;
  said.textContent = `${files.length} ${files.length === 1 ? "file is" : "files are"} sent.`;
  for (const file of files) waiting.push({ file, line: lineFor(file) });
  sendNext();
}

if (form) {
  const input = form.querySelector("input[type=file]");
  form.addEventListener("submit", (event) => {
    if (!input.files.length) return; // the server says what to do
    event.preventDefault();
    take([...input.files]);
    form.reset();
  });
  input.addEventListener("change", () => {
    take([...input.files]);
    form.reset();
  });
  const drop = form.querySelector("[data-drop]");
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("upload-drop--over");
    });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("upload-drop--over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("upload-drop--over");
    take([...event.dataTransfer.files]);
  });
  // A file dropped beside the field would open in the place of the page.
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
  window.addEventListener("beforeunload", (event) => {
    if (running + waiting.length) event.preventDefault();
  });
}
