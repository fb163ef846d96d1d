import { search } from '@plenum/database/search/find';
import type { SearchGrant } from '@plenum/database/search/scope';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { SearchKind } from '@plenum/domain/search/kinds';
import { parseQuery } from '@plenum/domain/search/query';
import type { SearchResult } from '@plenum/domain/search/types';
import { inSearchSlot } from '#lib/search-slots.ts';
import { forPage, grantFor, grantForSelf } from '#lib/session.ts';

/** Hits shown on one page. */
const PER_PAGE = 20;

/** What somebody looks for on a page. */
export interface PageQuestion {
  typed: string;
  kind: SearchKind | undefined;
  cursor: string | undefined;
}

/** What somebody finds in all of their workspaces. */
export function loadFound(question: PageQuestion): Promise<SearchResult> {
  return forPage(async () => find(await grantForSelf('workspace.list'), question));
}

/** What somebody finds in one workspace. */
export function loadFoundIn(workspaceId: WorkspaceId, question: PageQuestion): Promise<SearchResult> {
  return forPage(async () => find(await grantFor('workspace.read', workspaceId), question));
}

function find(grant: SearchGrant, { typed, kind, cursor }: PageQuestion): Promise<SearchResult> {
  const asked = { query: parseQuery(typed), kind, cursor, limit: PER_PAGE };
  return inSearchSlot(grant.actor, () => search(grant, asked));
}
