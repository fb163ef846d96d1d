import type { NodeJson } from '@plenum/editor/schema/json';
import { LISTS, wordsIn } from './blocks.ts';

/** The type of what belongs to the details before it, until it is put there. */
export const UNFOLDED = 'unfolded';

/** The type of what goes on with an item of the list before it, with the `level` of that item from 1 on, until it is put there. */
export const CONTINUED = 'continued';

/** A block of code of a line that was read; its breaks are lines of code. */
export function codeOf(content: readonly NodeJson[], language: string | null): NodeJson {
  const text = content.map((node) => (node.type === 'hardBreak' ? '\n' : (node.text ?? ''))).join('');
  return { type: 'codeBlock', attrs: { language }, content: text === '' ? [] : [{ type: 'text', text }] };
}

/**
 * Word processors have lines of code, of quotes, callouts, details and contents as paragraphs, each on its own. Here those that follow each
 * other are one block.
 */
export function joinedBlocks(blocks: readonly NodeJson[]): NodeJson[] {
  const result: NodeJson[] = [];
  for (const block of blocks) {
    const last = result.at(-1);
    if (block.type === UNFOLDED) {
      const into = last?.type === 'details' ? last.content : result;
      into?.push(...(block.content ?? []));
    } else if (block.type === CONTINUED) {
      (itemAt(last, Number(block.attrs?.level)) ?? result).push(...(block.content ?? []));
    } else if (!last || !isSame(last, block)) result.push(block);
    else if (block.type === 'codeBlock') {
      last.content = [
        { type: 'text', text: `${wordsIn(last.content ?? [])}\n${wordsIn(block.content ?? [])}` },
      ];
    } else if (block.type !== 'tableOfContents') last.content?.push(...(block.content ?? []));
  }
  return result;
}

function isSame(last: NodeJson, block: NodeJson): boolean {
  const isJoined = ['codeBlock', 'blockquote', 'callout', 'tableOfContents'].includes(block.type);
  return (
    isJoined &&
    last.type === block.type &&
    last.attrs?.kind === block.attrs?.kind &&
    last.attrs?.language === block.attrs?.language
  );
}

/** What the last item of a list has, at a level or above it; null where there is no list. */
function itemAt(list: NodeJson | undefined, level: number): NodeJson[] | null {
  const item = list && LISTS.has(list.type) ? list.content?.at(-1)?.content : undefined;
  if (!item) return null;
  return (level > 1 ? itemAt(item.at(-1), level - 1) : null) ?? item;
}
