import type { Grant } from '@plenum/database/access/grant';
import { UpdateBuffer } from '@plenum/database/log/update-buffer';
import { fillPage, type PastRow } from '@plenum/database/transfers/writes';
import { nameKey } from '@plenum/domain/wiki/names';
import { withBlockIds } from '@plenum/editor/schema/block-id';
import type { NodeJson } from '@plenum/editor/schema/json';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { updateOver } from '@plenum/editor/yjs/update-over';
import { type Loss, Losses } from '@plenum/formats/losses';
import type { PageSet, SetPage } from '@plenum/formats/sets/page-set';
import { referencesIn, stableId, withTargets } from '@plenum/formats/sets/references';
import { pastAuthors } from './authors.ts';
import type { ImportRun } from './import-run.ts';

/** Old versions of a page that come along, the latest. */
const MOST_REVISIONS = 200;
const BOUNDS = { places: 5000, letters: 300 };

/**
 * Moves the pages of another program in, going on after the last that is done. Resolves to what of them did not come along.
 * @param isTrusted whether it is believed who wrote what and when, asked before each page; otherwise that comes as it is now, without its past.
 */
export async function importSet(
  run: ImportRun,
  { set, isTrusted }: { set: PageSet; isTrusted(): Promise<boolean> },
): Promise<Loss[]> {
  const losses = new Losses(BOUNDS);
  const { id: transferId } = run.transfer;
  const media = new Map(set.media.map((medium) => [medium.id, medium]));
  const used = new Set<string>();
  const idOf = (key: string): string => stableId('page', transferId, key);
  let { after } = run.transfer;
  let isDone = after !== null;
  let pages = 0;
  let hasPast = await isTrusted();
  for await (const given of set.pages()) {
    if (!isDone && hasPast) hasPast = await isTrusted();
    const page = hasPast ? given : { ...given, revisions: [], change: null };
    pages += 1;
    losses.addAll(page.losses);
    for (const key of page.media) used.add(key);
    const lost = given.revisions.length - Math.min(page.revisions.length, MOST_REVISIONS);
    losses.add('lostRevisions', { place: page.key, count: lost });
    if (isDone) {
      isDone = page.key !== after;
      continue;
    }
    const id = idOf(page.key);
    const parent = page.parent === null ? null : idOf(page.parent);
    const { title, icon, tags } = page;
    const create = await run.makePage({ id, parent, kind: 'wiki', title, icon, tags });
    const links = new Set(page.links);
    const pictures = new Map(page.pictures.map((picture) => [picture.id, picture]));
    const there = new Map<string, boolean>();
    for (const fileId of referencesIn(page.content).files) {
      const [medium, picture] = [media.get(fileId), pictures.get(fileId)];
      const read = medium ? () => medium.read() : picture ? () => picture.content : null;
      const name = medium?.name ?? picture?.name ?? '';
      const key = stableId('file', transferId, medium ? fileId : `${page.key} ${fileId}`);
      there.set(fileId, read !== null && (await run.attach(id, { id: key, name, read })));
    }
    const withLinks = (content: NodeJson): NodeJson =>
      withBlockIds(
        withTargets(content, {
          page: ({ key, block }) =>
            links.has(key) ? `/d/${idOf(key)}${block === null ? '' : `#block-${block}`}` : null,
          wanted: (key) => set.nameOf(key),
          file: (fileId) =>
            there.get(fileId)
              ? stableId('file', transferId, media.has(fileId) ? fileId : `${page.key} ${fileId}`)
              : null,
        }),
      );
    const rows = await rowsOf(create, { transferId, page, withLinks });
    const [first, last] = [rows[0], rows.at(-1)];
    const filled = await fillPage(
      create,
      {
        documentId: id,
        rows,
        lastSeq: last?.seq ?? 0,
        threads: [],
        versions: [],
        nameKeys: [nameKey(page.key)],
        createdAt: first?.at ?? null,
        updatedAt: last?.at ?? null,
        frozenAt: null,
        properties: run.propertiesOf(title, page.properties),
      },
      { transferId, before: after, key: page.key, losses: run.losses.list() },
    );
    if (!filled) run.losses.add('refusedPages', { place: page.title });
    after = page.key;
    run.tell(pages, set.size);
  }
  for (const { key } of set.media) if (!used.has(key)) losses.add('otherFiles', { place: key });
  losses.addAll(set.losses());
  losses.addAll(run.losses.list());
  return losses.list();
}

/** A page and what it was before as the rows of a log, each by a name of the past. */
async function rowsOf(
  create: Grant<'document.create'>,
  {
    transferId,
    page,
    withLinks,
  }: { transferId: string; page: SetPage; withLinks(content: NodeJson): NodeJson },
): Promise<PastRow[]> {
  const past = page.revisions.slice(-MOST_REVISIONS);
  const names = [...past, ...(page.change ? [page.change] : [])].flatMap(({ author }) => author ?? []);
  const unique = [...new Set(names)];
  const ids = await pastAuthors(
    create,
    transferId,
    unique.map((name) => ({ key: name, name })),
  );
  const idOf = new Map(unique.map((name, index) => [name, ids[index] ?? null]));
  const rows: PastRow[] = [];
  const state = new UpdateBuffer();
  const now = new Date();
  const add = (content: NodeJson, change: SetPage['change']): void => {
    const text = withLinks(content);
    const data = rows.length === 0 ? updateFromJson(text) : updateOver(state.merged(), text);
    if (!data) return;
    state.add(data);
    const at = change?.at && change.at < now ? change.at : now;
    rows.push({ seq: rows.length + 1, at, author: idOf.get(change?.author ?? '') ?? null, data });
  };
  for (const revision of past) {
    const content = revision.read();
    if (content) add(content, revision);
  }
  if (rows.length > 0 || !page.isMade) add(page.content, page.change);
  return rows;
}
