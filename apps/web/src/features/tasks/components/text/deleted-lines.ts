import { type LineTask, taskOfLine } from '@plenum/editor/tasks/line';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { linesAmong, taskLineAt } from './task-line.ts';

/** What puts a line elsewhere, or may. */
const MOVES: ReadonlySet<unknown> = new Set(['cut', 'drop']);

/** Watches for tasks that somebody deletes here with their lines, in one piece or letter by letter. */
export class DeletedLines {
  /** The task in whose line the cursor is, as it was when it came there, and whether nothing of it is left. */
  #entered: { task: LineTask; isEmpty: boolean } | null = null;

  /** The open tasks whose lines a transaction has deleted. @param after the state that it led to. */
  follow(transaction: Transaction, after: Pick<EditorState, 'doc' | 'selection'>): LineTask[] {
    const isOwn = transaction.docChanged && !isChangeOrigin(transaction);
    const deleted = isOwn && !MOVES.has(transaction.getMeta('uiEvent')) ? this.#deletedBy(transaction) : [];
    const there = linesAmong(after.doc, new Set(deleted.map(({ id }) => id)));
    this.#enter(taskLineAt(after.selection.$from));
    return deleted.filter(({ id, title }) => title !== '' && !there.has(id));
  }

  #enter(item: Node | null): void {
    const { id, checked } = item?.attrs ?? {};
    if (!item || typeof id !== 'string' || checked === true) this.#entered = null;
    else {
      const task = this.#entered?.task.id === id ? this.#entered.task : taskOfLine(item);
      this.#entered = { task, isEmpty: item.firstChild?.content.size === 0 };
    }
  }

  #deletedBy(transaction: Transaction): LineTask[] {
    const found = new Map<string, LineTask>();
    if (this.#entered?.isEmpty) found.set(this.#entered.task.id, this.#entered.task);
    for (const task of coveredLines(transaction)) if (!found.has(task.id)) found.set(task.id, task);
    return [...found.values()];
  }
}

/** The open tasks of which a step has taken the whole line away. */
function coveredLines({ docs, mapping }: Transaction): LineTask[] {
  return docs.flatMap((doc, step) => {
    const covered: LineTask[] = [];
    mapping.maps[step]?.forEach((from, to) => {
      if (from === to) return;
      doc.nodesBetween(from, to, (node, position) => {
        const line = node.type.name === 'taskItem' ? node.firstChild : null;
        const isCovered = line && from <= position + 2 && to >= position + 1 + line.nodeSize - 1;
        if (isCovered && typeof node.attrs.id === 'string' && node.attrs.checked !== true) {
          covered.push(taskOfLine(node));
        }
        return !node.isTextblock;
      });
    });
    return covered;
  });
}
