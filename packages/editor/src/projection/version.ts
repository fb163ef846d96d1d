/** To be counted up when the same content gives another projection, so that every document is projected anew. */
export const PROJECTION_VERSION = 8;
