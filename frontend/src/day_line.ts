/**
 * One line through all tracks of the time axis: the pointer or the arrow keys move it from day to day, and the
 * day is said in words, from the chart's own table.
 */
export function walkDays(page: Document): void {
  const frame = page.querySelector<HTMLElement>("[data-days]");
  const drawing = frame?.querySelector("svg") ?? null;
  const words = page.querySelector<HTMLElement>("[data-day-words]");
  const days = [...page.querySelectorAll<HTMLElement>("[data-day-line]")].map(
    (row) => row.dataset["dayLine"] ?? "",
  );
  if (frame === null || drawing === null || words === null || days.length === 0) {
    return;
  }
  const left = Number(drawing.dataset["left"]);
  const step = (Number(drawing.dataset["right"]) - left) / days.length;
  const line = page.createElementNS("http://www.w3.org/2000/svg", "line");
  line.setAttribute("class", "day-line");
  line.setAttribute("y1", "22");
  line.setAttribute("y2", String(drawing.viewBox.baseVal.height - 30));
  frame.setAttribute("role", "slider");
  frame.setAttribute("aria-valuemin", "1");
  frame.setAttribute("aria-valuemax", String(days.length));
  frame.tabIndex = 0;
  frame.scrollLeft = frame.scrollWidth;
  let day = days.length - 1;
  const show = (wanted: number): void => {
    day = heldInside(wanted, days.length);
    const x = String(left + (day + 0.5) * step);
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
    drawing.append(line);
    words.textContent = days[day] ?? "";
    frame.setAttribute("aria-valuenow", String(day + 1));
    frame.setAttribute("aria-valuetext", days[day] ?? "");
  };
  frame.setAttribute("aria-valuenow", String(day + 1));
  frame.setAttribute("aria-valuetext", days[day] ?? "");
  frame.addEventListener("pointermove", (event) => {
    const box = drawing.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * drawing.viewBox.baseVal.width;
    if (x >= left) {
      show(Math.floor((x - left) / step));
    }
  });
  frame.addEventListener("keydown", (event) => {
    const to = dayAfterKey(event.key, day, days.length);
    if (to !== null) {
      event.preventDefault();
      show(to);
    }
  });
}

/** The day that a key leads to, counted from 0; null for any other key. */
export function dayAfterKey(key: string, day: number, count: number): number | null {
  const to = {
    ArrowLeft: day - 1,
    ArrowDown: day - 1,
    ArrowRight: day + 1,
    ArrowUp: day + 1,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined ? null : heldInside(to, count);
}

function heldInside(day: number, count: number): number {
  return Math.min(count - 1, Math.max(0, day));
}
