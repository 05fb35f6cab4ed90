/** What the page and the worker say to each other. */
export interface CoreCall {
  id: number;
  name: string;
  payload: unknown;
}

export type CoreAnswer =
  | { kind: "ready" }
  | { kind: "unavailable"; problem: string }
  | { kind: "result"; id: number; result: unknown }
  | { kind: "problem"; id: number; problem: string };
