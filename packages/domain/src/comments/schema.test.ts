import { expect, test } from 'vitest';
import { newThreadSchema, quotedThreadSchema } from './schema.ts';

const place = { from: 'AQAA', to: 'AQAA', quote: 'Monday' };
const problems = (thread: object) =>
  newThreadSchema
    .safeParse({ ...place, ...thread })
    .error?.issues.map(({ path, message }) => [path[0], message]);

test('COMM-11 a thread says something or suggests something', () => {
  expect(newThreadSchema.parse({ ...place, body: ' Really?\r\n ' })).toMatchObject({ body: 'Really?' });
  expect(newThreadSchema.parse({ ...place, replacement: '', body: '' })).toMatchObject({ replacement: '' });
  expect(newThreadSchema.parse({ ...place, replacement: 'on\nTuesday ', body: '' })).toMatchObject({
    replacement: 'on Tuesday ',
  });
  expect(problems({ body: ' ' })).toEqual([['body', 'Write something first.']]);
  expect(problems({ body: 'x'.repeat(4001) })).toEqual([['body', expect.stringContaining('4,000')]]);
  expect(problems({ body: '', replacement: 'x'.repeat(2001) })).toEqual([
    ['replacement', expect.stringContaining('2,000')],
  ]);
});

test('COMM-14 a thread is about a place or about the whole document, for which nothing is suggested', () => {
  expect(newThreadSchema.parse({ body: 'Good.' })).toEqual({ quote: '', body: 'Good.' });
  const failed = (thread: object) => newThreadSchema.safeParse(thread).error?.issues[0]?.path;
  expect(failed({ from: 'AQAA', body: 'x' })).toEqual(['from']);
  expect(failed({ body: 'x', replacement: 'y' })).toEqual(['from']);
});

test('TASK-610 a thread is about a task or a place in a text, not about both, and suggests nothing for a task', () => {
  const taskId = '0192f000-0000-7000-8000-00000000000a';
  const accepts = (more: object) => newThreadSchema.safeParse({ taskId, body: 'Really?', ...more }).success;
  expect(accepts({ quote: 'Cook' })).toBe(true);
  expect(accepts({ from: 'AAEC', to: 'AAEC' })).toBe(false);
  expect(accepts({ replacement: 'Bake' })).toBe(false);
  expect(accepts({ taskId: 'cook' })).toBe(false);
  const programs = (more: object) =>
    quotedThreadSchema.safeParse({ taskId, body: 'Really?', ...more }).success;
  expect(programs({})).toBe(true);
  expect(programs({ quote: 'Cook' })).toBe(false);
  expect(programs({ blockId: 'x' })).toBe(false);
});
