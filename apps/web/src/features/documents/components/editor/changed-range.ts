import type { Node } from '@tiptap/pm/model';
import { isSameButForBox } from './boxes.ts';

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
  let from = 0;
  let same = 0;
  while (same < most && areSame(old[same], now[same])) from += now[same++]?.nodeSize ?? 0;
  if (same === old.length && same === now.length) return null;
  let behind = 0;
  let tail = 0;
  while (behind < most - same && areSame(old.at(-1 - behind), now.at(-1 - behind))) {
    tail += now.at(-1 - behind++)?.nodeSize ?? 0;
  }
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

function areSame(one: Node | undefined, other: Node | undefined): boolean {
  return one !== undefined && other !== undefined && isSameButForBox(one, other);
}
