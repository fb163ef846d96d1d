import type { Member } from '@plenum/domain/access/actor';
import type { DocumentProjection } from '@plenum/domain/documents/types';
import { parseQuery } from '@plenum/domain/search/query';
import type { SearchResult } from '@plenum/domain/search/types';
import { authorize } from '../access/authorize.ts';
import type { Database } from '../client.ts';
import { postgresProjections } from '../projection/postgres-projections.ts';
import { indexChanged } from '../search/changes.ts';
import { type Asked, search } from '../search/find.ts';
import { aDocument, aMember, aWorkspace, openTestDatabase } from './factories.ts';

/** Of a document without a text. */
export const NOTHING: DocumentProjection = {
  text: '',
  outline: [],
  links: [],
  wanted: [],
  mentions: [],
  tasks: [],
  sources: [],
  decisions: [],
  files: [],
};

/** What is asked for: by whom, and where if not in the workspace; null for everywhere. */
export type Asking = Partial<Asked> & { actor?: Member; on?: string | null };

/** A workspace in which somebody searches. */
export class SearchKit {
  readonly db: Database;
  admin!: Member;
  workspaceId!: string;

  private constructor(db: Database) {
    this.db = db;
  }

  /** In a database of its own. */
  static async open(): Promise<SearchKit> {
    return new SearchKit(await openTestDatabase());
  }

  /** Begins with one empty workspace. */
  async begin(): Promise<void> {
    await this.db.pool.query('DELETE FROM workspace');
    await this.db.pool.query('DELETE FROM search_change');
    this.admin = await aMember(this.db);
    this.workspaceId = (await aWorkspace(this.db, this.admin, 'Forest alliance')).id;
  }

  /** A document with a text, which a search knows. */
  async written(
    title: string,
    content: string | Partial<DocumentProjection> = '',
    columns: { kind?: 'pad' | 'wiki' | 'tasks'; workspaceId?: string; actor?: Member } = {},
  ): Promise<string> {
    const { db, admin: actor, workspaceId } = this;
    const { id } = await aDocument(db, { actor, workspaceId, title, ...columns });
    const projection = { ...NOTHING, ...(typeof content === 'string' ? { text: content } : content) };
    await postgresProjections(db.pool, { version: 1 }).write(id, { seq: 1, projection });
    await indexChanged(db.pool);
    return id;
  }

  /** What somebody finds, the admin unless told. */
  async find(
    typed: string,
    { actor = this.admin, on = this.workspaceId, ...more }: Asking = {},
  ): Promise<SearchResult> {
    const grant =
      on === null
        ? await authorize(this.db, { actor, action: 'workspace.list', on: actor.personId })
        : await authorize(this.db, { actor, action: 'workspace.read', on });
    return search(grant, { query: parseQuery(typed), limit: 20, cursor: undefined, ...more });
  }

  /** The titles of what somebody finds, in their alphabetical order. */
  async titles(typed: string, asking: Asking = {}): Promise<string[]> {
    return (await this.find(typed, asking)).items.map(({ title }) => title).sort();
  }
}
