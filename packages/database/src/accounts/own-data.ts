import type { OwnData } from '@plenum/domain/accounts/types';
import { textOf } from '@plenum/domain/comments/mentions';
import type { CommentMention } from '@plenum/domain/comments/types';
import { notFound } from '@plenum/domain/errors';
import type { Grant } from '../access/grant.ts';
import type { MentionRow } from '../comments/mentions.ts';
import { listWrittenDocuments, type WrittenDocument } from '../documents/written.ts';
import { listSessions } from './sessions.ts';

/** What is stored of somebody beside the documents that they wrote in. */
export async function getOwnData(grant: Grant<'account.manage'>): Promise<OwnData> {
  const { db, personId } = grant;
  const person = await db.prisma.person.findUnique({
    where: { id: personId },
    select: {
      id: true,
      username: true,
      displayName: true,
      colour: true,
      instanceAdmin: true,
      createdAt: true,
      memberships: {
        select: { role: true, createdAt: true, workspace: { select: { name: true, deletedAt: true } } },
      },
      groups: { select: { role: true, createdAt: true, group: { select: { name: true } } } },
      apiTokens: { select: { name: true, createdAt: true }, orderBy: { id: 'asc' } },
      secondFactor: { select: { personId: true } },
      comments: {
        select: {
          body: true,
          createdAt: true,
          thread: { select: { documentId: true } },
          mentions: {
            orderBy: { position: 'asc' },
            select: {
              position: true,
              person: { select: { id: true, username: true, displayName: true } },
            },
          },
        },
        orderBy: { id: 'asc' },
      },
      favourites: { select: { documentId: true } },
    },
  });
  if (!person) throw notFound();
  const { memberships, groups, apiTokens, secondFactor, comments, favourites, createdAt, ...profile } =
    person;
  const sessions = await listSessions(grant);
  return {
    profile: { ...profile, createdAt: createdAt.toISOString(), asksForCode: secondFactor !== null },
    memberships: memberships
      .filter(({ workspace }) => workspace.deletedAt === null)
      .map(({ role, createdAt, workspace }) => ({
        workspace: workspace.name,
        role,
        since: createdAt.toISOString(),
      })),
    groups: groups.map(({ role, createdAt, group }) => ({
      group: group.name,
      role,
      since: createdAt.toISOString(),
    })),
    sessions: sessions.map(({ signedInOn, lastUsedOn }) => ({ signedInOn, lastUsedOn })),
    tokens: apiTokens.map(({ name, createdAt }) => ({ name, createdAt: createdAt.toISOString() })),
    comments: comments.map(({ body, mentions, createdAt, thread: { documentId } }) => ({
      documentId,
      // Their own words, with the user names that they typed.
      body: textOf({ body, mentions: mentions.map(named) }, (one) => one?.username ?? ''),
      createdAt: createdAt.toISOString(),
    })),
    favourites: favourites.map(({ documentId }) => documentId),
  };
}

function named({ position, person }: MentionRow): CommentMention {
  const { id, username, displayName: name } = person;
  return { position, person: { id, username, name } };
}

/**
 * The documents that the person made or wrote in, in the workspaces in which they are, the oldest first; whether they may read each is
 * still to be asked.
 */
export function listOwnDocuments({ db, personId }: Grant<'account.manage'>): AsyncGenerator<WrittenDocument> {
  return listWrittenDocuments(db, { askerId: personId, authorIds: [personId], workspaceId: null });
}
