import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { DecorationAttrs } from '@tiptap/pm/view';
import type { Awareness } from 'y-protocols/awareness';
import { colourOf } from '#lib/collab/people.ts';

type User = Record<string, unknown>;

/** Somebody else's caret with their name. Assistive technology is told of people in the bar, not inside the text. */
export function caretElement(guest: string): (user: User) => HTMLElement {
  return (user) => {
    const caret = document.createElement('span');
    caret.className = 'caret';
    caret.dataset.author = String(colourOf(user));
    caret.dataset.person = personOf(user);
    caret.setAttribute('aria-hidden', 'true');
    const name = document.createElement('span');
    name.className = 'caret-name';
    name.dir = 'auto';
    name.textContent = typeof user.name === 'string' && user.name !== '' ? user.name : guest;
    // Word joiners keep the line's height and stop a break between caret and text.
    caret.append('\u2060', name, '\u2060');
    return caret;
  };
}

/** What somebody else has selected. */
export function caretSelection(user: User): DecorationAttrs {
  return { class: 'caret-selection', 'data-author': String(colourOf(user)) };
}

/** Shows a name whenever its caret moves; the style sheet lets it fade, so that it doesn't cover what is being read. */
export const CaretNames = Extension.create<{ awareness: Awareness | null }>({
  name: 'caretNames',

  addOptions() {
    return { awareness: null };
  },

  addProseMirrorPlugins() {
    const { awareness } = this.options;
    if (!awareness) return [];
    return [
      new Plugin({
        view: ({ dom }) => {
          const show = ({ updated }: { updated: number[] }) => {
            for (const client of updated) {
              const user: User = awareness.getStates().get(client)?.user ?? {};
              for (const caret of dom.querySelectorAll(`[data-person="${CSS.escape(personOf(user))}"]`)) {
                for (const fading of caret.getAnimations({ subtree: true })) fading.currentTime = 0;
              }
            }
          };
          awareness.on('change', show);
          return { destroy: () => awareness.off('change', show) };
        },
      }),
    ];
  },
});

function personOf({ id, name }: User): string {
  return String(id ?? name ?? '');
}
