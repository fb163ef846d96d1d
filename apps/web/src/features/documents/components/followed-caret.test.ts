import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import { beforeAll, expect, test, vi } from 'vitest';
import { exchange, Writer } from './editor/testing/writer.ts';
import { whereaboutsOf } from './followed-caret.ts';

// Tiptap's keymap asks for the platform, and its block ids listen for drags.
beforeAll(() => {
  vi.stubGlobal('navigator', { platform: '', userAgent: '' });
  vi.stubGlobal('window', { addEventListener() {} });
});

/** What others say of their carets, and when. */
function awarenessOf(windows: { client: number; person: string; head?: unknown; at: number }[]) {
  return {
    clientID: 9,
    getStates: () =>
      new Map(
        windows.map(({ client, person: id, head }) => [
          client,
          { user: { id, name: id }, cursor: head ? { head } : null },
        ]),
      ),
    meta: new Map(windows.map(({ client, at }) => [client, { clock: 1, lastUpdated: at }])),
  };
}

test('FOLLOW-1 somebody is at their caret in the window that they came to last, elsewhere, or gone', () => {
  const [ada, mira] = [new Writer(1), new Writer(2)];
  mira.type('We meet on Monday.');
  exchange([ada, mira]);
  const head = (position: number) => {
    const { type, binding } = ySyncPluginKey.getState(mira.state);
    return JSON.parse(JSON.stringify(absolutePositionToRelativePosition(position, type, binding.mapping)));
  };
  const where = (windows: Parameters<typeof awarenessOf>[0]) =>
    whereaboutsOf(ada, awarenessOf(windows), 'mira');
  const early = { client: 2, person: 'mira', head: head(3), at: 1 };
  expect(where([early, { client: 3, person: 'mira', head: head(8), at: 2 }])).toEqual({
    kind: 'at',
    position: 8,
  });
  // A window without a caret leaves the other one.
  expect(where([early, { client: 3, person: 'mira', at: 2 }])).toEqual({ kind: 'at', position: 3 });
  expect(where([{ client: 3, person: 'mira', at: 2 }])).toEqual({ kind: 'elsewhere' });
  expect(where([{ client: 3, person: 'mira', head: 'rubbish', at: 2 }])).toEqual({ kind: 'elsewhere' });
  expect(where([{ client: 3, person: 'gerd', head: head(3), at: 2 }])).toEqual({ kind: 'gone' });
  expect(where([{ client: 9, person: 'mira', head: head(3), at: 2 }])).toEqual({ kind: 'gone' });
});
