import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { projectionFromUpdates } from '../projection/projection.ts';
import { returnTowards } from '../yjs/return-towards.ts';
import { copyTaskList } from './copy-list.ts';
import { readSources, setSource } from './sources.ts';

const [minutes, workspace] = ['0192f000-0000-7000-8000-00000000000a', '0192f000-0000-7000-8000-00000000000b'];

function aListWith(...ids: string[]): Y.Doc {
  const doc = new Y.Doc();
  for (const id of ids) setSource(doc, { id, isShown: true });
  return doc;
}
const stateOf = (doc: Y.Doc) => Y.encodeStateAsUpdate(doc);

test('TASK-50 a list names whose tasks it shows beside its own, and what is no name is left out', () => {
  const doc = aListWith(minutes, workspace);
  doc.getMap('sources').set('toString', true);
  doc.getMap('sources').set('0192f000-0000-7000-8000-00000000000c', 'yes');
  expect(readSources(doc)).toEqual([minutes, workspace]);
  setSource(doc, { id: minutes, isShown: false });
  expect(readSources(doc)).toEqual([workspace]);
  for (let i = 0; i < 60; i += 1)
    setSource(doc, { id: `0192f000-0000-7000-8000-0000000001${String(i).padStart(2, '0')}`, isShown: true });
  expect(readSources(doc)).toHaveLength(50);
});

test('TASK-54 what a list shows beside its own tasks is derived, copied, and put back with it', () => {
  const doc = aListWith(minutes);
  const past = stateOf(doc);
  expect(projectionFromUpdates([past], { origin: 'https://plenum.example' }).sources).toEqual([minutes]);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, copyTaskList(past, { isFresh: true }));
  expect(readSources(copy)).toEqual([minutes]);
  setSource(doc, { id: minutes, isShown: false });
  setSource(doc, { id: workspace, isShown: true });
  const back = returnTowards({ past, present: stateOf(doc) }, { clients: [] });
  Y.applyUpdate(doc, back?.update ?? new Uint8Array());
  expect(readSources(doc)).toEqual([minutes]);
});
