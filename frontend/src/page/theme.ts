/** The reader's choice of light or dark. It lives in a cookie, so that the server paints the first frame right. */
const yearS = 365 * 24 * 3600;

export function connectThemeSwitch(): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("[data-theme-choice]")];
  if (buttons.length === 0) return;
  const show = () => {
    const chosen = document.documentElement.dataset["theme"] ?? "";
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset["themeChoice"] === chosen));
    }
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      choose(button.dataset["themeChoice"] ?? "");
      show();
    });
  }
  show();
}

function choose(theme: string): void {
  if (theme) document.documentElement.dataset["theme"] = theme;
  else delete document.documentElement.dataset["theme"];
  document.cookie = `theme=${theme}; path=/; max-age=${theme ? yearS : 0}; samesite=lax`;
}
