import { expect, test } from 'vitest';
import { messageOf } from './rules.ts';

test('HOOK-2 a message has ids, title, address and time, and only those that there are', () => {
  const about = { threadId: null, commentId: null, versionId: null, taskId: null };
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
  const done = { ...renamed, what: 'task.done', ...about, taskId: 'k' } as const;
  expect(JSON.parse(messageOf(done, 'https://plenum.example')).data).toMatchObject({
    documentId: 'd',
    taskId: 'k',
  });
  const trial = { what: 'webhook.test', at, workspaceId: 'w', documentId: null, title: null } as const;
  expect(JSON.parse(messageOf({ ...trial, ...about }, 'https://plenum.example')).data).toEqual({
    workspaceId: 'w',
  });
});
