import { Extension, InputRule } from '@tiptap/core';

/** Makes `- [ ] ` a task: Tiptap's own rule for `[ ] ` does nothing in the list item that `- ` has just made. */
export const TaskShortcut = Extension.create({
  name: 'taskShortcut',

  addInputRules() {
    return [
      new InputRule({
        find: /^\[([ xX]?)\]\s$/,
        handler: ({ chain, range, match, state }) => {
          if (state.doc.resolve(range.from).node(-1)?.type.name !== 'listItem') return null;
          const checked = match[1]?.toLowerCase() === 'x';
          chain().deleteRange(range).toggleTaskList().updateAttributes('taskItem', { checked }).run();
        },
      }),
    ];
  },
});
