import type { Editor } from '@tiptap/core';
import { relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { personIn } from '#lib/collab/people.ts';

/** Of the window's height, above and below which a caret is brought back to the middle. */
const BAND = { from: 0.2, to: 0.7 } as const;

/** Where somebody is: at a position of the text, in the document but not in its text, or gone. */
export type Whereabouts = { kind: 'at'; position: number } | { kind: 'elsewhere' } | { kind: 'gone' };

/** Where somebody's caret is now; of several windows of theirs the one that they came to last counts. */
export function whereaboutsOf(
  editor: Pick<Editor, 'state'>,
  awareness: Pick<Awareness, 'getStates' | 'meta' | 'clientID'>,
  personId: string,
): Whereabouts {
  const windows = [...awareness.getStates()]
    .filter(([client, state]) => client !== awareness.clientID && personIn(state, client)?.id === personId)
    .sort(([a], [b]) => lastSeen(awareness, b) - lastSeen(awareness, a));
  if (windows.length === 0) return { kind: 'gone' };
  for (const [, state] of windows) {
    const position = positionOf(editor, state.cursor?.head);
    if (position !== null) return { kind: 'at', position };
  }
  return { kind: 'elsewhere' };
}

function lastSeen({ meta }: Pick<Awareness, 'meta'>, client: number): number {
  return meta.get(client)?.lastUpdated ?? 0;
}

/** The position that a caret says it is at; null for none, and for what is no place here. */
function positionOf({ state }: Pick<Editor, 'state'>, head: unknown): number | null {
  const { doc, type, binding } = ySyncPluginKey.getState(state) ?? {};
  if (!head || !binding) return null;
  try {
    const relative = Y.createRelativePositionFromJSON(head);
    const position: number | null = relativePositionToAbsolutePosition(doc, type, relative, binding.mapping);
    return position === null ? null : Math.min(position, state.doc.content.size);
  } catch {
    // What others send is not trusted to be a position.
    return null;
  }
}

/** Scrolls the page so that a position of the text is well within the window, at once or, where motion is welcome, smoothly. */
export function bringIntoView(editor: Editor, position: number): void {
  const { top } = editor.view.coordsAtPos(position);
  if (top >= window.innerHeight * BAND.from && top <= window.innerHeight * BAND.to) return;
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const distance = top - window.innerHeight * ((BAND.from + BAND.to) / 2);
  // What is far away is not travelled to through all that lies between.
  const isFar = Math.abs(distance) > 3 * window.innerHeight;
  window.scrollBy({ top: distance, behavior: isStill || isFar ? 'instant' : 'smooth' });
}
