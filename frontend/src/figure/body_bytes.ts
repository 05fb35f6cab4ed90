/** The body's file, asked for while the chunk that draws it is still on its way. */
import bodyAddress from "../../../src/hipwise/figure/generated/body.glb?url";

let bytes: Promise<ArrayBuffer> | null = null;

/** Fetched once per page; the browser keeps it for the next. */
export function fetchBodyBytes(): Promise<ArrayBuffer> {
  if (!bytes) {
    bytes = fetch(bodyAddress).then((response) => {
      if (!response.ok) throw new Error(`the body ${bodyAddress} answered ${response.status}`);
      return response.arrayBuffer();
    });
    bytes.catch(() => (bytes = null));
  }
  return bytes;
}
