// Marks behind a text area. They are drawn for the text last checked; while somebody types they move along with
// their words, and a mark whose words are touched goes until the next check.
// After a check, htmx swaps in <div data-marks-for="id_text" data-spans='[[start, end, "warn"], …]'>.
const SEVERITIES = new Set(["block", "warn", "advise"]);
const held = new WeakMap(); // text area → {text, spans in UTF-16 units}

/** The server counts characters, JavaScript UTF-16 units: they part at every emoji. */
function unitsOf(text, spans) {
  const offsets = [0];
  let units = 0;
  for (const character of text) {
    units += character.length;
    offsets.push(units);
  }
  return spans
    .filter(([start, end, severity]) => start < end && end < offsets.length && SEVERITIES.has(severity))
    .map(([start, end, severity]) => [offsets[start], offsets[end], severity]);
}

/** The spans of `before` in `after`: what stands before or after the change keeps its mark. */
function moved(spans, before, after) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const shift = after.length - before.length;
  return spans.flatMap(([start, end, severity]) => {
    if (end <= head) return [[start, end, severity]];
    if (start >= before.length - tail) return [[start + shift, end + shift, severity]];
    return [];
  });
}

function draw(area) {
  const marks = area.closest("[data-marked-text]").querySelector("[data-marks]");
  const { text, spans } = held.get(area);
  marks.textContent = "";
  let done = 0;
  for (const [start, end, severity] of [...spans].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (start < done) continue; // one mark a word: the list names them all
    marks.append(text.slice(done, start));
    const mark = document.createElement("mark");
    mark.className = `mark mark--${severity}`;
    mark.textContent = text.slice(start, end);
    marks.append(mark);
    done = end;
  }
  marks.append(`${text.slice(done)}\u200b`); // a last empty line keeps its height
  marks.scrollTop = area.scrollTop;
}

function take(source) {
  const area = document.getElementById(source.dataset.marksFor);
  if (!area || !area.closest("[data-marked-text]")) return;
  let spans;
  try {
    spans = JSON.parse(source.dataset.spans || "[]");
  } catch {
    return;
  }
  // Somebody may have typed on while the check ran: data-text is what was checked, where the server says it.
  const checked = source.dataset.text ?? area.value;
  const units = unitsOf(checked, spans);
  held.set(area, { text: area.value, spans: checked === area.value ? units : moved(units, checked, area.value) });
  draw(area);
}

/** What the server drew, read back from the page. */
function readDrawn(area) {
  const marks = area.closest("[data-marked-text]").querySelector("[data-marks]");
  const spans = [];
  let at = 0;
  for (const node of marks.childNodes) {
    const length = node.textContent.length;
    const severity = node.nodeType === Node.ELEMENT_NODE ? node.className.match(/mark--(\w+)/)?.[1] : null;
    if (SEVERITIES.has(severity)) spans.push([at, at + length, severity]);
    at += length;
  }
  const drawn = marks.textContent;
  held.set(area, { text: area.value, spans: drawn === area.value ? spans : moved(spans, drawn, area.value) });
  draw(area);
}

function start(area) {
  readDrawn(area);
  area.addEventListener("input", () => {
    const { text, spans } = held.get(area);
    held.set(area, { text: area.value, spans: moved(spans, text, area.value) });
    draw(area);
  });
  area.addEventListener("scroll", () => {
    area.closest("[data-marked-text]").querySelector("[data-marks]").scrollTop = area.scrollTop;
  });
}

function startAll(root) {
  root.querySelectorAll("[data-marked-text] textarea").forEach((area) => {
    if (!held.has(area)) start(area);
  });
  root.querySelectorAll("[data-marks-for]").forEach(take);
}

startAll(document);
document.addEventListener("htmx:afterSettle", () => startAll(document));
