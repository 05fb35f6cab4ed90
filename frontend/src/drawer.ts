const NARROW = matchMedia("(max-width: 68.75rem)");

/**
 * On narrow screens the editor's library and checks are drawers over the plan: one at a time, closed by
 * Escape, by its cross or by a press beside it. On wide ones they stand beside the plan and nothing here acts.
 */
export function openDrawers(page: Document): void {
  const editor = page.querySelector("[data-editor]");
  if (editor === null) {
    return;
  }
  page.documentElement.classList.add("scripted");
  let open = "";
  const apply = (): void => {
    for (const name of ["shelf", "checks"]) {
      page.getElementById(`drawer-${name}`)?.classList.toggle("open", name === open);
      page.getElementById(`open-${name}`)?.setAttribute("aria-expanded", String(name === open));
    }
    editor.classList.toggle("drawn", open !== "");
    for (const beside of page.querySelectorAll<HTMLElement>(".rail, .desk-plan, .drawer-bar")) {
      beside.inert = open !== "";
    }
  };
  const close = (): void => {
    const was = open;
    open = "";
    apply();
    page.getElementById(`open-${was}`)?.focus();
  };
  page.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const opener = target?.closest<HTMLElement>("[data-drawer]") ?? null;
    if (opener !== null && NARROW.matches) {
      open = opener.dataset["drawer"] ?? "";
      apply();
      page.querySelector<HTMLElement>(`#drawer-${open} .drawer-close`)?.focus();
    } else if (open !== "" && isOutside(target, open)) {
      close();
    }
  });
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open !== "") {
      close();
    }
  });
  NARROW.addEventListener("change", () => {
    open = "";
    apply();
  });
  page.addEventListener("htmx:afterSwap", apply);
}

/** Was the press on the cross, or beside the open drawer? A button that the page has taken away is neither. */
function isOutside(target: Element | null, open: string): boolean {
  return (
    target !== null &&
    target.isConnected &&
    (target.closest("[data-close-drawer]") !== null || target.closest(`#drawer-${open}`) === null)
  );
}
