/** A run or a walk as the server writes it into its page. */
export type PartKind = "run" | "walk";

export interface OutingPart {
  kind: PartKind;
  seconds: number;
}

export interface OutingDocument {
  kind: "run" | "walk";
  /** The word that the pain rules know it by. */
  outing: "running" | "walking";
  /** The step of the running programme, from 1; null for a walk. */
  step: number | null;
  parts: OutingPart[];
  /** Seconds from the press to the first part. */
  ready_s: number;
}

export function outingOnPage(): OutingDocument | null {
  const text = document.getElementById("outing-document")?.textContent;
  return text ? (JSON.parse(text) as OutingDocument) : null;
}
