/** What a page may do, for one request (CSP Level 3). `publicUrl` is the address that people open. */
export function contentSecurityPolicy({
  nonce,
  publicUrl,
  development,
}: {
  nonce: string;
  publicUrl: string;
  development: boolean;
}): string {
  const socketOrigin = new URL(publicUrl).origin.replace(/^http/, 'ws');
  const directives = {
    'default-src': ["'self'"],
    // React's error overlay needs eval, and hot reload needs inline styles, which a nonce would rule out.
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", development ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", socketOrigin, ...(development ? ['ws:'] : [])],
    // Else 'strict-dynamic' would leave workers to scripts with the nonce, which a worker can't have.
    'worker-src': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}

/** What a file may do that somebody uploaded: nothing. */
export const FILE_POLICY = "default-src 'none'; sandbox";

/** Where such files are: below a document as its members, whoever has a link, and the public read it. */
const FILES = /^\/(d\/[^/]+\/files|s\/[^/]+\/[^/]+|p\/[^/]+\/files\/[^/]+)\/[^/]+\/?$/;

/** Whether what is at a path is a file that somebody uploaded. */
export function isFile(path: string): boolean {
  return FILES.test(path);
}

/** Sent with every answer, whatever it is. */
const CONSTANT = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

/** What search engines must not show: everything but what is published, which says for itself whether they may. */
const UNLISTED = { 'X-Robots-Tag': 'noindex, nofollow' };

/**
 * A share link goes nowhere, not even to this origin. Not for pages with server actions: their forms would be sent without an
 * origin (Fetch, "append a request Origin header") and be refused.
 */
const SHARED_PAGE = { 'Referrer-Policy': 'no-referrer' };

/** The address of an invitation, of a letter, or where a guest writes or comments, goes to no log, neither this origin's; its form needs an origin, though. */
const INVITATION = { 'Referrer-Policy': 'strict-origin' };

/**
 * The page that draws diagrams, from what anybody wrote: without an origin, cookies or a network, wherever it is opened. What has
 * no origin asks for its own script as if it were of elsewhere.
 */
const DIAGRAM_PAGE = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-scripts",
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** Headers by path, as Next's configuration takes them; of two that match, the later wins. */
export function headersByPath(): { source: string; headers: { key: string; value: string }[] }[] {
  return [
    { source: '/:path*', headers: pairs(CONSTANT) },
    { source: '/((?!p/).*)', headers: pairs(UNLISTED) },
    { source: '/diagram/:path*', headers: pairs(DIAGRAM_PAGE) },
    { source: '/join/:path*', headers: pairs(INVITATION) },
    { source: '/sign-in', headers: pairs(INVITATION) },
    { source: '/inbox/mail/:path*', headers: pairs(INVITATION) },
    { source: '/s/:path*', headers: pairs(SHARED_PAGE) },
    { source: '/feeds/:path*', headers: pairs(SHARED_PAGE) },
    { source: '/s/:token/:page(write|comments|pad)', headers: pairs(INVITATION) },
  ];
}

function pairs(headers: Record<string, string>): { key: string; value: string }[] {
  return Object.entries(headers).map(([key, value]) => ({ key, value }));
}
