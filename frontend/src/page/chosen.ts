/**
 * Tells when somebody has decided on a radio button: by tap, Space, Enter or a screen reader's click.
 * Arrow keys only move through a group; browsers send a click for them too, so they are told apart here.
 */
export function whenChosen(form: HTMLFormElement, chosen: () => void): void {
  let isMoving = false;
  form.addEventListener("keydown", (event) => {
    isMoving = event.key.startsWith("Arrow");
    // Space on a button that an arrow has checked sends no click, but means it.
    if (event.key === " " && event.target instanceof HTMLInputElement && event.target.checked) {
      event.preventDefault();
      chosen();
    }
  });
  form.addEventListener("keyup", () => {
    isMoving = false;
  });
  form.addEventListener("click", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === "radio" && !isMoving) chosen();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    chosen();
  });
}
