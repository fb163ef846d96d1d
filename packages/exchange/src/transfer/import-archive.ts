import { authorize } from '@plenum/database/access/authorize';
import { archiveMoved, beginPagesWithMoved, beginWithMoved } from '@plenum/database/transfers/standing';
import { fillPage, type PastRow, type PastThread } from '@plenum/database/transfers/writes';
import { AppError } from '@plenum/domain/errors';
import { nameKey } from '@plenum/domain/wiki/names';
import { linkTarget } from '@plenum/editor/projection/link-target';
import { fileAt, filePath } from '@plenum/editor/schema/file-path';
import type { MarkJson, NodeJson } from '@plenum/editor/schema/json';
import { CheckedLog } from '@plenum/editor/yjs/checked-log';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { updateOver } from '@plenum/editor/yjs/update-over';
import type { Loss } from '@plenum/formats/losses';
import type { ArchivedPage, PlenumArchive } from '@plenum/formats/sets/plenum/read-archive';
import { stableId } from '@plenum/formats/sets/references';
import { pastAuthors } from './authors.ts';
import type { ImportRun, ImportTarget } from './import-run.ts';

/** Moves an archive of ours in, going on after the last page that is done. Resolves to what of it did not come along. */
export async function importArchive(
  target: ImportTarget,
  run: ImportRun,
  archive: PlenumArchive,
): Promise<Loss[]> {
  const { manifest } = archive;
  const { id: transferId, keepsIds } = run.transfer;
  const idOf = (id: string): string => (keepsIds ? id : stableId('moved', transferId, id));
  const people = await pastAuthors(
    target.create,
    transferId,
    manifest.people.map(({ name }, index) => ({ key: String(index), name })),
  );
  const isKnown = manifest.people.map(({ kind }) => kind !== 'system');
  const authorOf = (author: number | null): string | null =>
    author !== null && isKnown[author] ? (people[author] ?? null) : null;
  const files = new Map(manifest.files.map((file) => [file.id, file]));
  const ids = new Set(manifest.pages.map(({ id }) => id));
  const { origin } = manifest;
  const moved: Moved = { ids, files, idOf, origin, here: target.create.db.publicUrl };
  const refused = new Set<string>();
  let { after, done } = run.transfer;
  for await (const page of archive.pages(after)) {
    const { title, icon, kind, parent, tags } = page;
    const id = idOf(page.id);
    const scope = page.extra?.scope ?? null;
    const isTemplate = page.extra?.isTemplate === true;
    if (isTemplate && !(await run.hasRoomForTemplate({ id, title }))) {
      refused.add(page.id);
      continue;
    }
    const restriction = scope === null ? null : scope === page.id ? 'own' : 'inherited';
    const { db, actor, workspaceId: on } = target.create;
    await authorize(db, { actor, action: 'workspace.manage', on });
    const create = await run.makePage({
      id,
      parent: parent === null ? null : idOf(parent),
      kind,
      title,
      icon,
      tags,
      restriction,
      isTemplate,
    });
    const copies = page.extra?.files;
    const own = manifest.files.filter((file) => file.page === page.id);
    const shared = (Array.isArray(copies) ? copies : []).flatMap((copy) => files.get(String(copy)) ?? []);
    for (const file of [...own, ...shared])
      await run.attach(id, { id: idOf(file.id), name: file.name, read: () => archive.file(file) });
    const rewritten = checked(page, moved);
    const lastSeq = page.lastSeq + (rewritten ? 1 : 0);
    const { threads, versions } = page.besides;
    const filled = await fillPage(
      create,
      {
        documentId: id,
        rows: rowsOf(page, authorOf, rewritten),
        lastSeq,
        threads: threads.map((thread) => threadOf(thread, { authorOf, people: manifest.people })),
        versions: versions.map(({ seq, name, createdAt }) => ({ seq, name, createdAt: past(createdAt) })),
        nameKeys: nameKeysIn(page.extra?.names),
        createdAt: past(page.createdAt),
        updatedAt: past(page.updatedAt),
        frozenAt: timeIn(page.extra?.frozenAt),
        properties: run.propertiesOf(title, page.properties),
      },
      { transferId, before: after, key: page.id, losses: run.losses.list() },
    );
    if (!filled) {
      refused.add(page.id);
      run.losses.add('refusedPages', { place: title });
    }
    after = page.id;
    done += 1;
    run.tell(done, manifest.pages.length);
  }
  await restoreStanding(target, run, { manifest, idOf, refused });
  return run.losses.list();
}

/** What holds for pages once all of them are there: the templates that they begin others with, the archive, and where the wiki begins. One in which somebody writes already stays where it is. */
async function restoreStanding(
  { create: { db, actor, workspaceId: on }, below }: ImportTarget,
  run: ImportRun,
  {
    manifest: { pages, extra },
    idOf,
    refused,
  }: Pick<PlenumArchive, 'manifest'> & { idOf(id: string): string; refused: ReadonlySet<string> },
): Promise<void> {
  const start = pages.find(({ id }) => id === extra?.startPage);
  const known = new Set(pages.map(({ id }) => id));
  const here = (id: unknown): string | null => (typeof id === 'string' && known.has(id) ? idOf(id) : null);
  const archived = pages.flatMap(({ id, extra: said }) => {
    const archivedAt = timeIn(said?.archivedAt);
    const others = { withId: here(said?.archivedWith), intoId: here(said?.mergedInto) };
    return archivedAt === null || refused.has(id) ? [] : [{ id: idOf(id), archivedAt, ...others }];
  });
  const beginnings = pages.flatMap(({ id, extra: said }) => {
    const templateId = here(said?.beginsWith);
    return templateId === null || refused.has(id) ? [] : [{ id: idOf(id), templateId }];
  });
  if (!start && archived.length === 0 && beginnings.length === 0) return;
  const manage = await authorize(db, { actor, action: 'workspace.manage', on });
  await beginPagesWithMoved(manage, beginnings);
  await archiveMoved(manage, archived);
  if (start && !(below === null && (await beginWithMoved(manage, idOf(start.id)))))
    run.losses.add('startPage', { place: start.title });
}

/** The keys of what a page was called elsewhere, as an archive has it. */
function nameKeysIn(names: unknown): string[] {
  return Array.isArray(names) ? names.map((name) => nameKey(String(name))) : [];
}

interface Moved {
  ids: ReadonlySet<string>;
  files: ReadonlyMap<string, unknown>;
  idOf(id: string): string;
  origin: string;
  /** The address of this instance. */
  here: string;
}

/** Vets the log of a page; the update by which its links lead to where pages are now, null where they do already. */
function checked(page: ArchivedPage, moved: Moved): Uint8Array | null {
  const log = new CheckedLog();
  try {
    let count = 0;
    for (const { data } of page.logRows()) {
      if (!log.add(data)) throw damagedLog();
      count += 1;
    }
    const state = log.state();
    if (!state) throw damagedLog();
    if (count === 0) return null;
    const before = jsonFromUpdate(state);
    const after = withMoved(before, moved);
    return JSON.stringify(before) === JSON.stringify(after) ? null : updateOver(state, after);
  } finally {
    log.destroy();
  }
}

function* rowsOf(
  page: ArchivedPage,
  authorOf: (author: number | null) => string | null,
  rewritten: Uint8Array | null,
): Generator<PastRow, void> {
  for (const { seq, at, author, data } of page.logRows())
    yield { seq, at: past(at), author: authorOf(author), data };
  if (rewritten) yield { seq: page.lastSeq + 1, at: new Date(), author: null, data: rewritten };
}

type Thread = ArchivedPage['besides']['threads'][number];

function threadOf(
  { comments, anchorFrom, anchorTo, resolvedBy: _, createdAt, resolvedAt, ...thread }: Thread,
  {
    authorOf,
    people,
  }: {
    authorOf(author: number | null): string | null;
    people: readonly { name: string | null }[];
  },
): PastThread {
  return {
    ...thread,
    anchorFrom: bytesOf(anchorFrom),
    anchorTo: bytesOf(anchorTo),
    createdAt: past(createdAt),
    resolvedAt: resolvedAt === null ? null : past(resolvedAt),
    comments: comments.map(({ author, body, createdAt: at, editedAt, mentions }) => ({
      author: authorOf(author),
      body: withNames(body, mentions, people),
      createdAt: past(at),
      editedAt: editedAt === null ? null : past(editedAt),
    })),
  };
}

/** What was said, with the names of those who were named in it: they are no accounts here. */
function withNames(
  body: string,
  mentions: Thread['comments'][number]['mentions'],
  people: readonly { name: string | null }[],
): string {
  let text = body;
  for (const { position, person } of [...mentions].sort((a, b) => b.position - a.position)) {
    const name = person === null ? null : people[person]?.name;
    if (name && position < text.length)
      text = `${text.slice(0, position + 1)}${name}${text.slice(position + 1)}`;
  }
  return text;
}

/** A text whose links and files are where they have been moved to. */
function withMoved(node: NodeJson, moved: Moved): NodeJson {
  const copy: NodeJson = { ...node };
  const fileId = node.attrs?.fileId;
  if (typeof fileId === 'string' && moved.files.has(fileId))
    copy.attrs = { ...node.attrs, fileId: moved.idOf(fileId) };
  const isOther = node.type === 'documentLink' || node.type === 'transclusion';
  const to = isOther ? String(node.attrs?.documentId).toLowerCase() : '';
  if (moved.ids.has(to)) copy.attrs = { ...node.attrs, documentId: moved.idOf(to) };
  if (node.marks) copy.marks = node.marks.map((mark) => markWith(mark, moved));
  if (node.content) copy.content = node.content.map((child) => withMoved(child, moved));
  return copy;
}

function markWith(mark: MarkJson, { ids, files, idOf, origin, here }: Moved): MarkJson {
  const href = mark.attrs?.href;
  if (mark.type !== 'link' || typeof href !== 'string') return mark;
  const file = fileAt(href);
  if (file !== null)
    return files.has(file) ? { ...mark, attrs: { ...mark.attrs, href: filePath(idOf(file)) } } : mark;
  const target = linkTarget(href, origin);
  if (target === null || !ids.has(target)) return mark;
  if (idOf(target) === target && linkTarget(href, here) === target) return mark;
  const hash = href.includes('#') ? href.slice(href.indexOf('#')) : '';
  return { ...mark, attrs: { ...mark.attrs, href: `/d/${idOf(target)}${hash}` } };
}

/** A time of the past, whatever an archive says. */
function past(at: string | Date): Date {
  return new Date(Math.min(new Date(at).getTime(), Date.now()));
}

function timeIn(at: unknown): Date | null {
  return typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? past(at) : null;
}

function bytesOf(base64: string | null): Uint8Array | null {
  return base64 === null ? null : new Uint8Array(Buffer.from(base64, 'base64'));
}

function damagedLog(): AppError {
  return new AppError('invalid_input', 'The history of a page in this archive is damaged. Export it again.');
}
