import { reply, settleThread, startThread } from '@plenum/database/comments/comments';
import { listThreadPage } from '@plenum/database/comments/reads';
import { textOf } from '@plenum/domain/comments/mentions';
import { commentBodySchema, MAX_COMMENT } from '@plenum/domain/comments/schema';
import type { CommentCard, ThreadCard } from '@plenum/domain/comments/types';
import { notFound } from '@plenum/domain/errors';
import { isId, type ThreadId } from '@plenum/domain/ids';
import { parseInput } from '@plenum/domain/input';
import { z } from 'zod';
import type { Command } from '../arguments.ts';
import { allOf } from '../data/all-of.ts';
import { withPerson } from '../data/as-person.ts';
import { readText } from '../data/input.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';

type Of<Name extends Command['name']> = Extract<Command, { name: Name }>;

/** Lists the threads of a document, those begun last first, with what was said in them. */
export async function listComments(env: Env, command: Of<'comment list'>): Promise<Answer> {
  const { username, documentId, state } = command;
  const threads = await withPerson(env, username, async (person) => {
    const grant = await person.grant('document.readComments', documentId);
    return allOf((page) => listThreadPage(grant, { state, ...page }));
  });
  return { lines: threads.flatMap(linesOf), value: { items: threads.map(outside) } };
}

/** Says something about a document, or more in a thread; the thread's id alone is the answer. */
export async function addComment(env: Env, command: Of<'comment add'>): Promise<Answer> {
  const { username, documentId, threadId, file } = command;
  // In UTF-8 a character has four bytes at most; what is longer than may be said is told as that.
  const text = await readText(file, 8 * MAX_COMMENT);
  const { body } = parseInput(z.object({ body: commentBodySchema }), { body: text });
  const id = await withPerson(env, username, async (person) => {
    const grant = await person.grant('document.comment', documentId);
    if (threadId === undefined) return startThread(grant, { quote: '', body });
    await reply(grant, { threadId: checkedThread(threadId), body });
    return threadId;
  });
  return { lines: [id], value: { threadId: id } };
}

/** Says that a thread is settled. */
export async function resolveComment(env: Env, command: Of<'comment resolve'>): Promise<Answer> {
  const { username, documentId, threadId } = command;
  await withPerson(env, username, async (person) =>
    settleThread(await person.grant('document.comment', documentId), {
      threadId: checkedThread(threadId),
      isResolved: true,
    }),
  );
  return { lines: [], value: { threadId } };
}

/** What is no id is answered like what does not exist. */
function checkedThread(threadId: string): ThreadId {
  if (!isId(threadId)) throw notFound();
  return threadId;
}

function linesOf({ id, quote, resolvedAt, comments }: ThreadCard): string[] {
  const head = [
    id,
    resolvedAt === null ? 'open' : 'resolved',
    ...(quote === '' ? [] : [`“${oneLine(quote)}”`]),
  ];
  return [
    head.join('  '),
    ...comments.map((comment) => `  ${comment.author.name ?? '–'}: ${oneLine(wordsOf(comment))}`),
  ];
}

function outside({ id, quote, replacement, createdAt, resolvedAt, comments }: ThreadCard) {
  return {
    id,
    quote,
    replacement,
    createdAt: createdAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    comments: comments.map((comment: CommentCard) => ({
      id: comment.id,
      author: comment.author.name,
      body: wordsOf(comment),
      createdAt: comment.createdAt.toISOString(),
    })),
  };
}

/** With those who are named by their user names, as far as the person may know them. */
function wordsOf(comment: CommentCard): string {
  return textOf(comment, (named) => named?.username ?? '–');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
