import type { Grant } from '@plenum/database/access/grant';
import { listChanges } from '@plenum/database/documents/changes';
import {
  findPoint,
  getPastState,
  listSessions,
  listVersions,
  listWriters,
} from '@plenum/database/documents/history';
import { getDocument, getDocumentSeq } from '@plenum/database/documents/reads';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { personOf } from '@plenum/domain/access/actor';
import { hasRole } from '@plenum/domain/access/roles';
import type { ChangeFilter } from '@plenum/domain/documents/schema';
import type {
  AuthorKey,
  Contributor,
  DocumentCard,
  EditSession,
  PastAuthor,
  PastPoint,
  RecentChange,
  VersionCard,
} from '@plenum/domain/documents/types';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { Page } from '@plenum/domain/page';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import type { NodeJson } from '@plenum/editor/schema/json';
import { piecesFromJson } from '@plenum/editor/text/text-from-json';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { getLocale } from 'next-intl/server';
import { type Change, isChanged, styledChangesOf } from '#lib/changes.ts';
import { contributorsTo } from '#lib/contributors.ts';
import { documentHtml } from '#lib/document-html.ts';
import { attachmentPath } from '#lib/paths.ts';
import { withWidths } from '#lib/picture-widths.ts';
import { forPage, grantFor } from '#lib/session.ts';

/** What the page about a document's past shows. */
export interface HistoryView {
  document: DocumentCard;
  workspace: WorkspaceCard;
  sessions: EditSession[];
  /** The page of sessions after these begins before this row; null on the last. */
  next: number | null;
  /** Among whom one whose edits alone are shown is chosen. */
  writers: (PastAuthor & { key: AuthorKey })[];
  versions: VersionCard[];
  /** The last row of the log. */
  last: number;
  /** The point that is looked at; null for none. */
  point: (PastPoint & { html: string; since: number; changes: Change[] }) | null;
}

/** Sessions shown on one page. */
const SESSIONS_PER_PAGE = 50;

/**
 * A document's past, and one point of it.
 * @param asked `at` is the row that was written last then, `since` one before it with which it is compared, `before` where a page ends, `author` whose edits alone
 * are listed.
 */
export function loadHistory(
  id: string,
  {
    at,
    since,
    before,
    author,
  }: {
    at?: number | undefined;
    since?: number | undefined;
    before?: number | undefined;
    author?: AuthorKey | undefined;
  },
): Promise<HistoryView> {
  const load = async () => {
    const grant = await grantFor('document.history', id);
    const read = await grantFor('document.read', id);
    const [document, workspace, last, { items, next }, writers, versions] = await Promise.all([
      getDocument(read),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      getDocumentSeq(read),
      listSessions(grant, { limit: SESSIONS_PER_PAGE, before, author }),
      listWriters(grant),
      listVersions(grant),
    ]);
    const point = at === undefined ? null : await pointAt(grant, { at, since });
    return { document, workspace, sessions: items, next, writers, versions, last, point };
  };
  return forPage(load);
}

async function pointAt(
  grant: Grant<'document.history'>,
  { at, since }: { at: number; since: number | undefined },
): Promise<NonNullable<HistoryView['point']>> {
  const point = await findPoint(grant, at);
  const earlier = Math.min(since ?? point.seq, point.seq);
  const [then, before] = await Promise.all([pastJson(grant, point.seq), pastJson(grant, earlier)]);
  const changes = earlier === point.seq ? [] : styledChangesOf(piecesFromJson(before), piecesFromJson(then));
  return {
    ...point,
    html: withWidths(
      documentHtml(then, { locale: await getLocale(), fileUrl: (id) => attachmentPath(grant, id) }),
    ),
    since: earlier,
    changes: isChanged(changes) ? changes : [],
  };
}

async function pastJson(grant: Grant<'document.history'>, seq: number): Promise<NodeJson> {
  return jsonFromUpdate(await getPastState(grant, seq));
}

/** Changes on one page of a list. */
const CHANGES_PER_PAGE = 50;

/** What the page about what was written lately in a workspace shows. */
export interface ChangesView {
  changes: Page<RecentChange>;
  /** The title of the page of which, with all below it, the changes are asked for. */
  below: string | null;
}

/** What was written lately in a workspace. */
export function loadChanges(
  workspaceId: WorkspaceId,
  { cursor, ...filter }: ChangeFilter & { cursor: string | undefined },
): Promise<ChangesView> {
  const load = async () => {
    const grant = await grantFor('workspace.read', workspaceId);
    const [changes, page] = await Promise.all([
      listChanges(grant, { ...filter, limit: CHANGES_PER_PAGE, cursor }),
      filter.below === undefined ? null : getDocument(await grantFor('document.read', filter.below)),
    ]);
    return { changes, below: page?.title ?? null };
  };
  return forPage(load);
}

/** What the page about a document's contributors shows. */
export interface ContributorsView {
  document: DocumentCard;
  workspace: WorkspaceCard;
  contributors: Contributor[];
  /** Whose name the signed-in person may take off: their own, and as an admin everybody's. */
  canForget: (key: AuthorKey) => boolean;
}

/** Who wrote how much of a document. */
export function loadContributors(id: string): Promise<ContributorsView> {
  const load = async () => {
    const grant = await grantFor('document.history', id);
    const [document, workspace, contributors] = await Promise.all([
      getDocument(await grantFor('document.read', id)),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      contributorsTo(grant),
    ]);
    const own = `person ${personOf(grant.actor)}`;
    const isAdmin = hasRole(grant.role, 'admin');
    const canForget = (key: AuthorKey) => key === own || (isAdmin && key !== 'system ');
    return { document, workspace, contributors, canForget };
  };
  return forPage(load);
}
