import { listInbox, markRead } from '@plenum/database/inbox/entries';
import { setWatching } from '@plenum/database/inbox/watching';
import type { Watching } from '@plenum/domain/inbox/kinds';
import type { Command } from '../arguments.ts';
import { withPerson } from '../data/as-person.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';

type Of<Name extends Command['name']> = Extract<Command, { name: Name }>;

/** Entries that are told. */
const MOST = 200;

/** Lists what is new in somebody's inbox, or all of it, the latest first; what is about a task names that, too. */
export async function listInboxOf(env: Env, { username, all }: Of<'inbox list'>): Promise<Answer> {
  const { items } = await withPerson(env, username, async (person) =>
    listInbox(await person.grant('account.read', person.id), { limit: MOST, show: all ? 'all' : 'unread' }),
  );
  const found = items.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() }));
  return {
    lines: found.map(
      ({ at, documentId, kind, title, task }) =>
        `${at}  ${documentId}  ${kind}  ${title}${task ? `  ${task.id}  ${task.title}` : ''}`,
    ),
    value: { items: found },
  };
}

/** Takes all of somebody's inbox as read. */
export async function readInbox(env: Env, { username }: Of<'inbox read'>): Promise<Answer> {
  await withPerson(env, username, async (person) =>
    markRead(await person.grant('account.organise', person.id)),
  );
  return { lines: [], value: {} };
}

/** Says what somebody wants to hear of a document. */
export async function watchDocument(
  env: Env,
  command: Of<'document watch' | 'document unwatch'>,
): Promise<Answer> {
  const { username, documentId } = command;
  const watching = watchingOf(command);
  await withPerson(env, username, async (person) =>
    setWatching(await person.grant('document.read', documentId), watching),
  );
  return { lines: [], value: { documentId, watching } };
}

function watchingOf(command: Of<'document watch' | 'document unwatch'>): Watching {
  if (command.name === 'document unwatch') return 'nothing';
  return command.isBranch ? 'branch' : 'document';
}
