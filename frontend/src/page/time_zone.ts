/** Fills the device's time zone into forms that ask for it. */
export function connectTimeZone(): void {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  for (const field of document.querySelectorAll<HTMLInputElement>("input[data-time-zone]"))
    field.value = timeZone ?? "";
}
