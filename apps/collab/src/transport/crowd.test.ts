import { authorize } from '@plenum/database/access/authorize';
import { identify } from '@plenum/database/access/identify';
import { startThread } from '@plenum/database/comments/comments';
import { listThreads } from '@plenum/database/comments/reads';
import { appendReturn, foldLog } from '@plenum/database/documents/authorship';
import { getPastState } from '@plenum/database/documents/history';
import { getDocumentSeq, getDocumentState } from '@plenum/database/documents/reads';
import { appendUpdate } from '@plenum/database/documents/rows';
import { enterAsGuest } from '@plenum/database/shares/guests';
import type { Actor, Member } from '@plenum/domain/access/actor';
import type { Action } from '@plenum/domain/access/decide';
import { jsonFromMarkdown } from '@plenum/editor/markdown/json-from-markdown';
import { FRAGMENT_NAME } from '@plenum/editor/schema/schema';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { placeOfQuote } from '@plenum/editor/yjs/place-of-quote';
import { returnTowards } from '@plenum/editor/yjs/return-towards';
import { textsIn } from '@plenum/editor/yjs/texts-in';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { updateOver } from '@plenum/editor/yjs/update-over';
import { dividedByWriter, lengthsByAuthor, WrittenBy, writtenIn } from '@plenum/editor/yjs/written-by';
import { expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import { Client, type Credential } from '../testing/client.ts';
import { seeded } from '../testing/fakes.ts';
import { newDatabase, serve } from '../testing/fault-kit.ts';
import { ORIGIN, type RunningCollab } from '../testing/running-collab.ts';

/** Lines of the document, in each of which everybody writes. */
const LINES = 6;

/** Somebody who writes, always the same letter. */
interface Writer {
  letter: string;
  key: string;
  actor: Actor;
  client: Client;
}

/** A document with so many people and guests in it, each with a letter of their own. */
async function aCrowd(server: RunningCollab, { people, guests }: { people: number; guests: number }) {
  const { admin, workspaceId, documentId } = await server.place();
  const on = documentId;
  const grantOf = <A extends Action>(actor: Actor, action: A) => authorize(server.db, { actor, action, on });
  const lines = Array.from({ length: LINES }, (_, i) => `nr ${i + 1}:`).join('\n\n');
  await appendUpdate(await grantOf(admin, 'document.write'), updateFromJson(jsonFromMarkdown(lines)));
  const writers: Writer[] = [];
  const join = (actor: Actor, key: string, credential: Credential) => {
    const letter = 'abcdefghijklmnopqrstuvwxyz'[writers.length] ?? '?';
    const client = new Client(server, { documentId, credential });
    onTestFinished(() => client.destroy());
    writers.push({ letter: letter.toUpperCase(), key, actor, client });
  };
  for (let i = 0; i < people; i += 1) {
    const member: Member = await server.member(workspaceId, 'editor');
    join(member, `person ${member.personId}`, await server.tokenOf(member));
  }
  const { token } = await server.linkTo(documentId, { by: admin, role: 'editor' });
  for (let i = 0; i < guests; i += 1) {
    const nobody = await identify(server.db, { share: token, cookies: {} });
    const entered = await enterAsGuest(await grantOf(nobody, 'document.read'));
    if (!entered) throw new Error('nobody can come in');
    const { name, value } = entered.cookie;
    const actor = await identify(server.db, { share: token, cookies: { [name]: value } });
    const headers = { Cookie: `${name}=${value}`, Origin: ORIGIN };
    join(actor, `guest ${entered.id}`, { headers, params: { share: token } });
  }
  await vi.waitFor(
    () => expect(writers.every(({ client }) => linesOf(client.doc).length === LINES)).toBe(true),
    {
      timeout: 30_000,
    },
  );
  return { admin, writers, grantOf };
}

function linesOf(doc: Y.Doc): Y.Text[] {
  return [...textsIn(doc.getXmlFragment(FRAGMENT_NAME))];
}

/** Everybody writes a letter into each line, somewhere, and now and then takes one away. */
function write(writers: readonly Writer[], random: () => number): void {
  for (const { client, letter } of writers) {
    for (const line of linesOf(client.doc)) {
      line.insert(Math.floor(random() * (line.length + 1)), letter);
      if (random() < 0.1) line.delete(Math.floor(random() * line.length), 1);
    }
  }
}

/** All is stored, and everybody has it. */
async function settled(writers: readonly Writer[]): Promise<void> {
  const isSettled = () => {
    expect(writers.map(({ client }) => client.status)).toEqual(writers.map(() => 'saved'));
    expect(new Set(writers.map(({ client }) => linesOf(client.doc).join('\n'))).size).toBe(1);
  };
  await vi.waitFor(isSettled, { timeout: 60_000 });
}

test('WHO-9 ten people and two guests write at once, through a kill -9, an import and a return: each letter is still theirs who wrote it', {
  timeout: 240_000,
}, async () => {
  const server = await serve(await newDatabase());
  const { admin, writers, grantOf } = await aCrowd(server, { people: 10, guests: 2 });
  const random = seeded(20_261_126);
  const history = () => grantOf(admin, 'document.history');
  const state = async () => (await getDocumentState(await grantOf(admin, 'document.read'))).update;

  /** The letters of the text as it is stored, each with its author by what the server knows. */
  const letters = async (): Promise<[letter: string, author: string][]> => {
    const update = await state();
    const fold = await foldLog(await history());
    const lengths = [...lengthsByAuthor(update, fold)];
    const doc = new Y.Doc();
    Y.applyUpdate(doc, update);
    const found = linesOf(doc).flatMap((line) =>
      [...writtenIn(line)].flatMap(({ words, ...piece }) => {
        let at = 0;
        return [...dividedByWriter(piece, new WrittenBy(fold))].flatMap(({ length, writer }) => {
          const author = fold.authors[writer?.author ?? -1] ?? 'nobody';
          at += length;
          return [...words.slice(at - length, at)].map((letter): [string, string] => [letter, author]);
        });
      }),
    );
    expect(lengths.reduce((sum, [, length]) => sum + length, 0)).toBe(found.length);
    return found;
  };
  /** Whose letters are not by those whose they are; what was there before is the admin's. */
  const wrong = async () => {
    const owners = new Map(writers.map(({ letter, key }) => [letter, key]));
    const first = `person ${admin.personId}`;
    const all = await letters();
    return {
      count: all.length,
      authors: new Set(all.map(([, author]) => author)).size,
      wrong: all.filter(([letter, author]) => author !== (owners.get(letter) ?? first)),
    };
  };

  for (let round = 0; round < 5; round += 1) write(writers, random);
  // What others have heard and no log has would be whose connection brings it back first (decision 24).
  await settled(writers);
  await server.kill('SIGKILL');
  for (let round = 0; round < 5; round += 1) write(writers, random);
  await server.start();
  for (let round = 0; round < 5; round += 1) write(writers, random);
  await settled(writers);
  const before = await wrong();
  expect(before).toMatchObject({ wrong: [], authors: 13 });
  expect(before.count).toBeGreaterThan(12 * LINES * 10);

  // Comments, by a person and a guest.
  const [somebody, guest] = [writers[3], writers[11]];
  const quoted =
    linesOf(writers[0]?.client.doc ?? new Y.Doc())[2]
      ?.toString()
      .slice(0, 40) ?? '';
  for (const writer of [somebody, guest]) {
    const place = placeOfQuote(await state(), { quote: quoted, most: 300 });
    if (!writer || typeof place === 'string') throw new Error('there is no such place');
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    const anchor = { from: base64(place.from), to: base64(place.to) };
    const grant = await grantOf(writer.actor, 'document.comment');
    await startThread(grant, { ...anchor, quote: place.quote, body: writer.letter });
  }
  const commented = async () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await state());
    const threads = await listThreads(await grantOf(admin, 'document.readComments'));
    return threads.map(({ anchor, comments }) => {
      const [from, to] = [anchor?.from, anchor?.to].map((text = '') =>
        Y.createAbsolutePositionFromRelativePosition(
          Y.decodeRelativePosition(Buffer.from(text, 'base64')),
          doc,
        ),
      );
      return [comments[0]?.body, String(from?.type).slice(from?.index, to?.index)];
    });
  };
  expect(await commented()).toEqual([
    [guest?.letter, quoted],
    [somebody?.letter, quoted],
  ]);

  // Somebody imports a text over it: one line is other, one is new, the rest is as it was. All go on writing meanwhile.
  const then = await getDocumentSeq(await grantOf(admin, 'document.read'));
  const past = (await letters()).map(([letter, author]) => `${letter} ${author}`);
  const present = await state();
  const json = jsonFromUpdate(present);
  const bare = JSON.parse(JSON.stringify(json, (name, value) => (name === 'id' ? undefined : value)));
  const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
  bare.content.splice(1, 1, paragraph('ﬀﬀ'), paragraph('ﬀﬀﬀ'));
  const over = updateOver(present, bare);
  if (!over) throw new Error('nothing was imported');
  const importer = writers[5];
  if (!importer) throw new Error('nobody imports');
  const byImporter = await grantOf(importer.actor, 'document.write');
  const isImported = appendUpdate(byImporter, over);
  write(writers, random);
  await isImported;
  await settled(writers);
  const imported = await wrong();
  expect(imported.wrong).toEqual(Array.from({ length: 5 }, () => ['ﬀ', importer.key]));
  expect(await commented()).toHaveLength(2);

  // The admin brings the older version back, and all go on writing.
  const fold = await foldLog(await history());
  const back = returnTowards(
    { past: await getPastState(await history(), then), present: await state() },
    fold,
  );
  if (!back) throw new Error('nothing comes back');
  await appendReturn(await grantOf(admin, 'document.write'), { ...back, fold });
  await settled(writers);
  expect((await letters()).map(([letter, author]) => `${letter} ${author}`)).toEqual(past);
  write(writers, random);
  await settled(writers);
  const returned = await wrong();
  expect(returned.wrong).toEqual([]);
  expect(returned.count).toBeGreaterThan(before.count);
  expect((await commented()).map(([body]) => body)).toEqual([guest?.letter, somebody?.letter]);
});
