// Clocks go on once a minute: how long it has stood, what is left, how far the bar is. The server drew them right.
const MINUTE = 60_000;

/** "47 min", "2 h 5 min", "3 days": as the server writes it. */
function lengthOf(minutes) {
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) {
    const rest = minutes % 60;
    return rest ? `${Math.floor(minutes / 60)} h ${rest} min` : `${Math.floor(minutes / 60)} h`;
  }
  return `${Math.floor(minutes / 1440)} days`;
}

function inWords(minutes) {
  if (minutes >= 120) return lengthOf(minutes);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

function draw(clock) {
  const stood = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.since)) / MINUTE));
  if (Number.isNaN(stood)) return;
  const figure = clock.querySelector("[data-clock-figure]");
  if (figure) figure.textContent = lengthOf(stood);
  const limit = Number(clock.dataset.limitMin);
  if (!limit) return;
  const left = clock.querySelector("[data-clock-left]");
  if (left) left.textContent = stood <= limit ? `${inWords(limit - stood)} left` : `${inWords(stood - limit)} over`;
  const bar = clock.querySelector("[data-clock-bar]");
  if (bar) bar.setAttribute("width", String(Math.min(100, Math.round((100 * stood) / limit))));
}

setInterval(() => document.querySelectorAll("[data-clock]").forEach(draw), MINUTE);
