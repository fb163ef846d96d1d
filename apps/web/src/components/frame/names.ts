/** The id that the skip link leads to. */
export const MAIN_ID = 'main';

/** The id that a button's `popoverTarget` names to open the rail on a phone. */
export const RAIL_ID = 'rail';

/** The cookie that keeps the rail closed, so that the server draws the page as it was left. */
export const RAIL_COOKIE = 'plenum-rail';
