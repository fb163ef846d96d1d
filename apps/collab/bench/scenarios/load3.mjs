import { longDocument, syntheticHistory } from '../generator/history.mjs';
import { measureOpening, openingColumns } from './open.mjs';

const STORM = 50;

/** LOAD-3: opening what is large. */
export const load3 = large({
  title: 'a document of 20,000 paragraphs, 2.4 MB of text',
  seed: () => longDocument({ paragraphs: 20_000, letters: 120 }),
  most: 1_500,
});
export const load3b = large({
  title: 'a history of 180,000 operations',
  seed: () => syntheticHistory({ authors: 100, operations: 180_000 }),
  most: 2_000,
});

function large({ title, seed, most }) {
  return {
    title: `LOAD-3: ${title}`,
    servers: ['y-websocket', 'hocuspocus', 'plenum'],
    columns: openingColumns(STORM),
    measure: (given) => measureOpening({ ...given, seed: seed(), storm: STORM }),
    goals: ({ plenum }) => [{ says: 'the server has it there', value: plenum?.cold.took, most, unit: ' ms' }],
  };
}
