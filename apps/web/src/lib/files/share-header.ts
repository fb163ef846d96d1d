/** The header by which a script of ours sends the token of a share link, which so stands in no address. */
export const SHARE_HEADER = 'Plenum-Share';
