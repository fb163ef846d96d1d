import type { Node } from '@tiptap/pm/model';
import { isSameButForBox } from './boxes.ts';
import { sameBlocks } from './changed-blocks.ts';

/** What was replaced between two states of a document, from the first place that differs to the last before and after. */
export interface ChangedRange {
  from: number;
  before: number;
  after: number;
}

/** The range that differs between two documents; null where they are the same. Boxes are no difference. */
export function changedRange(before: Node, after: Node): ChangedRange | null {
  const [old, now] = [before.children, after.children];
  const most = Math.min(old.length, now.length);
  let { start: same, end: behind } = sameBlocks(before, after);
  while (same < most && areSame(old[same], now[same])) same += 1;
  if (same === old.length && same === now.length) return null;
  behind = Math.min(behind, most - same);
  while (behind < most - same && areSame(old.at(-1 - behind), now.at(-1 - behind))) behind += 1;
  const from = sizeOf(now, { from: 0, to: same });
  const tail = sizeOf(now, { from: now.length - behind, to: now.length });
  const whole = { from, before: before.content.size - tail, after: after.content.size - tail };
  const [one, other] = [old[same], now[same]];
  const isWithinOne = same + behind + 1 === old.length && old.length === now.length;
  if (!isWithinOne || !one || !other || !one.hasMarkup(other.type, other.attrs, one.marks)) return whole;
  const start = one.content.findDiffStart(other.content, from + 1);
  const end = one.content.findDiffEnd(other.content, whole.before - 1, whole.after - 1);
  if (start === null || end === null) return whole;
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  return { from: start, before: end.a + overlap, after: end.b + overlap };
}

/** What some neighbours take of a document. */
function sizeOf(blocks: readonly Node[], { from, to }: { from: number; to: number }): number {
  let size = 0;
  for (let at = from; at < to; at += 1) size += blocks[at]?.nodeSize ?? 0;
  return size;
}

function areSame(one: Node | undefined, other: Node | undefined): boolean {
  return one !== undefined && other !== undefined && isSameButForBox(one, other);
}
