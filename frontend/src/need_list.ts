import { isTyping } from "./list_filter";

/** Keys of the inbox: J and K move, Enter opens, A accepts, E edits, S snoozes, M writes; a button opens the rest of a row. */
export function walkNeeds(page: Document): void {
  const list = page.querySelector<HTMLElement>("[data-needs]");
  if (list === null) {
    return;
  }
  list.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-more]") : null;
    if (button instanceof HTMLElement) {
      toggleRow(button);
    }
    const writes = event.target instanceof Element ? event.target.closest("[data-message]") : null;
    if (writes !== null && openForWriting(writes.closest("[data-need]"))) {
      event.preventDefault();
    }
  });
  keepThroughSwaps(page, list);
  page.addEventListener("keydown", (event) => {
    if (!isTyping(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      answerKey(list, event);
    }
  });
}

/** The list is worked out in the background: nobody loses what they write to it, and what is unfolded stays so. */
function keepThroughSwaps(page: Document, list: HTMLElement): void {
  let unfolded: string[] = [];
  page.addEventListener("htmx:beforeSwap", (event) => {
    if (event.target !== list || !(event instanceof CustomEvent)) return;
    if (isBeingUsed(list)) (event.detail as { shouldSwap: boolean }).shouldSwap = false;
    unfolded = [...list.querySelectorAll("details[open]")].map((part) => part.id);
  });
  page.addEventListener("htmx:afterSwap", (event) => {
    if (event.target !== list) return;
    for (const part of list.querySelectorAll("details")) part.open = unfolded.includes(part.id);
  });
}

/** Is a row open, or something written into it? */
function isBeingUsed(list: HTMLElement): boolean {
  const fields = [...list.querySelectorAll<HTMLTextAreaElement>("textarea")];
  return (
    list.querySelector('[data-more][aria-expanded="true"]') !== null || fields.some((one) => one.value !== "")
  );
}

function answerKey(list: HTMLElement, event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  const rows = [...list.querySelectorAll<HTMLElement>("[data-need]")];
  const chosen = rows.findIndex((row) => row.classList.contains("chosen"));
  if (key === "j" || key === "k") {
    choose(rows, nextIndex(chosen, rows.length, key === "j" ? 1 : -1));
    return;
  }
  if (key === "m" && chosen >= 0 && openForWriting(rows[chosen] ?? null)) {
    event.preventDefault(); // else the letter would be the message's first
    return;
  }
  const wanted = { a: "[data-accept]", e: "[data-edit]", s: "[data-snooze]" }[key];
  if (wanted !== undefined && chosen >= 0) {
    rows[chosen]?.querySelector<HTMLElement>(wanted)?.click();
  }
}

/** The row after `chosen` (-1: none yet), held inside the list. */
export function nextIndex(chosen: number, count: number, step: 1 | -1): number {
  return Math.min(count - 1, Math.max(0, chosen < 0 ? 0 : chosen + step));
}

function choose(rows: HTMLElement[], index: number): void {
  rows.forEach((row, place) => {
    row.classList.toggle("chosen", place === index);
    setOpen(row.querySelector<HTMLElement>("[data-more]"), place === index);
  });
  const row = rows[index];
  row?.querySelector<HTMLElement>("[data-open]")?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

/** Opens a row with the cursor in its message; false where nobody could read one. */
function openForWriting(row: Element | null): boolean {
  const field = row?.querySelector<HTMLElement>("[data-write]") ?? null;
  if (row === null || field === null) return false;
  setOpen(row.querySelector<HTMLElement>("[data-more]"), true);
  field.focus();
  return true;
}

function toggleRow(button: HTMLElement): void {
  setOpen(button, button.getAttribute("aria-expanded") !== "true");
}

function setOpen(button: HTMLElement | null, isOpen: boolean): void {
  const more = document.getElementById(button?.getAttribute("aria-controls") ?? "");
  if (button !== null && more !== null) {
    more.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
  }
}
