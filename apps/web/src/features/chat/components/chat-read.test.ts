import type { ChatMessageCard } from '@plenum/domain/chat/types';
import { expect, test } from 'vitest';
import { byDay, daysBefore, joined, unreadIn } from './chat-read.ts';

const message = (id: string, some: Partial<ChatMessageCard> = {}): ChatMessageCard => ({
  id,
  author: { kind: 'person', name: 'Ada', colour: 0 },
  isOwn: false,
  body: id,
  createdAt: new Date(2026, 10, 27, 12),
  ...some,
});
const ids = (messages: readonly ChatMessageCard[]) => messages.map(({ id }) => id).join('');

test('CHAT-4 what is read twice is shown once, in order', () => {
  const [a, b, c] = [message('a'), message('b'), message('c')];
  expect(ids(joined([c, b], [a, b]))).toBe('abc');
  expect(ids(joined([], []))).toBe('');
});

test('CHAT-10 messages stand under the days of the browser’s zone', () => {
  const late = message('a', { createdAt: new Date(2026, 10, 26, 23, 59) });
  const early = message('b', { createdAt: new Date(2026, 10, 27, 0, 1) });
  const days = byDay([late, early, message('c')]);
  expect(days.map(({ messages }) => ids(messages))).toEqual(['a', 'bc']);
  const now = new Date(2026, 10, 27, 23);
  expect(days.map(({ day }) => daysBefore(day, now))).toEqual([1, 0]);
  expect(daysBefore(new Date(2026, 9, 24, 12), new Date(2026, 9, 26, 1))).toBe(2);
});

test('CHAT-8 what others said after the message that was read last is unread', () => {
  const messages = [message('a'), message('b', { isOwn: true }), message('c'), message('d')];
  expect(unreadIn(messages, null)).toBe(3);
  expect(unreadIn(messages, 'a')).toBe(2);
  expect(unreadIn(messages, 'd')).toBe(0);
  // Also where that one is deleted.
  expect(unreadIn(messages, 'bb')).toBe(2);
});
