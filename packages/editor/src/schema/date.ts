import { Node } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { safeAttributes } from './attributes.ts';

/** What a date reads as, wherever there is only text: its year, month and day as ISO 8601 has them. */
export function dateText({ attrs }: ProseMirrorNode): string {
  return String(safeAttributes('date', attrs).date ?? '');
}

/** A day, shown in each reader's language. */
export const DateNode = Node.create<{ textOf(date: string): string }>({
  name: 'date',
  group: 'inline',
  inline: true,
  atom: true,
  addOptions: () => ({ textOf: (date) => date }),
  extendNodeSchema: ({ name }) => (name === 'date' ? { leafText: dateText } : {}),
  addAttributes: () => ({
    date: { default: null, parseHTML: (element) => element.getAttribute('datetime') },
  }),
  parseHTML: () => [{ tag: 'time[datetime]' }],
  renderHTML({ node }) {
    const date = dateText(node);
    return ['time', { class: 'date', datetime: date }, date === '' ? '…' : this.options.textOf(date)];
  },
  renderText: ({ node }) => dateText(node),
});
