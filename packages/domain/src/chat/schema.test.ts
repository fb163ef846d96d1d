import { expect, test } from 'vitest';
import { chatMessageSchema } from './schema.ts';

test('CHAT-1 a message says something, in at most 2,000 characters, and keeps its line breaks', () => {
  expect(chatMessageSchema.parse(' one\r\ntwo\n\n')).toBe('one\ntwo');
  const problem = (text: string) => chatMessageSchema.safeParse(text).error?.issues[0]?.message;
  expect(problem(' \n ')).toBe('Write something first.');
  expect(problem('x'.repeat(2000))).toBeUndefined();
  expect(problem('x'.repeat(2001))).toContain('2,000');
});
