// Draw each chart of the page from the table in it, in the colours of the page (templates/components/chart.html).

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const SERIES = ["--chart-1", "--chart-2", "--chart-3", "--chart-4"];
const DASHES = [[], [7, 5], [2, 4], [12, 4]];
const POINTS = ["circle", "rect", "triangle", "rectRot"];

// What the table says: labels, series with values and texts, notes by row.
function read(figure) {
  const table = figure.querySelector("table");
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows];
  const numbers = (row) => [...row.querySelectorAll("[data-value]")];
  const count = rows.length ? numbers(rows[0]).length : 0;
  return {
    labels: rows.map((row) => row.cells[0].textContent.trim()),
    notes: rows.map((row) => row.querySelector("[data-note]")?.textContent.trim() ?? ""),
    series: Array.from({ length: count }, (_, at) => ({
      name: heads[at + 1],
      values: rows.map((row) => {
        const value = numbers(row)[at].dataset.value;
        return value === "" ? null : Number(value);
      }),
      texts: rows.map((row) => numbers(row)[at].textContent.trim()),
    })),
  };
}

function datasets(data, kind, limit) {
  const found = data.series.map((series, at) => {
    const colour = token(SERIES[at % SERIES.length]);
    const noted = (value) => (context) => (data.notes[context.dataIndex] ? value + 3 : value);
    return {
      label: series.name,
      data: series.values,
      texts: series.texts,
      borderColor: colour,
      backgroundColor: colour,
      borderWidth: kind === "line" ? 3 : 0,
      borderDash: DASHES[at % DASHES.length],
      pointStyle: POINTS[at % POINTS.length],
      pointRadius: kind === "line" ? noted(series.values.length > 14 ? 0 : 3) : 0,
      pointHoverRadius: 6,
      spanGaps: false,
      tension: 0,
      maxBarThickness: 34,
      borderRadius: 2,
    };
  });
  if (limit) {
    found.push({
      label: limit.name,
      data: data.labels.map(() => limit.value),
      texts: data.labels.map(() => ""),
      type: "line",
      borderColor: token("--stop"),
      borderWidth: 1.5,
      borderDash: [2, 3],
      pointRadius: 0,
      pointHoverRadius: 0,
      isLimit: true,
    });
  }
  return found;
}

const AWAY = 10; // px between a point and its words
const LINE = 17; // px from one line of words to the next

// Words on the picture, with a rim in the colour of the ground so that they can be read across a line.
function write(chart, words, { x, y, align, colour, font }) {
  const { ctx } = chart;
  ctx.font = font;
  ctx.textAlign = align;
  ctx.strokeStyle = token("--surface");
  ctx.strokeText(words, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(words, x, y);
}

// The place of some words from left to right, and whether others stand there.
const box = ({ x, y, align }, width) => (align === "left" ? { from: x, to: x + width, y } : { from: x - width, to: x, y });
const meet = (one, other) => one.from < other.to && other.from < one.to && Math.abs(one.y - other.y) < LINE;

const lastKnown = (set) => set.data.findLastIndex((value) => value !== null);
const isAtTheEnd = (set, chart) => lastKnown(set) === chart.data.labels.length - 1;

// Where the words of a line's last point stand: to the right of it; where other lines go on from there, over the way
// that the line came from below, or under the way that it came from above.
function besideTheEnd(chart, set, point, before, width) {
  const { left, right, top, bottom } = chart.chartArea;
  if (isAtTheEnd(set, chart)) return [{ x: Math.min(point.x + AWAY, right + AWAY), y: point.y, align: "left" }];
  const x = Math.max(point.x, left + width);
  const over = { x, y: Math.max(point.y - LINE, top + LINE / 2), align: "right" };
  const under = { x, y: Math.min(point.y + LINE, bottom - LINE / 2), align: "right" };
  return !before || before.y >= point.y ? [over, under] : [under, over];
}

// Whether the ends of lines have their names beside them: of several, where no legend names them.
const isNamed = (lines, legend) => lines > 1 && !legend;

// Gives the boxes of the words.
function sayEnds(chart, lines) {
  const bold = `700 14px ${Chart.defaults.font.family}`;
  const taken = [];
  // From the highest end to the lowest, so that names that make room for each other keep the order of their lines.
  lines
    .filter(({ last }) => last >= 0)
    .sort((one, other) => one.points[one.last].y - other.points[other.last].y)
    .forEach(({ set, points, last }) => {
      const words = isNamed(lines.length, chart.options.plugins.legend.display) ? `${set.label}, ${set.texts[last]}` : set.texts[last];
      chart.ctx.font = bold;
      const width = chart.ctx.measureText(words).width;
      const places = besideTheEnd(chart, set, points[last], points[last - 1], width);
      const free = (place) => !taken.some((other) => meet(box(place, width), other));
      const place = places.find(free) ?? places[0];
      while (!free(place)) place.y += LINE;
      taken.push(box(place, width));
      write(chart, words, { ...place, colour: token("--ink"), font: bold });
    });
  return taken;
}

function sayBars(chart, lines) {
  const font = `700 14px ${Chart.defaults.font.family}`;
  for (const { set, points } of lines) {
    set.data.forEach((value, at) => {
      const place = { x: points[at].x + 8, y: points[at].y, align: "left" };
      if (value !== null) write(chart, set.texts[at], { ...place, colour: token("--ink"), font });
    });
  }
}

// How high a line runs at x; nothing where it does not.
function heightAt(points, x) {
  const next = points.findIndex((point) => point.x >= x);
  if (next < 1) return points[0]?.x === x ? points[0].y : NaN;
  const [from, to] = [points[next - 1], points[next]];
  return from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x || 1);
}

// The limit's name stands over or under its line, at the left or at the right: in the first place that other words and
// the lines leave free, otherwise where the lines are furthest.
function sayLimit(chart, set, point, taken, lines) {
  const font = `400 13px ${Chart.defaults.font.family}`;
  chart.ctx.font = font;
  const width = chart.ctx.measureText(set.label).width;
  const { left, right } = chart.chartArea;
  const sides = [{ x: left + 4, align: "left" }, { x: right - 4, align: "right" }];
  const room = (place) => {
    const { from, to } = box(place, width);
    const steps = Array.from({ length: 7 }, (_, at) => from + ((to - from) * at) / 6);
    const heights = lines.flatMap(({ points }) => steps.map((x) => heightAt(points, x))).filter(Number.isFinite);
    return Math.min(LINE, ...heights.map((y) => Math.abs(y - place.y)));
  };
  const isTaken = (place) => taken.some((other) => meet(box(place, width), other));
  const places = sides
    .flatMap((side) => [-9, 11].map((away) => ({ ...side, y: point.y + away })))
    .map((place) => ({ ...place, room: isTaken(place) ? 0 : room(place) }));
  const place = places.find((one) => one.room > LINE / 2) ?? places.reduce((best, one) => (one.room > best.room ? one : best));
  write(chart, set.label, { ...place, colour: token("--stop"), font });
}

// The last point of each line says its name and value; each bar its value.
const says = {
  id: "says",
  afterDatasetsDraw(chart) {
    const { ctx } = chart;
    ctx.save();
    ctx.textBaseline = "middle";
    ctx.lineWidth = 4;
    ctx.lineJoin = "round";
    const sets = chart.data.datasets.map((set, at) => ({ set, points: chart.getDatasetMeta(at).data, last: lastKnown(set) }));
    const [limits, lines] = [sets.filter(({ set }) => set.isLimit), sets.filter(({ set }) => !set.isLimit)];
    const taken = chart.config.type === "line" ? sayEnds(chart, lines) : [];
    if (chart.options.indexAxis === "y" && !chart.options.scales.x.stacked) sayBars(chart, lines);
    limits.filter(({ points }) => points.length).forEach(({ set, points }) => sayLimit(chart, set, points[0], taken, lines));
    ctx.restore();
  },
};

const WIDEST_END = 0.35; // of the picture's width; names that would take more stand in a legend

// How much room the words at the right end of the picture want.
function margin(data, kind, legend) {
  const context = document.createElement("canvas").getContext("2d");
  context.font = `700 14px ${Chart.defaults.font.family}`;
  const end = data.labels.length - 1;
  const ends = (series) => (series.values[end] === null ? [] : [isNamed(data.series.length, legend) ? `${series.name}, ${series.texts[end]}` : series.texts[end]]);
  const words = (series) => (kind === "line" ? ends(series) : series.texts);
  return Math.ceil(Math.max(0, ...data.series.flatMap(words).map((text) => context.measureText(text).width))) + 18;
}

function draw(figure) {
  const canvas = figure.querySelector("canvas");
  const kind = figure.dataset.chart;
  const limit = figure.dataset.limit ? { value: Number(figure.dataset.limit), name: figure.dataset.limitName } : null;
  const data = read(figure);
  const lying = kind === "bar" || kind === "parts";
  const stacked = kind === "stacked" || kind === "parts";
  const small = figure.classList.contains("chart--small");
  figure.querySelector("[data-chart-place]").hidden = false;
  const hasNarrowEnds = kind !== "line" || margin(data, kind, false) < canvas.parentElement.clientWidth * WIDEST_END;
  const legend = data.series.length > 1 && (stacked || kind === "columns" || !hasNarrowEnds);
  const ink = token("--ink-soft");
  const grid = { color: token("--chart-grid"), drawTicks: false };
  const numbers = {
    beginAtZero: true,
    stacked,
    border: { display: false },
    grid,
    ticks: { color: ink, maxTicksLimit: small ? 4 : 6, padding: 6, precision: 0 },
  };
  const names = {
    stacked,
    border: { display: false },
    grid: { display: false },
    ticks: { color: ink, maxRotation: 0, autoSkip: !lying, autoSkipPadding: 16, padding: 6 },
  };
  Chart.getChart(canvas)?.destroy();
  if (lying) canvas.parentElement.dataset.lines = String(Math.min(data.labels.length, 12));
  new Chart(canvas, {
    type: kind === "line" ? "line" : "bar",
    data: { labels: data.labels, datasets: datasets(data, kind, limit) },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      indexAxis: lying ? "y" : "x",
      interaction: { mode: "index", intersect: false, axis: lying ? "y" : "x" },
      layout: { padding: { right: stacked || kind === "columns" ? 0 : margin(data, kind, legend), top: 8 } },
      scales: lying ? { x: { ...numbers, display: stacked }, y: names } : { x: names, y: numbers },
      plugins: {
        legend: {
          display: legend,
          position: "bottom",
          labels: { color: token("--ink"), boxWidth: 14, ...(kind === "line" && { usePointStyle: true, boxWidth: 8, boxHeight: 8 }), filter: (item, all) => !all.datasets[item.datasetIndex].isLimit },
        },
        tooltip: {
          filter: (item) => !item.dataset.isLimit,
          callbacks: {
            label: (item) => `${item.dataset.label}: ${item.dataset.texts[item.dataIndex]}`,
            afterBody: (items) => (items.length ? data.notes[items[0].dataIndex] : ""),
          },
        },
      },
    },
    plugins: [says],
  });
}

function all() {
  const family = token("--font");
  Chart.defaults.font.family = family;
  Chart.defaults.font.size = 13;
  document.querySelectorAll("[data-chart-place]").forEach((place) => draw(place.closest("[data-chart]")));
}

// Paper gets the tables in place of the pictures, in whatever way it is asked for; the screen gets back what it had.
function givePaper(tables) {
  const paper = window.matchMedia("print");
  let folded = null; // those to fold again, while there is paper
  const toPaper = () => {
    folded ??= tables.filter((table) => !table.open);
    folded.forEach((table) => table.setAttribute("open", ""));
  };
  const toScreen = () => {
    if (!folded) return;
    folded.forEach((table) => table.removeAttribute("open"));
    folded = null;
    window.requestAnimationFrame(all); // the pictures had no size, and the colours of paper
  };
  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", toScreen);
  paper.addEventListener("change", () => (paper.matches ? toPaper() : toScreen()));
}

if (window.Chart) {
  // The table folds only where a picture stands in its place.
  const tables = [...document.querySelectorAll("[data-chart-place]")].map((place) => place.closest("[data-chart]").querySelector("[data-chart-table]"));
  tables.forEach((table) => table.removeAttribute("open"));
  givePaper(tables);
  document.fonts.ready.then(all);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
}
