/** The reader's own choice of tone and build, kept in this browser. It changes the picture and nothing else. */
import { builds, tones, usualLook, type Look } from "./look";

const key = "figure-look";

/** Places in the lists of tones and builds. */
export interface LookChoice {
  tone: number;
  build: number;
}

export const usualChoice: LookChoice = { tone: 1, build: 1 };

export function readChoice(): LookChoice {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<LookChoice>;
    return {
      tone: tones[kept.tone ?? -1] ? kept.tone! : usualChoice.tone,
      build: builds[kept.build ?? -1] ? kept.build! : usualChoice.build,
    };
  } catch {
    return usualChoice; // Storage may be refused or hold something else: the usual look is right then.
  }
}

export function keepChoice(choice: LookChoice): void {
  try {
    localStorage.setItem(key, JSON.stringify(choice));
  } catch {
    // Not kept: the choice holds for this page.
  }
}

export function chosenLook(): Look {
  const { tone, build } = readChoice();
  const { skin, hair } = tones[tone]!;
  return { ...usualLook, skin, hair, build: builds[build]!.build };
}
