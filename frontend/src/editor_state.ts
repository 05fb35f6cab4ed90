/**
 * What the person has open in the editor outlives a redrawn page: focus, the search with its words, unfolded
 * lines and how far the library is scrolled. The new page says its checks to a screen reader.
 */
export interface EditorState {
  focused: string;
  search: string;
  unfolded: string[];
  scrolled: number;
  checksScrolled: number;
  pageScrolled: number;
}

const SHELF = ".shelf";
const CHECKS = ".checks";
const SEARCH = "#shelf-search";

/** What is open now. */
export function readState(page: Document): EditorState {
  return {
    focused: page.activeElement?.id ?? "",
    search: page.querySelector<HTMLInputElement>(SEARCH)?.value ?? "",
    unfolded: [...page.querySelectorAll<HTMLDetailsElement>("#editor details[open]")].map((each) => each.id),
    scrolled: page.querySelector(SHELF)?.scrollTop ?? 0,
    checksScrolled: page.querySelector(CHECKS)?.scrollTop ?? 0,
    pageScrolled: page.defaultView?.scrollY ?? 0,
  };
}

/** Open the same in the new page. A control that has gone or is switched off hands the focus to its line. */
export function restoreState(page: Document, state: EditorState): void {
  for (const id of state.unfolded) {
    page.getElementById(id)?.setAttribute("open", "");
  }
  const search = page.querySelector<HTMLInputElement>(SEARCH);
  if (search !== null && state.search !== "") {
    search.value = state.search;
    search.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const shelf = page.querySelector(SHELF);
  if (shelf !== null) {
    shelf.scrollTop = state.scrolled;
  }
  const checks = page.querySelector(CHECKS);
  if (checks !== null) {
    checks.scrollTop = state.checksScrolled;
  }
  // The page was shorter for a moment, and the browser has looked for another place to stand at.
  page.defaultView?.scrollTo({ top: state.pageScrolled, behavior: "instant" });
  focusAgain(page, state.focused);
}

/** Keep the state over every exchange of the editor, and say what the checks found. */
export function keepState(page: Document): void {
  const editor = page.querySelector("[data-editor]");
  if (editor === null) {
    return;
  }
  let state: EditorState | null = null;
  page.addEventListener("htmx:beforeSwap", () => {
    state = readState(page);
  });
  page.addEventListener("htmx:afterSettle", () => {
    if (state !== null) {
      restoreState(page, state);
      state = null;
    }
    const announced = page.querySelector("[data-announce]");
    if (announced !== null) {
      announced.textContent = page.querySelector("[data-said]")?.textContent ?? "";
    }
  });
}

/** The ids to try in turn: the same control, its neighbours in the line, the heading of the plan. */
export function focusOrder(id: string): string[] {
  if (id === "undo" || id === "redo") {
    return [id, id === "undo" ? "redo" : "undo", "plan-title"];
  }
  const exercise = id.replace(/^(up|down|remove|add|take-own|keep-own|forget-own)-/, "");
  return exercise === id
    ? [id, "plan-title"]
    : [id, `down-${exercise}`, `up-${exercise}`, `sets-${exercise}`, "plan-title"];
}

function focusAgain(page: Document, id: string): void {
  if (id === "" || page.activeElement?.id === id) {
    return;
  }
  for (const each of focusOrder(id)) {
    const control = page.getElementById(each);
    if (control !== null && !control.hasAttribute("disabled")) {
      control.focus({ preventScroll: each === id });
      return;
    }
  }
}
