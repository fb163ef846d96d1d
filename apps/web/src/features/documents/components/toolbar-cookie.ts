/** The cookie that keeps the toolbar shown, so that the server leaves it its place. */
export const TOOLBAR_COOKIE = 'plenum-toolbar';
