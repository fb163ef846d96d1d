import { fileAt } from '@plenum/editor/schema/file-path';
import type { MarkJson, NodeJson } from '@plenum/editor/schema/json';

/** A piece of text with its marks; nothing for no text. */
export function textNodes(text: string, marks: readonly MarkJson[] = []): NodeJson[] {
  return text === '' ? [] : [{ type: 'text', text, marks: [...marks] }];
}

/** The text in some nodes, to say where something stood. */
export function wordsIn(nodes: readonly NodeJson[]): string {
  return nodes.map(({ text, content }) => text ?? wordsIn(content ?? [])).join('');
}

/** What stands in lines elsewhere, and is a block here. */
const ALONE: ReadonlySet<string> = new Set(['image', 'codeBlock']);

/**
 * Blocks of some inline content: a picture in a line is a block here, and so is code that has lines of its own, so the line is parted there.
 * A line that has nothing else is none.
 * @param create makes a block of what stands between them.
 */
export function blocksFromLine(
  content: readonly NodeJson[],
  create: (content: NodeJson[]) => NodeJson,
): NodeJson[] {
  const blocks: NodeJson[] = [];
  let line: NodeJson[] = [];
  const end = (): void => {
    if (line.some(isSeen)) blocks.push(create(trimmedEnd(trimmedStart(withoutOuterSpace(line)))));
    line = [];
  };
  for (const node of content) {
    if (ALONE.has(node.type)) {
      end();
      blocks.push(node);
    } else line.push(node);
  }
  if (blocks.length === 0) return [create(withoutOuterSpace(line))];
  end();
  return blocks;
}

function isSeen({ type, text }: NodeJson): boolean {
  return type !== 'hardBreak' && (text === undefined || text.trim() !== '');
}

/** Without breaks at the ends, which show nothing there. */
function withoutOuterSpace(line: readonly NodeJson[]): NodeJson[] {
  const isContent = ({ type }: NodeJson): boolean => type !== 'hardBreak';
  return line.slice(Math.max(0, line.findIndex(isContent)), line.findLastIndex(isContent) + 1);
}

/** A paragraph that is nothing but the link to a file of the document is the file. */
export function asFile(block: NodeJson): NodeJson {
  const [node, ...rest] = block.type === 'paragraph' ? (block.content ?? []) : [];
  const fileId = fileAt(node?.marks?.find(({ type }) => type === 'link')?.attrs?.href);
  if (fileId === null || !node || rest.length > 0) return block;
  return { type: 'attachment', attrs: { fileId, name: wordsIn([node]) } };
}

/** The types of lists. */
export const LISTS: ReadonlySet<string> = new Set(['bulletList', 'orderedList', 'taskList']);

/** An item of a list as word processors have it: a paragraph with a level. */
export interface ListLine {
  /** 0 for the outermost. */
  level: number;
  isOrdered: boolean;
  /** Which list it belongs to: what has another key begins another list. */
  key: string;
  /** Of the first item. */
  start?: number;
  /** How items are counted: 1, a, A, i, I. */
  type?: string | null;
  /** Of a task whether it is done; null for what is none. */
  checked: boolean | null;
  blocks: NodeJson[];
}

/** Puts blocks together, and what are lists by level into lists in lists. */
export class BlockBuilder {
  readonly blocks: NodeJson[] = [];
  #open: { level: number; key: string; list: NodeJson }[] = [];

  /** Blocks that belong to no list. */
  add(...blocks: NodeJson[]): void {
    this.#open = [];
    this.blocks.push(...blocks);
  }

  /** Blocks that go on with the item of a list; false where there is no list at that level. */
  addToItem(level: number, blocks: readonly NodeJson[]): boolean {
    const open = this.#open.findLast((one) => one.level <= level);
    const item = open?.list.content?.at(-1);
    if (!open || !item?.content) return false;
    this.#open.splice(this.#open.indexOf(open) + 1);
    item.content.push(...blocks);
    return true;
  }

  addItem(line: ListLine): void {
    while ((this.#open.at(-1)?.level ?? -1) > line.level) this.#open.pop();
    const type = listType(line);
    let top = this.#open.at(-1);
    if (top?.level === line.level && (top.key !== line.key || top.list.type !== type)) {
      this.#open.pop();
      top = undefined;
    }
    const list = top?.level === line.level ? top.list : this.#newList(line, type);
    const attrs = line.checked === null ? {} : { attrs: { checked: line.checked } };
    const item = line.checked === null ? 'listItem' : 'taskItem';
    list.content?.push({ type: item, ...attrs, content: [...line.blocks] });
  }

  #newList({ level, key, isOrdered, start, type }: ListLine, listType: string): NodeJson {
    const list: NodeJson = { type: listType, content: [] };
    if (isOrdered && listType === 'orderedList') list.attrs = { start: start ?? 1, type: type ?? null };
    const item = this.#open.at(-1)?.list.content?.at(-1);
    (item?.content ?? this.blocks).push(list);
    this.#open.push({ level, key, list });
    return list;
  }
}

function listType({ checked, isOrdered }: ListLine): string {
  if (checked !== null) return 'taskList';
  return isOrdered ? 'orderedList' : 'bulletList';
}

/** Without the box of a task at its beginning; `checked` is null where there was none. */
export function withoutBox(content: readonly NodeJson[]): { content: NodeJson[]; checked: boolean | null } {
  const [first, ...rest] = content;
  const box = /^\s*([☐☑☒✅✓✔])\s*/u.exec(first?.text ?? '');
  if (!first?.text || !box?.[1]) return { content: [...content], checked: null };
  return {
    content: trimmedStart([{ ...first, text: first.text.slice(box[0].length) }, ...rest]),
    checked: box[1] !== '☐',
  };
}

/** Without white space at the beginning. */
export function trimmedStart([first, ...rest]: readonly NodeJson[]): NodeJson[] {
  if (!first) return [];
  const text = first.text?.trimStart();
  if (text === undefined) return [first, ...rest];
  return text === '' ? trimmedStart(rest) : [{ ...first, text }, ...rest];
}

/** Without white space at the end. */
function trimmedEnd(nodes: readonly NodeJson[]): NodeJson[] {
  const last = nodes.at(-1);
  const text = last?.text?.trimEnd();
  if (!last || text === undefined) return [...nodes];
  const rest = nodes.slice(0, -1);
  return text === '' ? trimmedEnd(rest) : [...rest, { ...last, text }];
}

/** The paragraphs of blocks, for where there is nothing else, as in a note. */
export function paragraphsIn(node: NodeJson): NodeJson[] {
  if (node.type === 'paragraph') return [node];
  if (node.type === 'codeBlock' || node.type === 'heading')
    return [{ type: 'paragraph', content: node.content ?? [] }];
  return (node.content ?? []).flatMap(paragraphsIn);
}

/** What stands for a space that {@link collapsed} leaves as it is. */
export const SPACE = '\u0000';

/** The same for a tab. */
export const TAB = '\u0001';

/** With white space gathered into one space, also where marks change in it, and none at the beginning and after a break. */
export function collapsed(content: readonly NodeJson[]): NodeJson[] {
  const result: NodeJson[] = [];
  let isAfterSpace = true;
  for (const node of content) {
    if (node.text === undefined) {
      result.push(node);
      isAfterSpace = node.type === 'hardBreak' || ALONE.has(node.type);
      continue;
    }
    const whole = node.text.replace(/[\t\n\f\r ]+/g, ' ');
    const text = isAfterSpace ? whole.replace(/^ /, '') : whole;
    if (text === '') continue;
    isAfterSpace = text.endsWith(' ');
    result.push({ ...node, text: text.replaceAll(SPACE, ' ').replaceAll(TAB, '\t') });
  }
  const last = result.at(-1);
  if (isAfterSpace && last?.text !== undefined) {
    const text = last.text.replace(/ $/, '');
    result.pop();
    if (text !== '') result.push({ ...last, text });
  }
  return result;
}
