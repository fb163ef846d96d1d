import * as Y from 'yjs';
import { BLOCKS_IN_BOX, BOXED_FROM } from '../schema/boxes.ts';
import type { NodeJson } from '../schema/json.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { countTasks } from '../tasks/task-list.ts';
import { blocksFromFragment, documentFromFragment, taskBlocks } from './json-from-update.ts';

/** Blocks that a long document begins with: some boxes, which are some screens full. */
const BLOCKS = 3 * BLOCKS_IN_BOX;

/** Tasks that a long list begins with, which are some screens full. */
const TASKS = 100;

/** What the beginning of a text says about the rest of it: a table of contents, and the numbers of notes. */
const TOLD_OF: ReadonlySet<string> = new Set(['heading', 'footnote', 'footnoteReference']);

/** The beginning of a document. */
export interface Beginning {
  /** Of a long document its first blocks, and after them those that are told of there. */
  json: NodeJson;
  /** How many of the blocks are its beginning; null where that is all of it. */
  blocks: number | null;
}

/** The beginning of the document in a Y.XmlFragment, at a cost that hardly grows with the rest. */
export function beginningOf(fragment: Y.XmlFragment): Beginning {
  if (fragment.length < BOXED_FROM) return beginningOfTasks(fragment);
  const blocks = fragment.toArray();
  const first = safeDocument({ type: 'doc', content: blocksFromFragment(blocks.slice(0, BLOCKS)) });
  const told = safeDocument({
    type: 'doc',
    content: blocksFromFragment(blocks.slice(BLOCKS).filter(isToldOf)),
  });
  return { json: first.copy(first.content.append(told.content)).toJSON(), blocks: first.childCount };
}

/** Of a short text, which it is all of, with as many tasks as a long list begins with. */
function beginningOfTasks(fragment: Y.XmlFragment): Beginning {
  const { doc } = fragment;
  if (!doc || countTasks(doc) <= TASKS) {
    return { json: documentFromFragment(fragment).toJSON(), blocks: null };
  }
  const content = [...blocksFromFragment(fragment.toArray()), ...taskBlocks(doc, TASKS)];
  const json = safeDocument({ type: 'doc', content });
  return { json: json.toJSON(), blocks: json.childCount };
}

/** Not by recursion: what comes from outside can be nested deeper than the stack. */
function isToldOf(block: unknown): boolean {
  const rest = [block];
  while (rest.length > 0) {
    const part = rest.pop();
    if (!(part instanceof Y.XmlElement)) continue;
    if (TOLD_OF.has(part.nodeName)) return true;
    rest.push(...part.toArray());
  }
  return false;
}
