import { recordedHistory, syntheticHistory } from '../generator/history.mjs';
import { measureOpening, openingColumns, openingGoals } from './open.mjs';

const AUTHORS = 100;
const OPERATIONS = 65_000;
const STORM = 500;

/** Opening a document with a long history, and hundreds who do so at once. */
export const opening = {
  title: `Opening a long history: ${OPERATIONS.toLocaleString('en-US')} operations of ${AUTHORS} authors, or the recorded one that --trace names`,
  servers: ['y-websocket', 'hocuspocus', 'plenum'],
  columns: openingColumns(STORM),
  measure: ({ trace, ...given }) =>
    measureOpening({
      ...given,
      storm: STORM,
      seed: trace ? recordedHistory(trace) : syntheticHistory({ authors: AUTHORS, operations: OPERATIONS }),
    }),
  goals: openingGoals,
};
