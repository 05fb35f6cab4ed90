/** The reader's own choice of tone and build, kept in this browser. It changes the picture and nothing else. */
import { pagePalette, type Look } from "./look";

const key = "figure-look";

/** What was chosen; nothing of it where the reader never chose. `build` goes from -1 to 1. */
export interface LookChoice {
  tone?: string;
  skin?: string;
  hair?: string;
  build?: number;
}

const colour = /^#[0-9a-f]{6}$/;

export function readChoice(): LookChoice {
  try {
    return checkedChoice(JSON.parse(localStorage.getItem(key) ?? "{}"));
  } catch {
    return {}; // Storage may be refused or hold something else: the usual look is right then.
  }
}

/** Only what is a choice; another version's is left out. */
export function checkedChoice(kept: unknown): LookChoice {
  const { tone, skin, hair, build } = (kept ?? {}) as Record<string, unknown>;
  const choice: LookChoice = {};
  if (typeof tone === "string" && isColour(skin) && isColour(hair))
    Object.assign(choice, { tone, skin, hair });
  if (typeof build === "number" && Math.abs(build) <= 1) choice.build = build;
  return choice;
}

export function keepChoice(choice: LookChoice): void {
  try {
    localStorage.setItem(key, JSON.stringify(choice));
  } catch {
    // Not kept: the choice holds for this page.
  }
}

export function chosenLook(): Look {
  const { skin, hair, build } = readChoice();
  const palette = pagePalette();
  return { ...palette, skin: skin ?? palette.skin, hair: hair ?? palette.hair, build: build ?? 0 };
}

function isColour(value: unknown): value is string {
  return typeof value === "string" && colour.test(value);
}
