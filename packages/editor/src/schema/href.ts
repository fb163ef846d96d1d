const MAX_LENGTH = 8192;
const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const FORBIDDEN = /[\p{Cc}\p{Cs}\\]/u;

/**
 * The link target if it may be followed, else null: `http`, `https`, `mailto`, `tel`, and paths, queries and fragments of
 * the same origin. Whatever a URL parser would repair into another scheme or host is refused, not repaired: control
 * characters, backslashes, `//host`, a colon in the first path segment (WHATWG URL, "basic URL parser"), or an
 * ampersand there, which some readers of HTML and Markdown would decode once more.
 */
export function safeHref(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const href = value.trim();
  if (href === '' || href.length > MAX_LENGTH || FORBIDDEN.test(href)) return null;
  const scheme = SCHEME.exec(href)?.[1]?.toLowerCase();
  switch (scheme) {
    case 'http':
    case 'https':
      return /^https?:\/\/[^/?#]/i.test(href) ? href : null;
    case 'mailto':
    case 'tel':
      return href;
    case undefined:
      return href.startsWith('//') || /^[^/?#]*[:&]/.test(href) ? null : href;
    default:
      return null;
  }
}
