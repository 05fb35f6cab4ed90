/** Space pauses, P is pain, S skips, V voice. Keys inside a sheet or a field keep their own meaning. */
export interface KeyActions {
  pause(): void;
  pain(): void;
  skip(): void;
  voice(): void;
}

export function connectKeyboard(actions: KeyActions): void {
  const keys: Record<string, keyof KeyActions> = { " ": "pause", p: "pain", s: "skip", v: "voice" };
  document.addEventListener("keydown", (event) => {
    const action = keys[event.key.toLowerCase()];
    if (!action || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]") || isField(event.target)) return;
    // Space on a focused button presses that button; anywhere else it pauses.
    if (event.key === " " && event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    actions[action]();
  });
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
