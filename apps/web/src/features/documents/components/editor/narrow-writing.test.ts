import { splitBlock } from '@tiptap/pm/commands';
import { wrapInList } from '@tiptap/pm/schema-list';
import * as yTiptap from '@tiptap/y-tiptap';
import { beforeAll, expect, test, vi } from 'vitest';
import { XmlElement } from 'yjs';
import { Writer } from './testing/writer.ts';

vi.mock('@tiptap/y-tiptap', { spy: true });

// Tiptap's keymap asks for the platform, and its block ids listen for drags.
beforeAll(() => {
  vi.stubGlobal('navigator', { platform: '', userAgent: '' });
  vi.stubGlobal('window', { addEventListener() {} });
});

/** Somebody who has written some lines, and what of the document is compared from then on. */
function write(lines: string[]) {
  const ada = new Writer(1);
  for (const [index, line] of lines.entries()) {
    if (index > 0) ada.do(splitBlock);
    ada.type(line);
  }
  const compared = vi.mocked(yTiptap.updateYFragment);
  compared.mockClear();
  return { ada, compared: () => compared.mock.calls.map(([, part]) => part) };
}

test('EDIT-45 a letter is written by looking at its block, and a movement of the caret at nothing', () => {
  const { ada, compared } = write(['Bread', 'Butter', 'Beer']);
  ada.caretAfter('Bread/Butter');
  expect(compared()).toEqual([]);
  ada.type('milk');
  expect(compared().map((part) => part instanceof XmlElement && part.nodeName)).toEqual(['paragraph']);
  expect(ada.text).toBe('Bread/Buttermilk/Beer');
  expect(ada.drawn.now.eq(ada.drawn.anew)).toBe(true);
});

test('EDIT-45 a letter in a list is written by looking at its block alone', () => {
  const { ada, compared } = write(['Bread', 'Butter']);
  const { bulletList } = ada.state.schema.nodes;
  if (!bulletList) throw new Error('there are no lists');
  ada.do(wrapInList(bulletList));
  vi.mocked(yTiptap.updateYFragment).mockClear();
  ada.type('milk');
  expect(compared().map((part) => part instanceof XmlElement && part.nodeName)).toEqual(['paragraph']);
  expect(ada.drawn.now.eq(ada.drawn.anew)).toBe(true);
});

test('EDIT-45 what changes in several blocks at once is written in all of them', () => {
  const { ada } = write(['Bread', 'Butter', 'Beer']);
  const { doc, schema, tr } = ada.state;
  const { bold } = schema.marks;
  if (!bold) throw new Error('nothing is bold');
  ada.dispatch(tr.addMark(0, doc.content.size, bold.create()));
  expect(ada.drawn.now.eq(ada.drawn.anew)).toBe(true);
});
