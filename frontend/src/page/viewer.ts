/** Who is signed in on this page, and the token that the server wants with what we send. */
export interface Viewer {
  id: string;
  csrfToken: string;
}

/** The signed-in person, or null on pages for strangers. */
export function currentViewer(): Viewer | null {
  const id = metaContent("viewer");
  return id ? { id, csrfToken: metaContent("csrf-token") } : null;
}

function metaContent(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
}
