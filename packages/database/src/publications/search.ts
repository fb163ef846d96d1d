import type { PublicHit, PublicSite } from '@plenum/domain/publications/types';
import type { SearchTerm } from '@plenum/domain/search/query';
import { snippetOf } from '@plenum/domain/search/snippet';
import type { Grant } from '../access/grant.ts';
import { PUBLIC_PAGE } from '../access/public-page.ts';
import { around } from '../search/around.ts';
import { explain } from '../search/find.ts';
import { matchingOf } from '../search/matching.ts';
import { Parameters } from '../search/parameters.ts';
import { inTransaction } from '../transaction.ts';
import { putEntries } from './entries.ts';

/** Pages that are found on one page of results, and pages of results. */
const HITS_AT_ONCE = 20;
const MOST_HIT_PAGES = 50;

/** Pages of which the best are chosen: those that changed last. */
const CANDIDATES = HITS_AT_ONCE * MOST_HIT_PAGES;
/** Versions that are to be taken in, of which so many are at once. */
const FILLED_AT_ONCE = 200;

/** Milliseconds, and the same as for the search inside. */
const SETTINGS = { statement_timeout: 2_000, jit: 'off', enable_seqscan: 'off' };

type HitRow = Omit<PublicHit, 'snippet'> & { around: string };

/**
 * What the public finds in the versions of one publication that it reads, the best first. Of the live texts, and of whoever wrote them,
 * it knows nothing.
 * @param page of results, from 0
 * @throws AppError `unavailable` where it takes too long.
 */
export async function searchPublic(
  { db }: Grant<'instance.administer'>,
  { site, terms, page }: { site: PublicSite; terms: readonly SearchTerm[]; page: number },
): Promise<{ hits: PublicHit[]; hasMore: boolean }> {
  if (page >= MOST_HIT_PAGES || terms.every(({ isExcluded }) => isExcluded))
    return { hits: [], hasMore: false };
  await fill(db.prisma, site);
  const { text, values } = statement({ site, terms, page });
  const search = inTransaction({ pool: db.pool, settings: SETTINGS }, (client) =>
    client.query<HitRow>(text, values),
  );
  const { rows } = await search.catch(explain);
  return {
    hits: rows
      .slice(0, HITS_AT_ONCE)
      .map(({ around: near, ...hit }) => ({ ...hit, snippet: snippetOf(near, terms) })),
    hasMore: rows.length > HITS_AT_ONCE && page + 1 < MOST_HIT_PAGES,
  };
}

function statement({ site, terms, page }: { site: PublicSite; terms: readonly SearchTerm[]; page: number }) {
  const parameters = new Parameters();
  const { words, indexed, without, lookedUp, inLabel } = matchingOf(terms, {
    languages: [site.language],
    parameters,
  });
  const wanted = terms.filter(({ isExcluded }) => !isExcluded).map((term) => term.text);
  const label = parameters.add(wanted.join(' '), 'text');
  const first = parameters.add(wanted[0] ?? '', 'text');
  const entries = `(SELECT *, 'document'::text AS kind FROM public_entry) e`;
  const publication = parameters.add(site.documentId, 'uuid');
  const ofIt = `e.document_id IN (SELECT document_id FROM public_page WHERE publication_id = ${publication})`;
  const arms = [indexed.join(' AND '), ...(inLabel === null ? [] : [`${ofIt} AND ${inLabel}`])].map(
    (condition) =>
      `SELECT e.document_id FROM ${entries} WHERE ${[condition, ...without, ...lookedUp].join(' AND ')}`,
  );
  return {
    // On its own, so that it begins with the index.
    text: `WITH hits AS MATERIALIZED (
        ${arms.join(' UNION ')}
      ), found AS MATERIALIZED (
        SELECT p.document_id, p.updated_at
          FROM hits h JOIN ${PUBLIC_PAGE} ON p.document_id = h.document_id
         WHERE p.publication_id = ${publication}
         ORDER BY p.updated_at DESC, p.document_id LIMIT ${CANDIDATES}
      ), best AS MATERIALIZED (
        SELECT f.document_id, f.updated_at,
               ts_rank('{0.1, 0.2, 0.4, 1.0}', e.words, ${words}, 1)
               + CASE WHEN e.label = ${label} THEN 2 WHEN starts_with(e.label, ${label}) THEN 1
                      WHEN strpos(e.label, ${label}) > 0 THEN 0.5 ELSE 0 END AS score
          FROM found f JOIN public_entry e USING (document_id)
         ORDER BY score DESC, f.updated_at DESC, f.document_id LIMIT ${HITS_AT_ONCE + 1} OFFSET ${page * HITS_AT_ONCE}
      )
      SELECT p.document_id::text AS "documentId", p.parent_id::text AS "parentId", p.slug, p.title, p.position,
             p.updated_at AS "updatedAt", substr(p.text, near.at, near.length) AS around
        FROM best b JOIN public_page p USING (document_id) JOIN public_entry e USING (document_id)
        ${around(first, 'length(e.label) + 4')}
       ORDER BY b.score DESC, b.updated_at DESC, b.document_id`,
    values: parameters.values,
  };
}

/** Takes in what was public before there was a search, was restored without it, or is searched in another language since. */
async function fill(
  prisma: Grant<'instance.administer'>['db']['prisma'],
  { documentId: publicationId, language }: PublicSite,
): Promise<void> {
  const missing = await prisma.publicPage.findMany({
    where: { publicationId, OR: [{ entry: null }, { entry: { language: { not: language } } }] },
    take: FILLED_AT_ONCE,
    select: { documentId: true, title: true, text: true },
  });
  // What was published meanwhile has its entry.
  await putEntries(prisma, missing, 'missing');
}
