/**
 * Milliseconds for which the public server keeps a connection to web that rests, and for which web keeps one. Web's are more, so that
 * it never closes one at the moment at which a request comes by it: that request would be lost, and could not be sent again.
 */
export const WEB_CONNECTION_REST = { publicServer: 30_000, web: 120_000 } as const;
