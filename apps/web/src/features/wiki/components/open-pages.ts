import { MOST_OPEN } from '@plenum/domain/wiki/steps';

/** The cookie that keeps which pages of the tree are open, so that the server draws it as it was left on this device. */
export const OPEN_COOKIE = 'plenum-wiki';

/** What opens or closes a page: the open ones afterwards, the last opened first. */
export function toggled(open: readonly string[], id: string): string[] {
  const others = open.filter((other) => other !== id);
  return others.length < open.length ? others : [id, ...others].slice(0, MOST_OPEN);
}

/** Keeps the open pages on this device. */
export function keepOpen(open: readonly string[]): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some browsers
  document.cookie = `${OPEN_COOKIE}=${open.join('.')}; path=/; max-age=31536000; samesite=lax`;
}
