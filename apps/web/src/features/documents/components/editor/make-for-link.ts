import type { DocumentId } from '@plenum/domain/ids';
import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { makeLinkedPage } from '../../actions.ts';
import { KeptPlace } from './kept-place.ts';

/** Milliseconds until making a page is given up. */
const PATIENCE = 60_000;

/**
 * Makes the page to which a name leads, and has the link lead to it, wherever that stands by then.
 * @param at where it stands now.
 * @returns what to tell; null where all is well.
 */
export async function makeForLink(
  editor: Editor,
  { at, documentId, noAnswer }: { at: number; documentId: DocumentId; noAnswer: string },
): Promise<string | null> {
  const title = String(editor.state.doc.nodeAt(at)?.attrs.label ?? '');
  const form = new FormData();
  form.set('documentId', documentId);
  form.set('title', title);
  const place = new KeptPlace(editor, at);
  const silence = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null));
  const state = await Promise.race([makeLinkedPage(null, form), silence]).catch(() => null);
  place.letGo();
  if (state?.status !== 'done') return state === null ? noAnswer : (state.fields.title ?? state.message);
  if (editor.isDestroyed || !editor.isEditable) return null;
  const { doc, tr, selection } = editor.state;
  const node = place.position < doc.content.size ? doc.nodeAt(place.position) : null;
  if (node?.type.name !== 'documentLink' || node.attrs.label !== title) return null;
  tr.setNodeAttribute(place.position, 'documentId', state.result.id);
  // What was chosen stays chosen.
  if (selection instanceof NodeSelection && selection.from === place.position)
    tr.setSelection(NodeSelection.create(tr.doc, place.position));
  editor.view.dispatch(tr);
  return null;
}
