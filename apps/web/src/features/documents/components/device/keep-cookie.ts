/** The cookie by which a browser keeps no documents; without it, it does. It outlives signing out, which clears all else. */
export const KEEP_COOKIE = 'plenum-device';

/** What the cookie says where nothing is kept. */
export const KEEP_NOTHING = 'nothing';
