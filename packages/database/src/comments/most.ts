/** Threads of a document, comments of it, and comments of a thread, so that nobody fills the disk by a link. */
export const MOST_THREADS = 500;
export const MOST_OF_DOCUMENT = 2000;
export const MOST_OF_THREAD = 100;
