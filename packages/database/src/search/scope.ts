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
 * A common table expression of who asks: `mine` are the workspaces, in each of them who they are, and the groups for which they act there;
 * the instance itself is nobody. See {@link MAY_READ}.
 */
export function scopeOf(grant: SearchGrant, parameters: Parameters): string {
  const personId = grant.on === 'workspace' ? personOf(grant.actor) : grant.personId;
  const only = grant.on === 'workspace' ? parameters.add(grant.workspaceId, 'uuid') : null;
  if (personId === null) {
    return `mine AS MATERIALIZED (SELECT ${only} AS workspace_id, NULL::uuid AS group_id, NULL::uuid AS person_id)`;
  }
  return `mine AS MATERIALIZED (
            SELECT workspace_id, group_id, person_id FROM workspace_access
             WHERE person_id = ${parameters.add(personId, 'uuid')}${only === null ? '' : ` AND workspace_id = ${only}`}
          )`;
}

/** That a document `d` is one of those that a search may show: where it has rules, they alone count. Nothing from the trash, and no templates. */
export const MAY_READ = `d.deleted_at IS NULL AND NOT d.is_template AND d.workspace_id IN (SELECT workspace_id FROM mine)
   AND (d.scope_id IS NULL OR EXISTS (
     SELECT 1 FROM document_rule r JOIN mine m ON r.person_id = m.person_id OR r.group_id = m.group_id OR m.person_id IS NULL
      WHERE r.document_id = d.scope_id AND m.workspace_id = d.workspace_id))`;
