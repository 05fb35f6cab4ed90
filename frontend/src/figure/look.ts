/** How the figure looks: skin and hair, clothes, muscles, build, height. The page states the usual colours. */

/** Colours as #rrggbb. */
export interface Palette {
  skin: string;
  hair: string;
  shirt: string;
  shorts: string;
  working: string;
  stretched: string;
}

export interface Look extends Palette {
  /** From -1 (slim) to 1 (broad). */
  build: number;
  /** The figure's height as a share of the tallest that there is to choose, which fills the picture. */
  size: number;
}

/** The palette that the server wrote into the page's head. */
export function pagePalette(): Palette {
  const stated = document.querySelector<HTMLMetaElement>('meta[name="figure-palette"]');
  if (!stated) throw new Error("the page states no figure palette");
  return JSON.parse(stated.content) as Palette;
}
