import type { Grant } from '@plenum/database/access/grant';
import { listMovable, listMovableFiles, type MovablePage } from '@plenum/database/transfers/reads';
import { ARCHIVE_LIMITS } from '@plenum/domain/documents/archive';
import { AppError, notFound } from '@plenum/domain/errors';
import type { LeftBehind } from '@plenum/domain/transfers/types';

/** What a ZIP that we read again may have of one file. */
const MOST_FILE_BYTES = 64 * 2 ** 20;

/** What goes out: pages, each after the one that it lies below and beside each other in their order, and their files. */
export interface Movable {
  pages: MovablePage[];
  ids: ReadonlySet<string>;
  files: Awaited<ReturnType<typeof listMovableFiles>>;
  left: LeftBehind;
}

/**
 * What of a workspace, or of a branch of it, goes out.
 * @param evenly only what has the same access as the branch, or what everybody in the workspace has access to; no templates.
 * @throws AppError `not_found` for a branch that is not there, `too_large`.
 */
export async function findMovable(
  create: Grant<'document.create'>,
  { branch, evenly }: { branch: string | null; evenly: boolean },
): Promise<Movable> {
  const limits = { branch, most: ARCHIVE_LIMITS.pages, templates: !evenly };
  const { pages: all, hidden, templates } = await listMovable(create, limits);
  const found = inOrder(all, branch);
  if (branch !== null && found[0]?.id !== branch) throw notFound();
  const scopeId = branch === null ? null : found[0]?.scopeId;
  const pages = evenly
    ? inOrder(
        found.filter((page) => page.scopeId === scopeId),
        branch,
      )
    : found;
  const restricted = found.length - pages.length;
  const ids = new Set(pages.map(({ id }) => id));
  const attached = await listMovableFiles(create, [...ids]);
  const files = attached.filter(({ size }) => size <= MOST_FILE_BYTES);
  if (files.length > ARCHIVE_LIMITS.files)
    throw new AppError(
      'too_large',
      'This workspace has too many files for one archive. Export its branches.',
    );
  const largeFiles = attached.filter(({ size }) => size > MOST_FILE_BYTES).map(({ name }) => name);
  return { pages, ids, files, left: { hidden, restricted, templates, largeFiles, goneFiles: [] } };
}

/** Those whose parent does not go out come to the top, after the branch. */
function inOrder(all: readonly MovablePage[], branch: string | null): MovablePage[] {
  const ids = new Set(all.map(({ id }) => id));
  const below = new Map<string | null, MovablePage[]>();
  for (const page of all) {
    const parentId = page.parentId !== null && ids.has(page.parentId) ? page.parentId : null;
    const beside = below.get(parentId) ?? [];
    beside.push({ ...page, parentId });
    below.set(parentId, beside);
  }
  const top = sorted(below.get(null));
  const open = [...top.filter(({ id }) => id !== branch).reverse(), ...top.filter(({ id }) => id === branch)];
  const ordered: MovablePage[] = [];
  for (let page = open.pop(); page; page = open.pop()) {
    ordered.push(page);
    open.push(...sorted(below.get(page.id)).reverse());
  }
  return ordered;
}

function sorted(pages: readonly MovablePage[] = []): MovablePage[] {
  const keyOf = ({ position, id }: MovablePage): string => `${position ?? '~'} ${id}`;
  return [...pages].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
