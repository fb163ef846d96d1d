import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { jsonFromUpdate } from './json-from-update.ts';
import { returnedCredits } from './returned-credits.ts';
import { textsIn } from './texts-in.ts';
import { updateFromJson } from './update-from-json.ts';
import { updateTowards } from './update-towards.ts';
import { writtenIn } from './written-by.ts';

/** A state with a row of letters in its second paragraph, each by the next of three authors, and their authorship. */
function together() {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, updateFromJson(jsonFromMarkdown('Title\n\nx')));
  const [, second] = [...textsIn(doc.getXmlFragment(FRAGMENT_NAME))];
  const clients = [1, 2, 3];
  for (const letter of ['a', 'b', 'c', 'd', 'e', 'f']) {
    doc.clientID = clients[letter.charCodeAt(0) % 3] ?? 0;
    second?.insert(second.length, letter);
  }
  const state = Y.encodeStateAsUpdate(doc);
  const own = [...Y.decodeStateVector(Y.encodeStateVector(doc))];
  const authorship = {
    clients: own.map(([client, to]): [number, [number, number, number][]] => [
      client,
      [[to, client % 1000, 7]],
    ]),
  };
  return { state, authorship };
}

/** The letters that an update brings, with whom it credits them to. */
function credited(state: Uint8Array, credits: ReturnType<typeof returnedCredits>): [string, number | null][] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const of = new Map(credits);
  return [...textsIn(doc.getXmlFragment(FRAGMENT_NAME))].flatMap((text) =>
    [...writtenIn(text)].flatMap(({ words, client, clock }) =>
      [...words].map((letter, i): [string, number | null] => {
        const found = of.get(client)?.find(([from, to]) => from <= clock + i && clock + i < to);
        return [letter, found?.[2] ?? null];
      }),
    ),
  );
}

test('WHO-8 each letter that comes back is theirs who had written it', () => {
  const { state: past, authorship } = together();
  const gone = updateTowards(past, jsonFromMarkdown('Title\n\nNothing.'));
  const present = Y.mergeUpdates([past, gone ?? new Uint8Array()]);
  const update = updateTowards(present, jsonFromUpdate(past));
  if (!update) throw new Error('nothing comes back');
  const credits = returnedCredits({ past, present, update }, authorship);
  const letters = credited(Y.mergeUpdates([present, update]), credits);
  // What was never away needs no credit.
  expect(letters.slice(0, 5).map(([, author]) => author)).toEqual([null, null, null, null, null]);
  expect(letters.slice(6)).toEqual([
    ['a', 2],
    ['b', 3],
    ['c', 1],
    ['d', 2],
    ['e', 3],
    ['f', 1],
  ]);
});

test('WHO-8 nothing is credited where another text comes of it', () => {
  const { state: past, authorship } = together();
  const present = updateFromJson(jsonFromMarkdown('Other'));
  const update = updateTowards(present, jsonFromMarkdown('Title\n\nxabcde!'));
  if (!update) throw new Error('nothing comes back');
  expect(returnedCredits({ past, present, update }, authorship)).toEqual([]);
});
