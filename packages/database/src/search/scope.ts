import { personOf } from '@plenum/domain/access/actor';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { SearchLanguage } from '@plenum/domain/workspaces/languages';
import type { Grant } from '../access/grant.ts';
import { Parameters } from './parameters.ts';

/** A workspace that is searched. */
export interface SearchedWorkspace {
  id: WorkspaceId;
  name: string;
  slug: string;
  language: SearchLanguage;
}

/** To search one workspace, or all that somebody is in. */
export type SearchGrant = Grant<'workspace.read'> | Grant<'workspace.list'>;

/** The workspaces that are searched. */
export async function searchedWorkspaces(grant: SearchGrant): Promise<SearchedWorkspace[]> {
  const parameters = new Parameters();
  const { rows } = await grant.db.pool.query<SearchedWorkspace>(
    `WITH ${scopeOf(grant, parameters)}
     SELECT id, name, slug, search_language AS language FROM workspace
      WHERE deleted_at IS NULL AND id IN (SELECT workspace_id FROM mine)`,
    parameters.values,
  );
  return rows;
}

/**
 * Common table expressions of what somebody may read: `mine` are the workspaces and the groups for which they act there, `opened` the
 * documents whose rules let them in. See {@link MAY_READ}.
 */
export function scopeOf(grant: SearchGrant, parameters: Parameters): string {
  const personId = grant.on === 'workspace' ? personOf(grant.actor) : grant.personId;
  const only = grant.on === 'workspace' ? parameters.add(grant.workspaceId, 'uuid') : null;
  if (personId === null) {
    return `mine AS (SELECT ${only} AS workspace_id, NULL::uuid AS group_id),
            opened AS (SELECT DISTINCT document_id FROM document_rule)`;
  }
  const me = parameters.add(personId, 'uuid');
  return `mine AS MATERIALIZED (
            SELECT workspace_id, group_id FROM workspace_access WHERE person_id = ${me}${only === null ? '' : ` AND workspace_id = ${only}`}
          ),
          opened AS MATERIALIZED (
            SELECT DISTINCT r.document_id FROM document_rule r
              JOIN document s ON s.id = r.document_id
              JOIN mine m ON m.workspace_id = s.workspace_id AND (r.person_id = ${me} OR r.group_id = m.group_id)
          )`;
}

/** That a document `d` is one of those that a search may show: where it has rules, they alone count. Nothing from the trash, and no templates. */
export const MAY_READ = `d.deleted_at IS NULL AND NOT d.is_template AND d.workspace_id IN (SELECT workspace_id FROM mine)
   AND (d.scope_id IS NULL OR d.scope_id IN (SELECT document_id FROM opened))`;
