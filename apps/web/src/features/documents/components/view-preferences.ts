/** How somebody likes to see documents: over the whole width, with numbered lines, with all but the block at the cursor stepping back. */
export const VIEW_PREFERENCES = ['wide', 'lines', 'focus'] as const;

/** One of {@link VIEW_PREFERENCES}. */
export type ViewPreference = (typeof VIEW_PREFERENCES)[number];

/** The cookie that keeps them, so that the server draws the page as it will be. */
export const VIEW_COOKIE = 'plenum-view';

/** What a cookie says; anything else in it is nothing. */
export function viewFrom(cookie: string | undefined): ViewPreference[] {
  const parts = cookie?.split('.') ?? [];
  return VIEW_PREFERENCES.filter((name) => parts.includes(name));
}

/** Keeps them for a year. */
export function keepView(view: readonly ViewPreference[]): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some browsers
  document.cookie = `${VIEW_COOKIE}=${view.join('.')}; path=/; max-age=31536000; samesite=lax`;
}
