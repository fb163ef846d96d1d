import type { ChatMessageCard } from '@plenum/domain/chat/types';

/** What has been read of a chat. */
export interface ChatRead {
  /** The oldest first; null before anything was read. */
  messages: readonly ChatMessageCard[] | null;
  /** The cursor of what was said before; null where that is all. */
  next: string | null;
}

/** Two lists of messages as one, the oldest first, each message once. */
export function joined(
  some: readonly ChatMessageCard[],
  more: readonly ChatMessageCard[],
): readonly ChatMessageCard[] {
  const byId = new Map([...some, ...more].map((message) => [message.id, message]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The messages of each day of the browser's zone, the days by their date. */
export function byDay(
  messages: readonly ChatMessageCard[],
): { day: Date; messages: readonly ChatMessageCard[] }[] {
  const days: { day: Date; messages: ChatMessageCard[] }[] = [];
  for (const message of messages) {
    const last = days.at(-1);
    if (last && dayOf(last.day) === dayOf(message.createdAt)) last.messages.push(message);
    else days.push({ day: message.createdAt, messages: [message] });
  }
  return days;
}

/** Which day it is: 0 for that of `now`, 1 for the one before. */
export function daysBefore(day: Date, now: Date): number {
  // Days have 23 to 25 hours where clocks are changed.
  return Math.round((dayOf(now) - dayOf(day)) / (24 * 60 * 60 * 1000));
}

/** How many messages of others came after the one that was read last. */
export function unreadIn(messages: readonly ChatMessageCard[], lastRead: string | null): number {
  return messages.filter(({ id, isOwn }) => !isOwn && (lastRead === null || id > lastRead)).length;
}

function dayOf(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}
