import { expect, test } from 'vitest';
import { messageOf, retryDelay } from './rules.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;

test('HOOK-9 a message is sent again after longer and longer, by chance a little later, and given up after about a day', () => {
  const delays = Array.from({ length: 8 }, (_, failed) => retryDelay(failed + 1, 0));
  expect(delays).toEqual([
    5 * SECOND,
    30 * SECOND,
    120 * SECOND,
    600 * SECOND,
    HOUR,
    6 * HOUR,
    24 * HOUR,
    null,
  ]);
  expect(retryDelay(5, 1)).toBe(1.2 * HOUR);
});

test('HOOK-2 a message has ids, title, address and time, and only those that there are', () => {
  const about = { threadId: null, commentId: null, versionId: null };
  const at = new Date('2026-11-27T10:00:00Z');
  const renamed = {
    what: 'document.renamed',
    at,
    workspaceId: 'w',
    documentId: 'd',
    title: '“Plan”',
  } as const;
  expect(messageOf({ ...renamed, ...about }, 'https://plenum.example')).toBe(
    '{"type":"document.renamed","timestamp":"2026-11-27T10:00:00.000Z","data":{"workspaceId":"w","documentId":"d","title":"“Plan”","url":"https://plenum.example/d/d"}}',
  );
  const said = { ...renamed, what: 'comment.created', ...about, threadId: 't', commentId: 'c' } as const;
  expect(JSON.parse(messageOf(said, 'https://plenum.example')).data).toMatchObject({
    threadId: 't',
    commentId: 'c',
  });
  const trial = { what: 'webhook.test', at, workspaceId: 'w', documentId: null, title: null } as const;
  expect(JSON.parse(messageOf({ ...trial, ...about }, 'https://plenum.example')).data).toEqual({
    workspaceId: 'w',
  });
});
