import type { NodeJson } from '../schema/json.ts';
import { safeDocument } from '../schema/safe-document.ts';
import { inlineText } from '../text/text-from-json.ts';

/** Which parts of a text are meant: those below headings of a level, or the one below a heading. */
export type WhichSections = { level: number } | { blockId: string };

/** A heading of a text's first level, and what comes below it: up to the next one that is no smaller. */
export interface Section {
  /** The place of the heading among the blocks, and of the first block after the section. */
  from: number;
  to: number;
  level: number;
  heading: NodeJson;
}

/** The sections of a text. */
export function sectionsOf(blocks: readonly NodeJson[], which: WhichSections): Section[] {
  return blocks.flatMap((heading, from) => {
    const level = levelOf(heading);
    if (level === null) return [];
    if ('level' in which ? level !== which.level : heading.attrs?.id !== which.blockId) return [];
    const next = blocks.findIndex((block, at) => at > from && (levelOf(block) ?? level + 1) <= level);
    return [{ from, to: next === -1 ? blocks.length : next, level, heading }];
  });
}

/** The level of a heading; null for any other block. */
export function levelOf({ type, attrs }: NodeJson): number | null {
  return type === 'heading' && typeof attrs?.level === 'number' ? attrs.level : null;
}

/** A copy of some blocks whose headings are so many levels further down, as far as there are any. */
export function withLevels(blocks: readonly NodeJson[], by: number): NodeJson[] {
  return blocks.map((block) => {
    const level = levelOf(block);
    const copy =
      level === null ? block : { ...block, attrs: { ...block.attrs, level: withinLevels(level + by) } };
    return copy.content ? { ...copy, content: withLevels(copy.content, by) } : copy;
  });
}

const withinLevels = (level: number) => Math.min(Math.max(level, 1), 4);

/** The attributes of a name in some blocks and all that is in them. */
export function valuesIn(blocks: readonly NodeJson[], name: string): Set<string> {
  const found = new Set<string>();
  const waiting = [...blocks];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const value = next.attrs?.[name];
    if (typeof value === 'string') found.add(value);
    waiting.push(...(next.content ?? []));
  }
  return found;
}

/** A heading of a text's first level by which it can be parted. */
export interface SectionHeading {
  blockId: string;
  level: number;
  words: string;
}

/** The headings of a text's first level that have an id. */
export function headingsOf(blocks: readonly NodeJson[]): SectionHeading[] {
  return blocks.flatMap((block) => {
    const level = levelOf(block);
    const blockId = block.attrs?.id;
    return level === null || typeof blockId !== 'string' ? [] : [{ blockId, level, words: wordsOf(block) }];
  });
}

/** What a heading says, on one line. */
export function wordsOf(heading: NodeJson): string {
  const [node] = safeDocument({ type: 'doc', content: [heading] }).children;
  return node ? inlineText(node).replace(/\s+/g, ' ').trim() : '';
}
