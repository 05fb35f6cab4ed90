/** What a form was answered, by name. A question without an answer is not among it: missing stays missing. */
export function numbersIn<Name extends string>(
  form: HTMLFormElement,
  ...names: Name[]
): Partial<Record<Name, number>> {
  return answersIn(form, names, Number);
}

/** Questions with the answers "yes" and "no". */
export function yesNoIn<Name extends string>(
  form: HTMLFormElement,
  ...names: Name[]
): Partial<Record<Name, boolean>> {
  return answersIn(form, names, (answer) => answer === "yes");
}

function answersIn<Name extends string, Value>(
  form: HTMLFormElement,
  names: readonly Name[],
  read: (answer: string) => Value,
): Partial<Record<Name, Value>> {
  const data = new FormData(form);
  const found: Partial<Record<Name, Value>> = {};
  for (const name of names) {
    const answer = data.get(name);
    if (typeof answer === "string" && answer !== "") found[name] = read(answer);
  }
  return found;
}
