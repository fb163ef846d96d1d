// What the peers start their documents from, as a persistence of theirs would: a Yjs update in a file.
import { readFileSync } from 'node:fs';

/** The first state of every document; null for none. @type {Uint8Array | null} */
export const seed = process.env.BENCH_SEED ? readFileSync(process.env.BENCH_SEED) : null;
