import { jsonFromMarkdown } from '@plenum/editor/markdown/json-from-markdown';
import { returnTowards } from '@plenum/editor/yjs/return-towards';
import { undoAuthor } from '@plenum/editor/yjs/undo-author';
import { updateOver } from '@plenum/editor/yjs/update-over';
import { splitBlock } from '@tiptap/pm/commands';
import { beforeAll, expect, test, vi } from 'vitest';
import { encodeStateAsUpdate } from 'yjs';
import { exchange, Writer } from './testing/writer.ts';

// Tiptap's keymap asks for the platform, and its block ids listen for drags.
beforeAll(() => {
  vi.stubGlobal('navigator', { platform: '', userAgent: '' });
  vi.stubGlobal('window', { addEventListener() {} });
});

/** What a document has been through: what was agreed, what somebody made of it, and each as it is in the log. */
interface Log {
  agreed: Uint8Array;
  now: Uint8Array;
  rows: { update: Uint8Array; isTheirs: boolean }[];
}

const WAYS: [string, (log: Log) => Promise<Uint8Array | null>][] = [
  ['by a program', async ({ now }) => updateOver(now, jsonFromMarkdown('Agreed.\n\nStays.'))],
  [
    'to an earlier version',
    async ({ agreed, now }) => returnTowards({ past: agreed, present: now }, { clients: [] })?.update ?? null,
  ],
  [
    'by undoing a guest',
    ({ rows }) =>
      undoAuthor(
        (async function* () {
          yield* rows;
        })(),
      ),
  ],
];

/** Ada and Mira agree; a guest then writes a line of their own at the end, which both see. */
function meeting() {
  const [ada, mira, guest] = [new Writer(1), new Writer(2), new Writer(3)];
  const all = [ada, mira, guest];
  const rows: Log['rows'] = [];
  const network = () => {
    for (const writer of all) {
      rows.push(...writer.unsent.map((update) => ({ update, isTheirs: writer === guest })));
    }
    exchange(all);
  };
  ada.type('Agreed.');
  ada.do(splitBlock);
  ada.type('Stays.');
  network();
  const agreed = encodeStateAsUpdate(ada.doc);
  guest.caretAfter('Agreed./Stays.');
  guest.do(splitBlock);
  guest.type('Rubbish.');
  network();
  return { ada, mira, guest, network, log: { agreed, now: encodeStateAsUpdate(ada.doc), rows } };
}

test.each(WAYS)(
  'FLT-11 text that is put back %s is not undone by who holds a newer one',
  async (_, putBack) => {
    const { ada, mira, guest, network, log } = meeting();
    const update = await putBack(log);
    if (!update) throw new Error('There is something to put back.');
    // Mira was away, and comes back with all that she has.
    for (const writer of [ada, guest]) writer.receive(update);
    for (const writer of [ada, guest]) writer.receive(encodeStateAsUpdate(mira.doc));
    mira.receive(encodeStateAsUpdate(ada.doc));
    network();
    expect([ada, mira, guest].map(({ text }) => text)).toEqual(Array(3).fill('Agreed./Stays.'));
  },
);

test.each(WAYS)(
  'FLT-11 what somebody wrote meanwhile, also into what goes, survives a text that is put back %s',
  async (_, putBack) => {
    const { ada, mira, guest, network, log } = meeting();
    const update = await putBack(log);
    if (!update) throw new Error('There is something to put back.');
    mira.caretAfter('Agreed./Stays');
    mira.type(' as it is');
    mira.caretAfter('Agreed./Stays as it is./Rubbish');
    mira.type(' and mine');
    for (const writer of [ada, mira, guest]) writer.receive(update);
    network();
    network();
    const [text] = [ada, mira, guest].map((writer) => writer.text);
    expect([ada.text, mira.text, guest.text]).toEqual(Array(3).fill(text));
    expect(text).toContain('Stays as it is.');
    expect(text).toContain(' and mine');
    expect(text).not.toContain('Rubbish');
  },
);
