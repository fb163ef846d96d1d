import type { DecorationAttrs } from '@tiptap/pm/view';
import { colourOf } from '#lib/collab/people.ts';

/** Somebody else's caret with their name. Assistive technology is told of people in the bar, not inside the text. */
export function caretElement(guest: string): (user: Record<string, unknown>) => HTMLElement {
  return (user) => {
    const caret = document.createElement('span');
    caret.className = 'caret';
    caret.dataset.author = String(colourOf(user));
    caret.setAttribute('aria-hidden', 'true');
    const name = document.createElement('span');
    name.className = 'caret-name';
    name.dir = 'auto';
    name.textContent = typeof user.name === 'string' && user.name !== '' ? user.name : guest;
    // Zero-width joiners keep the line's height and stop a break between caret and text.
    caret.append('\u2060', name, '\u2060');
    return caret;
  };
}

/** What somebody else has selected. */
export function caretSelection(user: Record<string, unknown>): DecorationAttrs {
  return { class: 'caret-selection', 'data-author': String(colourOf(user)) };
}
