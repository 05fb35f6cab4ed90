/** The reader's own choice of tone, build and height, kept in this browser. It changes the picture and nothing else. */
import { pagePalette, type Look, type Palette } from "./look";

const key = "figure-look";

/** What was chosen; nothing of it where the reader never chose. */
export interface LookChoice {
  tone?: string;
  skin?: string;
  hair?: string;
  /** From -1 (slim) to 1 (broad). */
  build?: number;
  /** Centimetres; and the tallest that there was to choose, so that every height is seen from the same place. */
  height?: number;
  tallest?: number;
}

/** A smaller share of the tallest is no grown person's. */
const smallestSize = 0.5;
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
  const { tone, skin, hair, build, height, tallest } = (kept ?? {}) as Record<string, unknown>;
  const choice: LookChoice = {};
  if (typeof tone === "string" && isColour(skin) && isColour(hair))
    Object.assign(choice, { tone, skin, hair });
  if (typeof build === "number" && Math.abs(build) <= 1) choice.build = build;
  if (isHeight(height) && isHeight(tallest) && height <= tallest && height > tallest * smallestSize)
    Object.assign(choice, { height, tallest });
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
  return lookOf(readChoice(), pagePalette());
}

/** Who never chose a height sees the figure as large as the picture allows. */
export function lookOf({ skin, hair, build, height, tallest }: LookChoice, palette: Palette): Look {
  return {
    ...palette,
    skin: skin ?? palette.skin,
    hair: hair ?? palette.hair,
    build: build ?? 0,
    size: height && tallest ? height / tallest : 1,
  };
}

function isHeight(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value > 0;
}

function isColour(value: unknown): value is string {
  return typeof value === "string" && colour.test(value);
}
