/** A button that copies the secret beside it. Where the browser cannot copy it stays away, and one marks it by hand. */
export function connectCopyButton(page: ParentNode): void {
  const button = page.querySelector<HTMLButtonElement>("[data-copy]");
  const secret = page.querySelector<HTMLInputElement>("[data-secret]");
  if (!button || !secret) return;
  secret.addEventListener("focus", () => secret.select());
  if (!("clipboard" in navigator)) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    void navigator.clipboard.writeText(secret.value).then(
      () => (button.textContent = "Copied"),
      () => secret.focus(),
    );
  });
}
