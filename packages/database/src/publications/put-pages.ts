import { AppError } from '@plenum/domain/errors';
import type { DocumentId } from '@plenum/domain/ids';
import type { PublishablePage } from '@plenum/domain/publications/types';
import { slugFromName } from '@plenum/domain/workspaces/rules';
import { PUBLIC_PAGE } from '../access/public-page.ts';
import { Prisma } from '../generated/client.ts';
import { putEntries } from './entries.ts';

/** The version of a document that is to be public. */
export interface NewPublicPage extends Pick<PublishablePage, 'documentId' | 'parentId' | 'title'> {
  depth?: number;
  /** The state of the document that it is made of. */
  madeOf?: string;
  /** Null where what the public reads stays. */
  version: {
    /** ProseMirror JSON. */
    content: Prisma.InputJsonValue;
    /** By which it is found and described: without what it calls other documents. */
    text: string;
  } | null;
}

/** Pages that are written by one statement. */
const AT_ONCE = 200;

/**
 * Makes these the pages of a publication, in this order. What is the same as before keeps the time of its last change. What went into the
 * trash or the archive, or to where others have access, since it was read is left out.
 * @throws AppError `conflict` where one of them is public elsewhere.
 */
export async function putPages(
  tx: Prisma.TransactionClient,
  publicationId: DocumentId,
  read: readonly NewPublicPage[],
): Promise<void> {
  const pages = await stillThere(tx, publicationId, read);
  const ids = pages.map(({ documentId }) => documentId);
  const [elsewhere] = await tx.$queryRaw<unknown[]>`
    SELECT FROM ${Prisma.raw(PUBLIC_PAGE)} JOIN workspace w ON w.id = root.workspace_id AND w.deleted_at IS NULL
     WHERE p.document_id = ANY(${ids}::uuid[]) AND p.publication_id <> ${publicationId}::uuid LIMIT 1`;
  if (elsewhere) {
    throw new AppError(
      'conflict',
      'A page of this branch is public elsewhere already. Make it public no more there first.',
    );
  }
  await tx.$executeRaw`
    DELETE FROM public_page WHERE publication_id = ${publicationId}::uuid AND document_id <> ALL(${ids}::uuid[])`;
  const known = await tx.publicPage.findMany({
    where: { publicationId },
    select: { documentId: true, slug: true },
  });
  const slugs = new Map(known.map(({ documentId, slug }) => [documentId, slug]));
  const taken = new Set(slugs.values());
  const numbers = new Map<string, number>();
  const rows = pages.map((page, position) => {
    // An address stays, so that what leads to it goes on leading there.
    const slug = slugs.get(page.documentId) ?? freeSlug(page.title, { taken, numbers });
    taken.add(slug);
    return { ...page, slug, position, depth: page.depth ?? (page.parentId === null ? 0 : 1) };
  });
  const written = rows.flatMap((row) => (row.version ? [{ ...row, version: row.version }] : []));
  for (let at = 0; at < written.length; at += AT_ONCE) {
    const some = written.slice(at, at + AT_ONCE);
    await putVersions(tx, publicationId, some);
    await putEntries(
      tx,
      some.map(({ documentId, title, version: { text } }) => ({ documentId, title, text })),
    );
  }
  await putPlaces(tx, rows);
}

async function stillThere(
  tx: Prisma.TransactionClient,
  publicationId: DocumentId,
  pages: readonly NewPublicPage[],
): Promise<NewPublicPage[]> {
  const rows = await tx.$queryRaw<{ id: DocumentId }[]>`
    SELECT d.id::text FROM document d JOIN document root ON root.id = ${publicationId}::uuid
     WHERE d.id = ANY(${pages.map(({ documentId }) => documentId)}::uuid[]) AND d.deleted_at IS NULL AND d.archived_at IS NULL
       AND d.workspace_id = root.workspace_id AND d.scope_id IS NOT DISTINCT FROM root.scope_id`;
  const ids = new Set(rows.map(({ id }) => id));
  return pages.filter(({ documentId }) => ids.has(documentId));
}

type Row = Omit<NewPublicPage, 'version'> & { slug: string; position: number; depth: number };

async function putVersions(
  tx: Prisma.TransactionClient,
  publicationId: DocumentId,
  rows: readonly (Row & { version: NonNullable<NewPublicPage['version']> })[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO public_page AS p (publication_id, document_id, parent_id, slug, title, content, text, made_of)
    SELECT ${publicationId}::uuid, n.* FROM unnest(
             ${rows.map(({ documentId }) => documentId)}::uuid[], ${rows.map(({ parentId }) => parentId)}::uuid[],
             ${rows.map(({ slug }) => slug)}::text[], ${rows.map(({ title }) => title)}::text[],
             ${rows.map(({ version }) => JSON.stringify(version.content))}::jsonb[], ${rows.map(({ version }) => version.text)}::text[],
             ${rows.map(({ madeOf }) => madeOf ?? null)}::text[]) AS n(document_id, parent_id, slug, title, content, text, made_of)
    ON CONFLICT (document_id) DO UPDATE
      SET publication_id = excluded.publication_id, slug = excluded.slug, title = excluded.title, content = excluded.content,
          text = excluded.text, made_of = excluded.made_of,
          published_at = CASE WHEN p.publication_id = excluded.publication_id THEN p.published_at ELSE now() END,
          updated_at = CASE WHEN (p.publication_id, p.title, p.content) IS DISTINCT FROM
                                 (excluded.publication_id, excluded.title, excluded.content) THEN now() ELSE p.updated_at END`;
}

async function putPlaces(tx: Prisma.TransactionClient, rows: readonly Row[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE public_page p SET parent_id = n.parent_id, position = n.position, depth = n.depth
      FROM unnest(${rows.map(({ documentId }) => documentId)}::uuid[], ${rows.map(({ parentId }) => parentId)}::uuid[],
                  ${rows.map(({ position }) => position)}::int[], ${rows.map(({ depth }) => depth)}::smallint[])
           AS n(document_id, parent_id, position, depth)
     WHERE p.document_id = n.document_id
       AND (p.parent_id, p.position, p.depth) IS DISTINCT FROM (n.parent_id, n.position, n.depth)`;
}

/** Names of files beside the pages. */
const RESERVED = ['feed.xml'];

/** An address that no page has yet. @param numbers the last number that was given to pages of one title. */
function freeSlug(
  title: string,
  { taken, numbers }: { taken: ReadonlySet<string>; numbers: Map<string, number> },
): string {
  const slug = slugFromName(title);
  for (let n = (numbers.get(slug) ?? 0) + 1; ; n++) {
    numbers.set(slug, n);
    const candidate = n === 1 ? slug : `${slug}-${n}`;
    if (!taken.has(candidate) && !RESERVED.includes(candidate)) return candidate;
  }
}
