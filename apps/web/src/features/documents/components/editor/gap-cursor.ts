import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

let gap: Plugin['props'] = {};

/** Lets the code of gap cursors come. */
export async function loadGapCursor(): Promise<void> {
  const { gapCursor } = await import('@tiptap/pm/gapcursor');
  gap = gapCursor().props;
}

/** A cursor where no line is, as before a table at the beginning. Its code comes late; until then there is none. */
export const GapCursor = Extension.create({
  name: 'gapCursor',
  // What a table does with an arrow comes first.
  priority: 50,
  addProseMirrorPlugins: () => [lateGapCursor()],
});

function lateGapCursor(): Plugin {
  const plugin: Plugin = new Plugin({
    props: {
      decorations: (state) => gap.decorations?.call(plugin, state),
      createSelectionBetween: (...given) => gap.createSelectionBetween?.call(plugin, ...given) ?? null,
      handleClick: (...given) => gap.handleClick?.call(plugin, ...given),
      handleKeyDown: (...given) => gap.handleKeyDown?.call(plugin, ...given),
      handleDOMEvents: {
        beforeinput: (...given) => gap.handleDOMEvents?.beforeinput?.call(plugin, ...given),
      },
    },
  });
  return plugin;
}
