import type { TaskDraft } from '../types.ts';
import { parseLine } from './line.ts';
import { namesOf } from './names.ts';
import type { QuickAdd, QuickAddContext, QuickAddLine } from './types.ts';

/** Lines that are read at once, and UTF-16 units of one; what is beyond is left out, and counted. */
export const QUICK_ADD_LIMITS = { lines: 500, line: 2000, levels: 8 } as const;

const MARKER = /^([ \t]*)(?:[-*] +)?(?:\[([ xX])\] +)?/;

/**
 * Reads typed tasks, a line each, in English and German at once (docs/quick-add.md). What is indented further than the line before is a part
 * of it. Offsets are into the whole text.
 */
export function parseQuickAdd(text: string, context: QuickAddContext): QuickAdd {
  const names = namesOf(context);
  const lines: QuickAddLine[] = [];
  const drafts: TaskDraft[] = [];
  const above: { indent: number; draft: TaskDraft }[] = [];
  let [leftOut, cut] = [0, 0];
  for (const { 0: whole, index: offset } of text.matchAll(/[^\n]+/g)) {
    if (lines.length >= QUICK_ADD_LIMITS.lines) {
      if (whole.trim() !== '') leftOut++;
      continue;
    }
    const line = whole
      .slice(0, QUICK_ADD_LIMITS.line)
      .replace(/\p{Cc}/gu, (unit) => (unit === '\t' ? unit : ' '));
    const [marker = '', space = '', box] = MARKER.exec(line) ?? [];
    const from = offset + marker.length;
    if (line.slice(marker.length).trim() === '') continue;
    const { draft, understood, isCut } = parseLine(line.slice(marker.length), context, names);
    if (isCut || whole.trimEnd().length > QUICK_ADD_LIMITS.line) cut++;
    if (box && box !== ' ') draft.isDone = true;
    const indent = space.replaceAll('\t', '    ').length;
    while (above.length > 0 && (above.at(-1)?.indent ?? 0) >= indent) above.pop();
    above.splice(QUICK_ADD_LIMITS.levels - 1);
    const parent = above.at(-1)?.draft;
    if (parent) parent.parts = [...(parent.parts ?? []), draft];
    else drafts.push(draft);
    lines.push({
      draft,
      level: above.length,
      understood: understood.map((one) => ({ ...one, from: one.from + from, to: one.to + from })),
    });
    above.push({ indent, draft });
  }
  return { lines, drafts, leftOut, cut };
}
