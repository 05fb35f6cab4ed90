/** Posts to our own server, with the token that it wants. */
import type { Viewer } from "./viewer";

type More = Pick<RequestInit, "redirect" | "signal"> & { type?: string };

/** `type` says what the body is, where the body does not. */
export function post(
  viewer: Viewer | null,
  address: string,
  body: BodyInit,
  { type, ...more }: More = {},
): Promise<Response> {
  const headers = { "X-CSRFToken": viewer?.csrfToken ?? "", ...(type ? { "Content-Type": type } : {}) };
  return fetch(address, { method: "POST", credentials: "same-origin", headers, body, ...more });
}
