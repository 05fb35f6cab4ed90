/** Minutes and seconds as on a clock: 3:05. A second that has begun counts, so that time to go ends with 0:00. */
export function clockWords(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
