/** Bytes of a megabyte, as disks and browsers count. */
export const MEGABYTE = 1_000_000;

/** The most megabytes that one file may have, whatever is set up. */
export const MAX_FILE_MEGABYTES = 500;

/** Bytes of what stands around a file in the body of the request that brings it. */
export const ENVELOPE = 64 * 1024;
