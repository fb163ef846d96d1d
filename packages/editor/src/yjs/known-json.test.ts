import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { textFromJson } from '../text/text-from-json.ts';
import { jsonFromUpdate } from './json-from-update.ts';
import { returnTowards } from './return-towards.ts';
import { undoAuthor } from './undo-author.ts';
import { updateFromJson } from './update-from-json.ts';
import { updateOver } from './update-over.ts';

const NOBODY = { clients: [] };
const LOST = { code: 'conflict', message: expect.stringContaining('would be lost') };

/** The states of a document before and after somebody writes what the schema doesn't know, and what they wrote. */
function withPoll() {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, updateFromJson(jsonFromMarkdown('One.\n\nTwo.')));
  const before = Y.encodeStateAsUpdate(doc);
  const rows: Uint8Array[] = [before];
  doc.on('update', (update) => rows.push(update));
  doc.getXmlFragment(FRAGMENT_NAME).insert(1, [new Y.XmlElement('poll')]);
  return { doc, before, after: Y.encodeStateAsUpdate(doc), rows };
}

test('FLT-10 no other text is put over what the schema does not know', () => {
  const { before, after } = withPoll();
  expect(() => updateOver(after, jsonFromMarkdown('Three.'))).toThrow(expect.objectContaining(LOST));
  expect(updateOver(before, jsonFromMarkdown('Three.'))).not.toBe(null);
});

test('FLT-10 what had parts that the schema does not know is not brought back without them; whoever goes back before them can', () => {
  const { before, after } = withPoll();
  expect(() => returnTowards({ past: after, present: before }, NOBODY)).toThrow(
    expect.objectContaining(LOST),
  );
  const back = returnTowards({ past: before, present: after }, NOBODY);
  const state = Y.mergeUpdates([after, back?.update ?? new Uint8Array()]);
  expect(textFromJson(jsonFromUpdate(state))).toBe('One.\nTwo.');
});

test('FLT-10 what others wrote and the schema does not know stays where somebody’s edits are undone', async () => {
  const { doc, rows } = withPoll();
  const words = doc.getXmlFragment(FRAGMENT_NAME).get(0);
  if (!(words instanceof Y.XmlElement)) throw new Error('There is a block.');
  words.insert(0, [new Y.XmlText('Theirs.')]);
  async function* log() {
    for (const [i, update] of rows.entries()) yield { update, isTheirs: i === rows.length - 1 };
  }
  const undone = await undoAuthor(log());
  if (undone) Y.applyUpdate(doc, undone);
  const content = doc.getXmlFragment(FRAGMENT_NAME).toString();
  expect(content).toContain('poll');
  expect(content).not.toContain('Theirs');
});
