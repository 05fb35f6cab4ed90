/** The address of the icon sprite; the build gives it a name with a hash. */
import sprite from "../../src/hipwise/clinic/static/icons.svg?url";

export function iconAddress(name: string): string {
  return `${sprite}#${name}`;
}
