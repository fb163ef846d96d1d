import { search } from '@plenum/database/search/find';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { SearchKind } from '@plenum/domain/search/kinds';
import { parseQuery } from '@plenum/domain/search/query';
import type { SearchResult } from '@plenum/domain/search/types';
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
  return forPage(async () => search(await grantForSelf('workspace.list'), asked(question)));
}

/** What somebody finds in one workspace. */
export function loadFoundIn(workspaceId: WorkspaceId, question: PageQuestion): Promise<SearchResult> {
  return forPage(async () => search(await grantFor('workspace.read', workspaceId), asked(question)));
}

function asked({ typed, kind, cursor }: PageQuestion) {
  return { query: parseQuery(typed), kind, cursor, limit: PER_PAGE };
}
