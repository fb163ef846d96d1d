import { safeHref } from '@plenum/editor/schema/href';

const SCHEME = /^[a-z][a-z0-9+.-]*:(?!\d)/i;
const MAIL = /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/;
const HOST = /^[^\s/?#]+\.[^\s/?#.]{2,}(:\d+)?([/?#]\S*)?$|^localhost(:\d+)?([/?#]\S*)?$/i;

/**
 * The link target that somebody means by what they typed: an address without a scheme is a web address, `a@b.c` is a
 * mail address; null where it can be no link.
 */
export function linkTarget(typed: string): string | null {
  const text = typed.trim();
  if (SCHEME.test(text) || /^[/#?]/.test(text)) return safeHref(text);
  if (MAIL.test(text)) return safeHref(`mailto:${text}`);
  return HOST.test(text) ? safeHref(`https://${text}`) : null;
}
