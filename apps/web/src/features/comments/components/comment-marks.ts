import type { Anchor, ThreadCard } from '@plenum/domain/comments/types';
import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import {
  absolutePositionToRelativePosition,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';
import { fromBase64, toBase64 } from 'lib0/buffer';
import { decodeRelativePosition, encodeRelativePosition } from 'yjs';
import { type Marks, mappingOf } from '#features/documents/components/editor/late-marks.ts';

/** A stretch of the text. */
export interface Range {
  from: number;
  to: number;
}

/** Marks the text that open threads are about, the current one's more. */
export class CommentMarks implements Marks {
  readonly decorations: DecorationSet;

  private constructor(decorations: DecorationSet) {
    this.decorations = decorations;
  }

  static of(state: EditorState, threads: readonly ThreadCard[], current: string | null): CommentMarks {
    const decorations = threads.flatMap(({ id, anchor, quote, resolvedAt }) => {
      const range = resolvedAt === null ? rangeOf(state, { anchor, quote }) : null;
      if (!range) return [];
      const look = id === current ? 'commented commented-now' : 'commented';
      return [Decoration.inline(range.from, range.to, { class: look }, { thread: id })];
    });
    return new CommentMarks(DecorationSet.create(state.doc, decorations));
  }

  follow(tr: Transaction, before: Node): CommentMarks {
    if (!tr.docChanged) return this;
    return new CommentMarks(this.decorations.map(mappingOf(tr, before), tr.doc));
  }

  /** The thread about the text at a position, the shortest first; null for none. */
  threadAt(at: number): string | null {
    const found = this.decorations.find(at, at).sort((a, b) => a.to - a.from - (b.to - b.from));
    return found[0]?.spec.thread ?? null;
  }
}

/** Where a stretch of the text is in Yjs's terms, and what stands there; null while that is not known. */
export function anchorOf(state: EditorState, { from, to }: Range): Anchor | null {
  const { type, mapping } = bindingIn(state);
  const encode = (at: number) =>
    toBase64(encodeRelativePosition(absolutePositionToRelativePosition(at, type, mapping)));
  return from < to ? { from: encode(from), to: encode(to) } : null;
}

/** Where the text of a thread is now; where it was made anew, the only place that has the same words. Null where it is gone. */
export function rangeOf(
  state: EditorState,
  { anchor, quote }: Pick<ThreadCard, 'anchor' | 'quote'>,
): Range | null {
  const { doc, type, mapping } = bindingIn(state);
  const decode = (text: string): number | null => {
    const position = decodeRelativePosition(fromBase64(text));
    return relativePositionToAbsolutePosition(doc, type, position, mapping);
  };
  const [from, to] = [decode(anchor.from), decode(anchor.to)];
  const isThere = from !== null && to !== null && from < to && to <= state.doc.content.size;
  return isThere ? { from, to } : onlyPlaceOf(state.doc, quote);
}

function onlyPlaceOf(doc: Node, quote: string): Range | null {
  if (quote.length < 3) return null;
  let found: Range | null = null;
  let count = 0;
  doc.descendants((node, at) => {
    if (!node.isTextblock) return count < 2;
    // A letter for whatever is no text, so that places count as positions do.
    const text = node.textBetween(0, node.content.size, undefined, '\ufffc');
    for (let i = text.indexOf(quote); i !== -1 && count < 2; i = text.indexOf(quote, i + 1)) {
      found = { from: at + 1 + i, to: at + 1 + i + quote.length };
      count += 1;
    }
    return false;
  });
  return count === 1 ? found : null;
}

function bindingIn(state: EditorState): ProsemirrorBinding {
  return ySyncPluginKey.getState(state).binding;
}
