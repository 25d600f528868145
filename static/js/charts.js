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

// The last point of each line says its name and value; each bar its value.
const says = {
  id: "says",
  afterDatasetsDraw(chart) {
    const { ctx, chartArea } = chart;
    const taken = [];
    ctx.save();
    ctx.textBaseline = "middle";
    const end = (set, at) => chart.getDatasetMeta(at).data[set.data.findLastIndex((value) => value !== null)]?.y ?? 0;
    // From the highest end to the lowest, so that names that make room for each other keep the order of their lines.
    const fromTheTop = chart.data.datasets.map((set, at) => ({ set, at, y: end(set, at) })).sort((one, other) => one.y - other.y);
    fromTheTop.forEach(({ set, at }) => {
      const points = chart.getDatasetMeta(at).data;
      if (set.isLimit) {
        if (!points.length) return;
        ctx.font = `400 13px ${Chart.defaults.font.family}`;
        ctx.fillStyle = token("--stop");
        ctx.textAlign = "left";
        ctx.fillText(set.label, chartArea.left + 4, points[0].y - 9);
        return;
      }
      ctx.fillStyle = token("--ink");
      ctx.font = `700 14px ${Chart.defaults.font.family}`;
      if (chart.config.type === "line") {
        const last = set.data.findLastIndex((value) => value !== null);
        if (last < 0) return;
        let y = points[last].y;
        while (taken.some((other) => Math.abs(other - y) < 17)) y += 17;
        taken.push(y);
        ctx.textAlign = "left";
        const words = chart.data.datasets.filter((one) => !one.isLimit).length > 1 ? `${set.label}, ${set.texts[last]}` : set.texts[last];
        ctx.fillText(words, Math.min(points[last].x + 10, chartArea.right + 10), y);
      } else if (chart.options.indexAxis === "y" && !chart.options.scales.x.stacked) {
        ctx.textAlign = "left";
        set.data.forEach((value, index) => value !== null && ctx.fillText(set.texts[index], points[index].x + 8, points[index].y));
      }
    });
    ctx.restore();
  },
};

// How much room the words at the right end of the picture want.
function margin(data, kind) {
  const context = document.createElement("canvas").getContext("2d");
  context.font = `700 14px ${Chart.defaults.font.family}`;
  const last = (series) => series.texts[series.values.findLastIndex((value) => value !== null)] ?? "";
  const words = (series) => (kind === "line" ? [data.series.length > 1 ? `${series.name}, ${last(series)}` : last(series)] : series.texts);
  return Math.ceil(Math.max(0, ...data.series.flatMap(words).map((text) => context.measureText(text).width))) + 18;
}

function draw(figure) {
  const canvas = figure.querySelector("canvas");
  const kind = figure.dataset.chart;
  const limit = figure.dataset.limit ? { value: Number(figure.dataset.limit), name: figure.dataset.limitName } : null;
  const data = read(figure);
  const lying = kind === "bar";
  const stacked = kind === "stacked";
  const small = figure.classList.contains("chart--small");
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
  figure.querySelector("[data-chart-place]").hidden = false;
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
      layout: { padding: { right: stacked || kind === "columns" ? 0 : margin(data, kind), top: 8 } },
      scales: lying ? { x: { ...numbers, display: false }, y: names } : { x: names, y: numbers },
      plugins: {
        legend: {
          display: (stacked || kind === "columns") && data.series.length > 1,
          position: "bottom",
          labels: { color: token("--ink"), boxWidth: 14, filter: (item, all) => !all.datasets[item.datasetIndex].isLimit },
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

if (window.Chart) {
  // The table folds only where a picture stands in its place; paper gets it again.
  const tables = [...document.querySelectorAll("[data-chart-place]")].map((place) => place.closest("[data-chart]").querySelector("[data-chart-table]"));
  tables.forEach((table) => table.removeAttribute("open"));
  window.addEventListener("beforeprint", () => tables.forEach((table) => table.setAttribute("open", "")));
  document.fonts.ready.then(all);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
}
