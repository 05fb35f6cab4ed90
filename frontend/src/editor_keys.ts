import { isTyping } from "./list_filter";

/** Keys of the plan editor: Ctrl Z takes back, Ctrl Y does again, W opens what if, Ctrl Enter the signature. */
export function listenForKeys(page: Document): void {
  if (page.querySelector("[data-editor]") === null) {
    return;
  }
  page.addEventListener("keydown", (event) => {
    const wanted = keyMeans(event, isTyping(event.target));
    if (wanted === null) {
      return;
    }
    event.preventDefault();
    if (wanted === "sign") {
      goToSignature(page);
    } else if (wanted === "what-if") {
      openWhatIf(page);
    } else {
      page.querySelector<HTMLElement>(`[data-${wanted}]`)?.click();
    }
  });
}

/** What a key asks for; in a field the field's own undo stays the browser's. */
export function keyMeans(
  key: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">,
  isTypingNow: boolean,
): "undo" | "redo" | "sign" | "what-if" | null {
  const held = key.ctrlKey || key.metaKey;
  const letter = key.key.toLowerCase();
  if (held && !key.altKey && letter === "enter") {
    return "sign";
  }
  if (isTypingNow || key.altKey) {
    return null;
  }
  if (held && letter === "z") {
    return key.shiftKey ? "redo" : "undo";
  }
  if (held && letter === "y") {
    return "redo";
  }
  return !held && letter === "w" ? "what-if" : null;
}

/** The button when it may be pressed, else the sentence that says why not; both where a drawer may be shut. */
function goToSignature(page: Document): void {
  page.getElementById("open-checks")?.click();
  const button = page.querySelector<HTMLButtonElement>("[data-sign]");
  const problem = page.getElementById("sign-problem");
  if (button !== null && !button.disabled) {
    button.focus();
    return;
  }
  if (problem !== null) {
    problem.tabIndex = -1;
    problem.focus();
    const announced = page.querySelector("[data-announce]");
    if (announced !== null) {
      announced.textContent = problem.textContent;
    }
  }
}

function openWhatIf(page: Document): void {
  const panel = page.getElementById("what-if");
  if (panel instanceof HTMLDetailsElement) {
    page.getElementById("open-checks")?.click();
    panel.open = true;
    page.getElementById("if-flexion")?.focus();
  }
}
