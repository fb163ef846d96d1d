/** Threads of a document, so that nobody fills the disk by a link. */
export const MOST_THREADS = 500;

/** Comments of a document. */
export const MOST_OF_DOCUMENT = 2000;

/** Comments of a thread. */
export const MOST_OF_THREAD = 100;
