/** Voice, beeps and the way of counting: chosen once, remembered on this phone. */
export interface SoundPreferences {
  voice: boolean;
  beeps: boolean;
  byTempo: boolean;
}

const key = "hipwise-sound";

export function readPreferences(defaults: SoundPreferences): SoundPreferences {
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<SoundPreferences>) };
  } catch {
    return defaults; // Storage can be switched off; the session does not depend on it.
  }
}

export function keepPreferences(preferences: SoundPreferences): void {
  try {
    localStorage.setItem(key, JSON.stringify(preferences));
  } catch {
    // As above: not remembered, still in force for this page.
  }
}
