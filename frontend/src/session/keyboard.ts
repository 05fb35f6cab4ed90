/**
 * Space pauses, P is pain, S skips, V voice: as many of them as a page has. Keys inside a sheet or a field keep
 * their own meaning.
 */
export interface KeyActions {
  pause: () => void;
  pain: () => void;
  skip: () => void;
  voice: () => void;
}

export function connectKeyboard(actions: Partial<KeyActions>, isListening = () => true): void {
  const keys: Record<string, keyof KeyActions> = { " ": "pause", p: "pain", s: "skip", v: "voice" };
  document.addEventListener("keydown", (event) => {
    const name = keys[event.key.toLowerCase()];
    const action = name && actions[name];
    if (!action || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!isListening() || document.querySelector("dialog[open]") || isField(event.target)) return;
    // Space on a focused button presses that button; anywhere else it pauses.
    if (event.key === " " && event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    action();
  });
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
