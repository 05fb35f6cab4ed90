/** The editor's library: only what fits this hip, or everything. The choice survives a redrawn page. */
export function showShelf(page: Document): void {
  let wanted = "fit";
  const apply = (): void => {
    for (const button of page.querySelectorAll<HTMLElement>("[data-shelf]")) {
      button.setAttribute("aria-pressed", String(button.dataset["shelf"] === wanted));
    }
    for (const entry of page.querySelectorAll<HTMLElement>("[data-badge]")) {
      entry.hidden = wanted === "fit" && !fitsNow(entry.dataset["badge"] ?? "");
    }
  };
  page.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-shelf]") : null;
    if (button !== null) {
      wanted = button.dataset["shelf"] ?? "fit";
      apply();
    }
  });
  page.addEventListener("htmx:afterSwap", apply);
  apply();
}

/** Is an exercise with this badge shown under "For this hip"? Later and blocked ones are under "All". */
export function fitsNow(badge: string): boolean {
  return badge === "in-plan" || badge === "fits" || badge === "smaller-range";
}
