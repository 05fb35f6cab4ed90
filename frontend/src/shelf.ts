/**
 * The editor's library: what fits this hip or everything, narrowed by group, badge, tier, equipment and camera.
 * The choices survive a redrawn page.
 */
export interface Narrowing {
  show: string;
  wanted: Record<string, string>;
}

/** Show the entries that are asked for, from now on and after every exchange. */
export function showShelf(page: Document): void {
  const narrowing: Narrowing = { show: "fit", wanted: {} };
  page.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-shelf]") : null;
    if (button !== null) {
      narrowing.show = button.dataset["shelf"] ?? "fit";
      apply(page, narrowing);
    }
  });
  page.addEventListener("change", (event) => {
    const field = event.target;
    if (isField(field) && field.dataset["narrow"] !== undefined) {
      narrowing.wanted[field.dataset["narrow"]] = valueOf(field);
      apply(page, narrowing);
    }
  });
  page.addEventListener("input", (event) => {
    if (event.target instanceof HTMLElement && event.target.id === "shelf-search") {
      count(page);
    }
  });
  page.addEventListener("htmx:afterSwap", () => {
    apply(page, narrowing);
  });
  apply(page, narrowing);
}

/** Is an exercise with this badge shown under "For this hip"? Later and blocked ones are under "All". */
export function fitsNow(badge: string): boolean {
  return badge === "fits" || badge === "smaller-range" || badge === "check";
}

/** Is an entry with these facts shown? What is in the plan already counts as fitting. */
export function isShown(facts: Record<string, string | undefined>, narrowing: Narrowing): boolean {
  const asksForBadge = (narrowing.wanted["badge"] ?? "") !== "";
  const fits = facts["in"] === "yes" || fitsNow(facts["badge"] ?? "");
  return (
    (narrowing.show === "all" || asksForBadge || fits) &&
    Object.entries(narrowing.wanted).every(([name, value]) => value === "" || facts[name] === value)
  );
}

function apply(page: Document, narrowing: Narrowing): void {
  for (const button of page.querySelectorAll<HTMLElement>("[data-shelf]")) {
    button.setAttribute("aria-pressed", String(button.dataset["shelf"] === narrowing.show));
  }
  for (const field of page.querySelectorAll<HTMLElement>("[data-narrow]")) {
    if (isField(field)) {
      restore(field, narrowing.wanted[field.dataset["narrow"] ?? ""] ?? "");
    }
  }
  for (const entry of page.querySelectorAll<HTMLElement>("#shelf [data-badge]")) {
    entry.hidden = !isShown({ ...entry.dataset }, narrowing);
  }
  const active = Object.values(narrowing.wanted).filter((value) => value !== "").length;
  const said = page.querySelector("[data-filter-count]");
  if (said !== null) {
    said.textContent = active > 0 ? `, ${String(active)} on` : "";
  }
  count(page);
}

function count(page: Document): void {
  const entries = [...page.querySelectorAll<HTMLElement>("#shelf [data-badge]")];
  const shown = entries.filter((entry) => !entry.hidden && !entry.classList.contains("sifted")).length;
  const said = page.querySelector("[data-shelf-count]");
  if (said !== null) {
    said.textContent =
      shown === 0
        ? "None. Show all, or take a filter away."
        : `${String(shown)} of ${String(entries.length)}`;
  }
}

function isField(target: EventTarget | null): target is HTMLInputElement | HTMLSelectElement {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}

function valueOf(field: HTMLInputElement | HTMLSelectElement): string {
  return field instanceof HTMLInputElement && !field.checked ? "" : field.value;
}

function restore(field: HTMLInputElement | HTMLSelectElement, value: string): void {
  if (field instanceof HTMLInputElement) {
    field.checked = value !== "";
  } else {
    field.value = value;
  }
}
