/** Finds the parts of a page by their `data-` names. A missing part is a mistake in a template, and says so. */
export function part<E extends Element = HTMLElement>(name: string, within: ParentNode = document): E {
  const found = within.querySelector<E>(`[data-${name}]`);
  if (!found) throw new Error(`expected an element with data-${name} on this page, found none`);
  return found;
}

export function parts<E extends Element = HTMLElement>(name: string, within: ParentNode = document): E[] {
  return [...within.querySelectorAll<E>(`[data-${name}]`)];
}

/** Changes a text only when it differs, so that screen readers are not told twice. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
