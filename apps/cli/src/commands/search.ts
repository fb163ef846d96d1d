import { search as find } from '@plenum/database/search/find';
import { parseQuery } from '@plenum/domain/search/query';
import type { Command } from '../arguments.ts';
import { withPerson } from '../data/as-person.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';

/** Hits that are told. */
const MOST = 50;

/** Finds what the person may read, the best first: in a workspace, or in all of theirs. */
export async function search(env: Env, command: Extract<Command, { name: 'search' }>): Promise<Answer> {
  const { username, workspace, words, kind } = command;
  const { items, isSimilar } = await withPerson(env, username, async (person) => {
    const grant =
      workspace === undefined
        ? await person.grant('workspace.list', person.id)
        : await person.grant('workspace.read', await person.workspace(workspace));
    // Nobody is typing on: the last word is whole.
    return find(grant, { query: parseQuery(`${words} `), kind, limit: MOST, cursor: undefined });
  });
  const found = items.map(({ snippet, updatedAt, ...hit }) => ({
    ...hit,
    snippet: snippet.map(({ text }) => text).join(''),
    updatedAt: updatedAt.toISOString(),
  }));
  return {
    lines: found.flatMap(({ documentId, kind, title, snippet }) => [
      `${documentId}  ${kind}  ${title}`,
      ...(snippet === '' ? [] : [`  ${snippet}`]),
    ]),
    value: { items: found, isSimilar },
  };
}
