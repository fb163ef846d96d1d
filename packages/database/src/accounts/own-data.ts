import type { OwnData } from '@plenum/domain/accounts/types';
import { notFound } from '@plenum/domain/errors';
import type { DocumentId, FileId } from '@plenum/domain/ids';
import type { Grant } from '../access/grant.ts';
import { listWrittenDocuments, type WrittenDocument } from '../documents/written.ts';
import { getInboxMail } from '../inbox/mail.ts';
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
            select: { position: true, person: { select: { username: true } } },
          },
        },
        orderBy: { id: 'asc' },
      },
      chatMessages: { select: { documentId: true, body: true, createdAt: true }, orderBy: { id: 'asc' } },
      favourites: { select: { documentId: true } },
      documentsOwned: { select: { documentId: true } },
      watches: { select: { documentId: true, isBranch: true } },
      savedFilters: { select: { name: true, filter: true }, orderBy: { name: 'asc' } },
      attachments: {
        select: { documentId: true, name: true, mediaType: true, size: true, createdAt: true },
        orderBy: { createdAt: 'asc' },
      },
      recents: { select: { documentId: true, at: true }, orderBy: { at: 'desc' } },
    },
  });
  if (!person) throw notFound();
  const {
    memberships,
    groups,
    apiTokens,
    secondFactor,
    comments,
    chatMessages,
    favourites,
    watches,
    savedFilters,
    documentsOwned,
    attachments,
    recents,
    ...rest
  } = person;
  const { createdAt, ...profile } = rest;
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
      body: withNames(body, mentions),
      createdAt: createdAt.toISOString(),
    })),
    chat: chatMessages.map(({ createdAt, ...said }) => ({ ...said, createdAt: createdAt.toISOString() })),
    files: attachments.map(({ createdAt, ...file }) => ({ ...file, createdAt: createdAt.toISOString() })),
    favourites: favourites.map(({ documentId }) => documentId),
    owned: documentsOwned.map(({ documentId }) => documentId),
    watched: watches.map(({ documentId, isBranch }) => ({ documentId, withAllBelow: isBranch })),
    taskFilters: savedFilters,
    mail: await getInboxMail(grant),
    recent: recents.map(({ documentId, at }) => ({ documentId, at: at.toISOString() })),
  };
}

/** A comment with the user names of those whom it names, in whose places the row has at signs alone. */
function withNames(
  body: string,
  mentions: readonly { position: number; person: { username: string } }[],
): string {
  let [text, end] = ['', 0];
  for (const { position, person } of mentions) {
    text += `${body.slice(end, position + 1)}${person.username}`;
    end = position + 1;
  }
  return text + body.slice(end);
}

/**
 * The documents that the person made or wrote in, in the workspaces in which they are, the oldest first; whether they may read each is
 * still to be asked.
 */
export function listOwnDocuments({ db, personId }: Grant<'account.manage'>): AsyncGenerator<WrittenDocument> {
  return listWrittenDocuments(db, { askerId: personId, authorIds: [personId], workspaceId: null });
}

/** A file that somebody uploaded. */
export interface OwnFile {
  documentId: DocumentId;
  fileId: FileId;
  name: string;
  size: number;
  createdAt: Date;
}

/** Files that are read at once. */
const FILES = 100;

/** What the person uploaded, wherever; whether they may read each document is still to be asked. */
export async function* listOwnFiles({
  db,
  personId,
}: Grant<'account.manage'>): AsyncGenerator<OwnFile, void> {
  for (let skip = 0; ; skip += FILES) {
    const files = await db.prisma.attachment.findMany({
      where: { personId },
      orderBy: [{ documentId: 'asc' }, { id: 'asc' }],
      skip,
      take: FILES,
      select: { documentId: true, fileId: true, name: true, size: true, createdAt: true },
    });
    yield* files;
    if (files.length < FILES) return;
  }
}
