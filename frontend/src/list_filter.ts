/** Search fields that hide the entries of a list which do not contain every typed word. */
export function filterLists(page: Document): void {
  page.addEventListener("input", (event) => {
    const field = event.target;
    if (field instanceof HTMLInputElement && field.dataset["filter"] !== undefined) {
      filterEntries(page.querySelectorAll<HTMLElement>(field.dataset["filter"]), field.value);
    }
  });
  page.addEventListener("keydown", (event) => {
    if (
      event.key === "Enter" &&
      event.target instanceof HTMLInputElement &&
      event.target.id === "shelf-search"
    ) {
      event.preventDefault();
      firstToAdd(page.querySelectorAll<HTMLElement>(event.target.dataset["filter"] ?? ""))?.click();
      return;
    }
    const field = page.querySelector<HTMLInputElement>("[data-search]");
    if (event.key === "/" && field !== null && !isTyping(event.target)) {
      event.preventDefault();
      field.focus();
    }
  });
}

/** The button of the first entry that is shown and may be added. */
function firstToAdd(entries: Iterable<HTMLElement>): HTMLElement | null {
  for (const entry of entries) {
    const button = entry.querySelector<HTMLElement>("button:not([disabled])");
    if (button !== null && !entry.hidden && !entry.classList.contains("sifted")) {
      return button;
    }
  }
  return null;
}

/** Is every word of `wanted` somewhere in `words`? Case does not count. */
export function matches(words: string, wanted: string): boolean {
  const text = words.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Does a key press there belong to a field that is being written in? */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select") !== null;
}

function filterEntries(entries: Iterable<HTMLElement>, wanted: string): void {
  for (const entry of entries) {
    entry.classList.toggle("sifted", !matches(entry.textContent ?? "", wanted));
  }
}
