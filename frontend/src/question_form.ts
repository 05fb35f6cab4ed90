/** Questions of the form that only some answers make meaningful: shown when those answers are chosen. */
export function followAnswers(page: Document): void {
  const form = page.querySelector<HTMLFormElement>("[data-questions]");
  if (form === null) {
    return;
  }
  const questions = [...form.querySelectorAll<HTMLElement>("[data-only-if]")];
  const apply = (): void => {
    const given = new FormData(form);
    for (const question of questions) {
      const wanted = JSON.parse(question.dataset["onlyIf"] ?? "{}") as Record<string, string[]>;
      question.hidden = !isAsked(wanted, (id) => given.getAll(id).map(String));
    }
  };
  form.addEventListener("change", apply);
  apply();
}

/** Do the answers make the question meaningful? `wanted` maps a question to the answers that do. */
export function isAsked(wanted: Record<string, string[]>, answersTo: (id: string) => string[]): boolean {
  return Object.entries(wanted).every(([id, values]) =>
    answersTo(id).some((value) => values.includes(value)),
  );
}
