import { personOf } from '@plenum/domain/access/actor';
import { AppError } from '@plenum/domain/errors';
import { searchFold } from '@plenum/domain/fold';
import type { DocumentId, WorkspaceId } from '@plenum/domain/ids';
import { kindNamed, type SearchKind } from '@plenum/domain/search/kinds';
import { asksNothing, plainWords, type SearchQuery } from '@plenum/domain/search/query';
import type { SearchPage } from '@plenum/domain/search/schema';
import { snippetOf } from '@plenum/domain/search/snippet';
import type { SearchResult } from '@plenum/domain/search/types';
import { invalidCursor } from '../page.ts';
import { inTransaction } from '../transaction.ts';
import { around } from './around.ts';
import { matchingOf } from './matching.ts';
import { Parameters } from './parameters.ts';
import { MAY_READ, type SearchedWorkspace, type SearchGrant, scopeOf, searchedWorkspaces } from './scope.ts';

/** Entries of which the best are chosen: those that changed last, and those with all of it in their titles. */
const CANDIDATES = 1_000;
const TITLES = 200;
/**
 * PostgreSQL's settings for a search: how much of two names has to be the same (pg_trgm's word_similarity), and milliseconds for it. Without
 * reading whole tables, whose compressed words the planner takes for free, and without compiling what takes milliseconds.
 */
export const SETTINGS = {
  'pg_trgm.word_similarity_threshold': 0.45,
  statement_timeout: 4_000,
  jit: 'off',
  enable_seqscan: 'off',
};
/** What people write after «in:» for what is in the archive, which else is not found. */
const ARCHIVE: readonly string[] = ['archive', 'archiv'];
/** What people write after «by:» for themselves. */
const ME: readonly string[] = ['me', 'myself', 'ich', 'mir', 'mich'];

/** What is asked for. */
export interface Asked extends SearchPage {
  query: SearchQuery;
  /** Only things of this kind. */
  kind?: SearchKind | undefined;
}

interface FoundRow {
  kind: SearchKind;
  documentId: DocumentId;
  workspaceId: WorkspaceId;
  title: string;
  part: string;
  updatedAt: Date;
  text: string | null;
  blockId: string | null;
}

/**
 * What somebody may read and looks for, the best first: in one workspace, or in all that they are in. Where nothing has just these
 * words, what is called nearly so. What one may not read changes nothing of the answer.
 * @throws AppError `invalid_input` for a cursor that no page gave out, `unavailable` where it takes too long.
 */
export async function search(grant: SearchGrant, asked: Asked): Promise<SearchResult> {
  const offset = offsetOf(asked.cursor);
  if (asksNothing(asked.query)) return { items: [], next: null, isSimilar: false };
  const workspaces = await searchedWorkspaces(grant);
  const exact = exactly(grant, { ...asked, workspaces, offset });
  const found = inTransaction({ pool: grant.db.pool, settings: SETTINGS }, async (client) => {
    const { rows } = await client.query<FoundRow>(exact.text, exact.values);
    if (rows.length > 0 || offset > 0) return { rows, isSimilar: false };
    const words = plainWords(asked.query);
    if (words === '') return { rows, isSimilar: false };
    const similar = nearly(grant, { ...asked, workspaces, words });
    return { rows: (await client.query<FoundRow>(similar.text, similar.values)).rows, isSimilar: true };
  });
  return resultOf(await found.catch(explain), { asked, offset });
}

/** PostgreSQL's codes for a statement that took too long, and for one that waited too long. */
const TOO_LONG: readonly string[] = ['57014', '55P03'];

/** What a search says that took too long. */
export function explain(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!TOO_LONG.includes(code)) throw error;
  throw new AppError(
    'unavailable',
    'This search takes too long. Look for more words at once, or for rarer ones.',
    {
      cause: error,
    },
  );
}

function resultOf(
  { rows, isSimilar }: { rows: FoundRow[]; isSimilar: boolean },
  { asked: { limit, query }, offset }: { asked: Asked; offset: number },
): SearchResult {
  const hasMore = rows.length > limit && offset + limit < CANDIDATES;
  return {
    items: rows.slice(0, limit).flatMap(({ text, part, ...row }) =>
      // What is gone since it was taken in is not shown.
      text === null
        ? []
        : [{ ...row, partId: part === '' ? null : part, snippet: snippetOf(text, query.terms) }],
    ),
    next: hasMore && !isSimilar ? String(offset + limit) : null,
    isSimilar: isSimilar && rows.length > 0,
  };
}

interface Statement {
  text: string;
  values: unknown[];
}

type Within = Asked & { workspaces: readonly SearchedWorkspace[] };

/** What has all the words. */
export function exactly(
  grant: SearchGrant,
  { query, kind, limit, workspaces, offset }: Within & { offset: number },
): Statement {
  const parameters = new Parameters();
  const scope = scopeOf(grant, parameters);
  const languages = [...new Set(workspaces.map(({ language }) => language))];
  const { words, indexed, without, lookedUp, inLabel } = matchingOf(query.terms, { languages, parameters });
  const { tables, conditions } = narrowing(grant, { query, kind, workspaces, parameters });
  const where = [MAY_READ, ...conditions].join(' AND ');
  const arms = [
    { name: 'by_words', condition: indexed.join(' AND ') || 'true', only: 'true', most: CANDIDATES },
    ...(inLabel === null
      ? []
      : [
          {
            name: 'by_label',
            condition: inLabel,
            only: `e.kind IN ('document', 'attachment')`,
            most: TITLES,
          },
        ]),
  ];
  // On its own, so that it begins with the index: the planner would rather begin with what one may read.
  const hits = arms.map(
    ({ name, condition }) => `${name} AS ${words === null ? '' : 'MATERIALIZED'} (
        SELECT e.document_id, e.kind, e.part, e.author_id, e.ctid AS row FROM search_entry e
         WHERE ${[condition, ...without].join(' AND ')}
      )`,
  );
  const found = arms.map(
    ({ name, only, most }) => `(SELECT latest.document_id, latest.kind, latest.part, latest.updated_at FROM (
        SELECT e.document_id, e.kind, e.part, e.row, d.updated_at
          FROM ${name} e JOIN document d ON d.id = e.document_id
         WHERE ${only} AND ${where} ORDER BY d.updated_at DESC
      ) latest ${lookedUp.length === 0 ? '' : `WHERE ${inItsRow(lookedUp)}`} ORDER BY latest.updated_at DESC LIMIT ${most})`,
  );
  const plain = plainWords(query);
  const label = parameters.add(plain, 'text');
  const rank = words === null ? '0' : `ts_rank('{0.1, 0.2, 0.4, 1.0}', e.words, ${words}, 1)`;
  const first = parameters.add(query.terms.find(({ isExcluded }) => !isExcluded)?.text ?? '', 'text');
  return {
    text: `WITH RECURSIVE ${[scope, ...tables, ...hits].join(',\n')},
      found AS MATERIALIZED (${found.join('\nUNION\n')}),
      best AS MATERIALIZED (
        SELECT f.*,
               (${rank} + CASE WHEN e.kind <> 'document' OR ${label} = '' THEN 0 WHEN e.label = ${label} THEN 2
                               WHEN starts_with(e.label, ${label}) THEN 1
                               WHEN strpos(e.label, ${label}) > 0 THEN 0.5 ELSE 0 END)
               * CASE e.kind WHEN 'document' THEN 1 WHEN 'decision' THEN 0.8 WHEN 'attachment' THEN 0.7 ELSE 0.6 END
               * (1 + 0.25 / (1 + extract(epoch FROM now() - f.updated_at) / 2592000)) AS score
          FROM found f JOIN search_entry e USING (document_id, kind, part)
         ORDER BY score DESC, f.updated_at DESC, f.document_id, f.kind, f.part
         LIMIT ${limit + 1} OFFSET ${offset}
      )
      ${shown(first, 'b.score DESC, b.updated_at DESC, b.document_id, b.kind, b.part')}`,
    values: parameters.values,
  };
}

/**
 * Conditions on the entry of a row of `latest`, as a subquery, which is asked from the latest on until there is enough: of frequent words
 * nearly every text would be read.
 */
function inItsRow(conditions: readonly string[]): string {
  return `(SELECT ${conditions.join(' AND ')} FROM search_entry e WHERE e.ctid = latest.row)`;
}

/** What is called nearly so. */
export function nearly(
  grant: SearchGrant,
  { query, kind, limit, workspaces, words }: Within & { words: string },
): Statement {
  const parameters = new Parameters();
  const scope = scopeOf(grant, parameters);
  const { tables, conditions } = narrowing(grant, { query, kind, workspaces, parameters });
  const similar = parameters.add(words, 'text');
  return {
    text: `WITH RECURSIVE ${[scope, ...tables].join(',\n')},
      by_label AS MATERIALIZED (
        SELECT e.document_id, e.kind, e.part, e.author_id,
               word_similarity(${similar}, e.label) + CASE e.kind WHEN 'document' THEN 0.1 ELSE 0 END AS score
          FROM search_entry e WHERE ${similar} <% e.label
      ),
      best AS MATERIALIZED (
        SELECT e.document_id, e.kind, e.part, e.score, d.updated_at
          FROM by_label e JOIN document d ON d.id = e.document_id
         WHERE ${[MAY_READ, ...conditions].join(' AND ')}
         ORDER BY score DESC, d.updated_at DESC, e.document_id, e.kind, e.part
         LIMIT ${limit}
      )
      ${shown(`''::text`, 'b.score DESC, b.updated_at DESC, b.document_id, b.kind, b.part')}`,
    values: parameters.values,
  };
}

/** «in:», «by:», «tag:» and the kind, as conditions on `e` and `d`. */
function narrowing(
  grant: SearchGrant,
  {
    query,
    kind,
    workspaces,
    parameters,
  }: Pick<Within, 'query' | 'kind' | 'workspaces'> & { parameters: Parameters },
): { tables: string[]; conditions: string[] } {
  const tables: string[] = [];
  const conditions: string[] = [];
  // What is not known of something is no reason to leave it out.
  const add = (condition: string, isExcluded = false) =>
    conditions.push(isExcluded ? `(${condition}) IS NOT TRUE` : condition);
  const ofKind = (one: SearchKind) =>
    `CASE e.kind WHEN 'document' THEN d.kind::text ELSE e.kind END = ${parameters.add(one, 'text')}`;
  if (kind !== undefined) add(ofKind(kind));
  const isOfArchive = query.places.some(({ value, isExcluded }) => ARCHIVE.includes(value) && !isExcluded);
  if (!isOfArchive) add('d.archived_at IS NULL');
  for (const { value, isExcluded } of query.places) {
    const named = kindNamed(value);
    const here = workspaces.filter(({ name, slug }) => [searchFold(name), searchFold(slug)].includes(value));
    if (named) add(ofKind(named), isExcluded);
    else if (here.length > 0) {
      const ids = here.map(({ id }) => id);
      add(`d.workspace_id = ANY(${parameters.add(ids, 'uuid[]')})`, isExcluded);
    } else {
      const name = `branch${tables.length}`;
      tables.push(branch(name, parameters.add(`${value}%`, 'text')));
      // There may be a page of that name, too.
      const orArchived = isOfArchive && ARCHIVE.includes(value) ? 'd.archived_at IS NOT NULL OR ' : '';
      add(`(${orArchived}d.id IN (SELECT id FROM ${name}))`, isExcluded);
    }
  }
  for (const { value, isExcluded } of query.authors) {
    const me = ME.includes(value) ? personOf(grant.actor) : null;
    add(
      me === null
        ? `e.author_id IN (SELECT p.id FROM person p WHERE ${isCalled(parameters.add(value, 'text'))})`
        : `e.author_id = ${parameters.add(me, 'uuid')}`,
      isExcluded,
    );
  }
  for (const { value, isExcluded } of query.tags)
    add(`d.tag_keys @> ARRAY[${parameters.add(value, 'text')}]`, isExcluded);
  // A tag is the document's: by tags alone, unless they are named, things in it and beside it are not asked for.
  const places = query.places.filter(({ value }) => kindNamed(value));
  const isAbout = [...query.terms, ...query.authors, ...places].some(({ isExcluded }) => !isExcluded);
  if (kind === undefined && !isAbout && query.tags.some(({ isExcluded }) => !isExcluded))
    add(`e.kind = 'document'`);
  return { tables, conditions };
}

/** The documents with a title, and what lies below them, as far as somebody may read all on the way. */
function branch(name: string, title: string): string {
  return `${name} AS (
    SELECT d.id FROM search_entry e JOIN document d ON d.id = e.document_id
     WHERE e.kind = 'document' AND e.label LIKE ${title} AND ${MAY_READ}
    UNION
    SELECT d.id FROM document d JOIN ${name} b ON d.parent_id = b.id WHERE ${MAY_READ}
  )`;
}

/** That a person has a folded name, or one of their names begins so. */
function isCalled(name: string): string {
  const folded = `regexp_replace(normalize(lower(p.display_name), NFKD), U&'[\\0300-\\036f]', '', 'g')`;
  return `p.username = ${name} OR strpos(' ' || ${folded}, ' ' || ${name}) > 0`;
}

/** The rows of `best`, with the text around where a word is and the block above it. */
function shown(word: string, order: string): string {
  return `SELECT CASE b.kind WHEN 'document' THEN d.kind::text ELSE b.kind END AS kind,
       b.document_id AS "documentId", d.workspace_id AS "workspaceId", d.title, b.part, d.updated_at AS "updatedAt",
       CASE b.kind
         WHEN 'document' THEN coalesce((
           SELECT substr(p.text, near.at, near.length)
             FROM document_projection p WHERE p.document_id = b.document_id), '')
         WHEN 'task' THEN (SELECT t.text FROM task_item t WHERE t.document_id = b.document_id AND t.block_id = b.part)
         WHEN 'decision' THEN (SELECT c.text FROM decision c WHERE c.document_id = b.document_id AND c.block_id = b.part)
         WHEN 'comment' THEN (SELECT c.body FROM comment c WHERE c.id = b.part::uuid)
         ELSE (SELECT substr(a.name || coalesce(E'\\n' || t.text, ''), near.at, near.length)
                 FROM attachment a LEFT JOIN file_text t ON t.file_id = a.file_id
                WHERE a.document_id = b.document_id AND a.id = b.part::uuid)
       END AS text,
       CASE WHEN b.kind IN ('task', 'decision') THEN b.part ELSE (
         SELECT a.id FROM unnest(e.anchors_at, e.anchors) AS a(at, id) WHERE a.at <= place.at ORDER BY a.at DESC LIMIT 1
       ) END AS "blockId"
  FROM best b
  JOIN search_entry e USING (document_id, kind, part)
  JOIN document d ON d.id = b.document_id
  ${around(word, `CASE b.kind WHEN 'document' THEN length(e.label) + 4 ELSE 1 END`)}
 ORDER BY ${order}`;
}

/** @throws AppError `invalid_input` for a cursor that no page gave out. */
function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,4}$/.test(cursor) || Number(cursor) >= CANDIDATES) throw invalidCursor();
  return Number(cursor);
}
