import { wrapIn } from '@tiptap/pm/commands';
import { TextSelection } from '@tiptap/pm/state';
import { beforeAll, expect, test, vi } from 'vitest';
import { exchange, Writer } from './testing/writer.ts';

// Tiptap's keymap asks for the platform, and its block ids listen for drags.
beforeAll(() => {
  vi.stubGlobal('navigator', { platform: '', userAgent: '' });
  vi.stubGlobal('window', { addEventListener() {} });
});

/** Deletes a block in the first block. */
function deleteWithin(writer: Writer, index: number): void {
  const { doc, tr } = writer.state;
  const outer = doc.child(0);
  let from = 1;
  for (let i = 0; i < index; i += 1) from += outer.child(i).nodeSize;
  writer.dispatch(tr.delete(from, from + outer.child(index).nodeSize));
}

test('EDIT-24 the caret stays with its text when what two have left of a block before it is nothing', () => {
  const [ada, mira] = [new Writer(1), new Writer(2)];
  const { schema } = ada.state;
  const line = (text: string) => schema.node('paragraph', null, [schema.text(text)]);
  ada.dispatch(
    ada.state.tr.replaceWith(0, ada.state.doc.content.size, [line('one'), line('two'), line('End')]),
  );
  ada.dispatch(ada.state.tr.setSelection(TextSelection.create(ada.state.doc, 1, 6)));
  const { blockquote } = schema.nodes;
  if (!blockquote) throw new Error('There are no quotes.');
  ada.do(wrapIn(blockquote));
  exchange([ada, mira]);
  deleteWithin(ada, 0);
  deleteWithin(mira, 1);
  ada.caretAfter('two/End');
  exchange([ada, mira]);
  expect([ada.text, mira.text]).toEqual(['End', 'End']);
  ada.type('!');
  exchange([ada, mira]);
  expect([ada.text, mira.text]).toEqual(['End!', 'End!']);
});
