import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { MARKER_LENGTH, MAX_OPERATIONS, MAX_WRITERS, markerOf, markersIn } from './markers.mjs';

/** What two writers typed, an update each operation. */
function typed() {
  const updates = [];
  for (const writer of [0, 1]) {
    const doc = new Y.Doc();
    doc.clientID = 1_000 + writer;
    doc.on('update', (update) => updates.push(update));
    for (const operation of [0, 1, 2]) doc.getText('content').insert(0, markerOf(writer, operation));
  }
  return updates;
}

/** Pairs of writer and operation, sorted. */
function pairsIn(bytes) {
  const markers = markersIn(Buffer.from(bytes));
  const pairs = [];
  for (let i = 0; i < markers.length; i += 2) pairs.push(`${markers[i]}/${markers[i + 1]}`);
  return pairs.sort();
}

describe('marks', () => {
  test('BENCH-1 an operation is found in the update that brings it', () => {
    expect(typed().map((update) => pairsIn(update))).toEqual([
      ['0/0'],
      ['0/1'],
      ['0/2'],
      ['1/0'],
      ['1/1'],
      ['1/2'],
    ]);
  });

  test('BENCH-1 operations are found in merged updates and in a whole state', () => {
    const all = ['0/0', '0/1', '0/2', '1/0', '1/1', '1/2'];
    const doc = new Y.Doc();
    for (const update of typed()) Y.applyUpdate(doc, update);
    expect(pairsIn(Y.mergeUpdates(typed()))).toEqual(all);
    expect(pairsIn(Y.encodeStateAsUpdate(doc))).toEqual(all);
  });

  test('BENCH-1 the first and the last that there can be are found', () => {
    const [writer, operation] = [MAX_WRITERS - 1, MAX_OPERATIONS - 1];
    expect(pairsIn(Buffer.from(markerOf(0, 0) + markerOf(writer, operation)))).toEqual([
      '0/0',
      `${writer}/${operation}`,
    ]);
    expect(() => markerOf(MAX_WRITERS, 0)).toThrow(RangeError);
    expect(() => markerOf(0, MAX_OPERATIONS)).toThrow(RangeError);
  });

  test('BENCH-1 a mark that is cut short, or none, is not taken for one', () => {
    const marker = markerOf(7, 9);
    expect(marker).toHaveLength(MARKER_LENGTH);
    expect(pairsIn(Buffer.from(marker.slice(0, -1)))).toEqual([]);
    expect(pairsIn(Buffer.from(`~~0000${marker}~00A0000`))).toEqual(['7/9']);
  });
});
