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
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}

/** Sent with every answer, whatever it is. */
export const CONSTANT_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
};
