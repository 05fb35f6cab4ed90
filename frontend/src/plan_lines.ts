/**
 * Order of the plan's lines: Alt with the arrow keys, or dragging a line onto another.
 * Both press the line's own move button, so the server decides and answers once for either way.
 */
export function arrangeLines(page: Document): void {
  page.addEventListener("keydown", (event) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) {
      return;
    }
    const line = lineOf(event.target);
    if (line !== null) {
      event.preventDefault();
      line.querySelector<HTMLElement>(event.key === "ArrowUp" ? "[data-up]" : "[data-down]")?.click();
    }
  });
  let dragged: HTMLElement | null = null;
  page.addEventListener("dragstart", (event) => {
    dragged = lineOf(event.target);
    dragged?.classList.add("dragged");
  });
  page.addEventListener("dragover", (event) => {
    const line = lineOf(event.target);
    if (dragged !== null && line !== null) {
      event.preventDefault();
      mark(page, line);
    }
  });
  page.addEventListener("drop", (event) => {
    const line = lineOf(event.target);
    if (dragged !== null && line !== null && line !== dragged) {
      event.preventDefault();
      moveTo(dragged, line.dataset["line"] ?? "");
    }
  });
  page.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    dragged = null;
    mark(page, null);
  });
}

function lineOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-line]") : null;
}

function mark(page: Document, wanted: HTMLElement | null): void {
  for (const line of page.querySelectorAll<HTMLElement>("[data-line]")) {
    line.classList.toggle("target", line === wanted);
  }
}

function moveTo(line: HTMLElement, place: string): void {
  const button = line.querySelector<HTMLButtonElement>("[data-up]");
  if (button !== null) {
    button.disabled = false;
    button.value = place;
    button.click();
  }
}
