import type { MeetingState } from '@plenum/domain/meetings/types';

const SECOND = 1_000;
const MINUTE = 60;

/** Milliseconds for which an item has been talked about, by the server's clock. */
export function elapsedOf(
  { items, currentItem, runningSince }: Pick<MeetingState, 'items' | 'currentItem' | 'runningSince'>,
  { blockId, now }: { blockId: string; now: number },
): number {
  const kept = items.find((item) => item.blockId === blockId)?.elapsed ?? 0;
  const runs = currentItem === blockId && runningSince !== null;
  return runs ? kept + Math.max(0, now - runningSince.getTime()) : kept;
}

/** What is left of an item's minutes: `7:05`; over them, how much. */
export function timeLeft(minutes: number, elapsed: number): { isOver: boolean; text: string } {
  const seconds = minutes * MINUTE - Math.floor(elapsed / SECOND);
  const size = Math.abs(seconds);
  const text = `${Math.floor(size / MINUTE)}:${String(size % MINUTE).padStart(2, '0')}`;
  return { isOver: seconds < 0, text };
}
