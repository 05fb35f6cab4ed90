/** How the figure looks: tones of skin and hair, clothes, build. The reader chooses; the movement does not change. */

export interface Look {
  skin: string;
  hair: string;
  shirt: string;
  shorts: string;
  /** From -1 (slim) to 1 (broad). */
  build: number;
}

export interface Tone {
  name: string;
  skin: string;
  hair: string;
}

/** The tones of `hipwise.figure.palette`, in its order. */
export const tones: readonly Tone[] = [
  { name: "Very light", skin: "#f0d5c3", hair: "#8a6a4f" },
  { name: "Light", skin: "#d8b79f", hair: "#4b3b33" },
  { name: "Medium", skin: "#c0936f", hair: "#3b2c25" },
  { name: "Brown", skin: "#96683f", hair: "#2a201c" },
  { name: "Dark brown", skin: "#6d4730", hair: "#1d1714" },
  { name: "Very dark", skin: "#4a3026", hair: "#120f0e" },
];

export const builds: readonly { name: string; build: number }[] = [
  { name: "Slim", build: -0.8 },
  { name: "Medium", build: 0 },
  { name: "Broad", build: 0.9 },
];

export const usualLook: Look = {
  skin: "#d8b79f",
  hair: "#4b3b33",
  shirt: "#7d97a8",
  shorts: "#36475a",
  build: 0,
};
