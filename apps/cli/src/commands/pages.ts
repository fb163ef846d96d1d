import type { Grant } from '@plenum/database/access/grant';
import { createDocument, patchDocument } from '@plenum/database/documents/writes';
import { listBacklinks, reportLinks } from '@plenum/database/wiki/links';
import { listWanted } from '@plenum/database/wiki/names';
import { listBelow, listLevels, listTop } from '@plenum/database/wiki/reads';
import { getStartPage, setStartPage } from '@plenum/database/wiki/start-page';
import { replacementSchema } from '@plenum/domain/documents/replacement';
import { type DocumentPatch, documentPatchSchema, newDocumentSchema } from '@plenum/domain/documents/schema';
import type { DocumentId } from '@plenum/domain/ids';
import { parseInput } from '@plenum/domain/input';
import { PAGES_AT_ONCE, startPageSchema } from '@plenum/domain/wiki/schema';
import type { LinkedPage, TreeLevel, TreePage } from '@plenum/domain/wiki/types';
import { jsonFromMarkdown } from '@plenum/editor/markdown/json-from-markdown';
import { withBlockIds } from '@plenum/editor/schema/block-id';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { replaceWords } from '@plenum/exchange/replace-words';
import { MOST_IMPORT_BYTES } from '@plenum/formats/format-names';
import type { Command } from '../arguments.ts';
import { allOf } from '../data/all-of.ts';
import { withPerson } from '../data/as-person.ts';
import { readText } from '../data/input.ts';
import type { Env } from '../env.ts';
import type { Answer } from '../main.ts';

type Of<Name extends Command['name']> = Extract<Command, { name: Name }>;

/** Lists the wiki of a workspace, as far as a person may read it: each page below the one that it lies below, in their order. */
export async function listPages(env: Env, { username, workspace }: Of<'page list'>): Promise<Answer> {
  const items = await withPerson(env, username, async (person) => {
    const grant = await person.grant('workspace.read', await person.workspace(workspace));
    return inOrder(await readTree(grant), null, 0);
  });
  return {
    lines: items.map(
      ({ id, depth, icon, title }) => `${id}  ${'  '.repeat(depth)}${icon ? `${icon} ` : ''}${title}`,
    ),
    value: { items: items.map(({ depth: _, ...page }) => page) },
  };
}

/** Makes a page, empty or of Markdown; its id alone is the answer. */
export async function createPage(env: Env, command: Of<'page create'>): Promise<Answer> {
  const { username, workspace, file, title, icon, parentId, after } = command;
  const input = parseInput(newDocumentSchema, { kind: 'wiki', title, icon, parentId, after });
  const markdown = file === undefined ? null : await readText(file, MOST_IMPORT_BYTES);
  const seed = markdown === null ? null : updateFromJson(withBlockIds(jsonFromMarkdown(markdown)));
  const { id } = await withPerson(env, username, async (person) =>
    createDocument(await person.grant('document.create', await person.workspace(workspace)), {
      ...input,
      seed,
    }),
  );
  return { lines: [id], value: { id, url: `${env.publicUrl}/d/${id}` } };
}

/** Moves a page, or changes its place in the order. */
export function movePage(
  env: Env,
  { username, documentId, parentId, after }: Of<'page move'>,
): Promise<Answer> {
  return change(env, { username, documentId, patch: { parentId, after } });
}

/** Makes a page of a pad: last at the top, or where it is to come. */
export function makePage(
  env: Env,
  { username, documentId, parentId, after }: Of<'page make'>,
): Promise<Answer> {
  return change(env, { username, documentId, patch: { kind: 'wiki', parentId, after } });
}

/** Makes a pad of a page. */
export function unmakePage(env: Env, { username, documentId }: Of<'page unmake'>): Promise<Answer> {
  return change(env, { username, documentId, patch: { kind: 'pad' } });
}

/** Replaces words in a page's text as it is now, and tells how often. */
export async function replaceInPage(
  env: Env,
  { username, documentId, ...words }: Of<'page replace'>,
): Promise<Answer> {
  const replacement = parseInput(replacementSchema, words);
  const value = await withPerson(env, username, async (person) =>
    replaceWords(await person.grant('document.write', documentId), replacement),
  );
  return { lines: [`${value.count}${value.isAll ? '' : ', and there is more'}`], value };
}

/** Tells with which page a wiki begins, after it was chosen where one is named; null chooses none. */
export async function startPage(
  env: Env,
  { username, workspace, pageId }: Of<'page start'>,
): Promise<Answer> {
  const page = await withPerson(env, username, async (person) => {
    const workspaceId = await person.workspace(workspace);
    const sees = await person.grant('workspace.read', workspaceId);
    if (pageId !== undefined)
      await setStartPage(await person.grant('workspace.manage', workspaceId), {
        ...parseInput(startPageSchema, { pageId }),
        sees,
      });
    return getStartPage(sees);
  });
  return { lines: page ? [`${page.id}  ${page.title}`] : [], value: { page } };
}

/** Lists the documents of the workspace that lead to a document, as far as a person may read them. */
export async function listLinks(env: Env, { username, documentId }: Of<'page links'>): Promise<Answer> {
  return linked(
    await withPerson(env, username, async (person) => {
      const { workspaceId } = await person.grant('document.read', documentId);
      const grant = await person.grant('workspace.read', workspaceId);
      return allOf((page) => listBacklinks(grant, { documentId, ...page }));
    }),
  );
}

/** Lists the documents that lead to something that is gone, or the pages to which nothing leads. */
export async function reportLinksOf(
  env: Env,
  { username, workspace, name }: Of<'page broken' | 'page orphans'>,
): Promise<Answer> {
  const report = name === 'page broken' ? 'broken' : 'orphans';
  return linked(
    await withPerson(env, username, async (person) => {
      const grant = await person.grant('workspace.read', await person.workspace(workspace));
      return allOf((page) => reportLinks(grant, { report, ...page }));
    }),
  );
}

/** Lists the names by which texts lead to pages that are yet to be written, and how many lead to each. */
export async function listWantedPages(env: Env, { username, workspace }: Of<'page wanted'>): Promise<Answer> {
  const items = await withPerson(env, username, async (person) => {
    const grant = await person.grant('workspace.read', await person.workspace(workspace));
    return allOf((page) => listWanted(grant, page));
  });
  return { lines: items.map(({ name, count }) => `${count}  ${name}`), value: { items } };
}

function linked(items: LinkedPage[]): Answer {
  return { lines: items.map(({ id, title }) => `${id}  ${title}`), value: { items } };
}

async function change(
  env: Env,
  { username, documentId, patch }: { username: string; documentId: string; patch: DocumentPatch },
): Promise<Answer> {
  const input = parseInput(documentPatchSchema, patch);
  const { id, kind, parentId } = await withPerson(env, username, async (person) =>
    patchDocument(await person.grant('document.organise', documentId), { patch: input }),
  );
  return { lines: [], value: { id, kind, parentId } };
}

/** The whole tree, level by level: as many queries as it is deep, and one more for each long level. */
async function readTree(grant: Grant<'workspace.read'>): Promise<Map<DocumentId | null, TreePage[]>> {
  const tree = new Map<DocumentId | null, TreePage[]>();
  const take = async (level: TreeLevel) => {
    const pages = [...level.pages];
    for (let cursor = level.next; cursor !== null; ) {
      const page = { limit: PAGES_AT_ONCE, cursor };
      const { parentId } = level;
      const more =
        parentId === null ? await listTop(grant, page) : await listBelow(grant, { parentId, ...page });
      pages.push(...more.pages);
      cursor = more.next;
    }
    tree.set(level.parentId, pages);
    return pages;
  };
  let found = await take(await listTop(grant, { limit: PAGES_AT_ONCE }));
  while (found.length > 0) {
    const parentIds = found.filter(({ hasChildren }) => hasChildren).map(({ id }) => id);
    found = [];
    for (const level of await listLevels(grant, { parentIds, limit: PAGES_AT_ONCE }))
      found.push(...(await take(level)));
  }
  return tree;
}

function inOrder(
  tree: Map<DocumentId | null, TreePage[]>,
  parentId: DocumentId | null,
  depth: number,
): (TreePage & { depth: number })[] {
  return (tree.get(parentId) ?? []).flatMap((page) => [
    { ...page, depth },
    ...inOrder(tree, page.id, depth + 1),
  ]);
}
