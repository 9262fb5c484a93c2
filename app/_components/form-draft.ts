/** Where the form builder leaves a form that is not saved, for the preview and for coming back. Only this tab sees it. */
const keyOf = (slug: string): string => `juxta-form-draft ${slug}`;

export function storeDraft(slug: string, form: unknown): void {
  sessionStorage.setItem(keyOf(slug), JSON.stringify(form));
}

export function dropDraft(slug: string): void {
  sessionStorage.removeItem(keyOf(slug));
}

/** The draft, or null when there is none or it cannot be read. */
export function readDraft(slug: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(slug)) ?? "null");
  } catch {
    return null;
  }
}
