import type { Grant } from '@plenum/database/access/grant';
import { listMentionable } from '@plenum/database/documents/access';
import {
  getProperties,
  listByProperties,
  listOwners,
  type OwnProperties,
} from '@plenum/database/documents/properties';
import { getDocument, listDocuments } from '@plenum/database/documents/reads';
import { listTags, type TagCount } from '@plenum/database/documents/tags';
import { listBacklinks, listWanting, reportLinks } from '@plenum/database/wiki/links';
import { listNamed, listWanted } from '@plenum/database/wiki/names';
import { listAncestors, listBelow, listLevels, listTop } from '@plenum/database/wiki/reads';
import { getStartPage } from '@plenum/database/wiki/start-page';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { hasRole } from '@plenum/domain/access/roles';
import type { PersonCard } from '@plenum/domain/accounts/types';
import type { Replacement } from '@plenum/domain/documents/replacement';
import type { PropertyFilter } from '@plenum/domain/documents/schema';
import type { DocumentCard, DocumentWithProperties } from '@plenum/domain/documents/types';
import { AppError, notFound } from '@plenum/domain/errors';
import { type DocumentId, isId, type WorkspaceId } from '@plenum/domain/ids';
import type { Page } from '@plenum/domain/page';
import { type LinkReport, openPagesSchema, PAGES_AT_ONCE } from '@plenum/domain/wiki/schema';
import type { Ancestor, LinkedPage, TreeLevel, WantedName } from '@plenum/domain/wiki/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { type FoundInWiki, findInWiki } from '@plenum/exchange/find-words';
import { cookies } from 'next/headers';
import { inSearchSlot } from '#lib/search-slots.ts';
import { forPage, grantFor } from '#lib/session.ts';
import { OPEN_COOKIE } from './components/open-pages.ts';

/** A tree as far as it is open. */
export interface OpenTree {
  /** The top first. */
  levels: TreeLevel[];
  open: DocumentId[];
}

/** How a tree is asked for. */
interface Asked {
  /** The open pages as an address has them; without it, as they were left on this device. */
  open?: string | undefined;
  /** The document that is being looked at: what lies above it is open, too. */
  current?: DocumentId | undefined;
  /** Pages of a level. */
  limit?: number;
}

/** The tree of a workspace, by a constant number of queries however much of it is open. */
export function loadTree(workspaceId: WorkspaceId, asked: Asked = {}): Promise<OpenTree> {
  return forPage(() => readTree(workspaceId, asked));
}

async function readTree(
  workspaceId: WorkspaceId,
  { open: inAddress, current, limit = PAGES_AT_ONCE }: Asked,
): Promise<OpenTree> {
  const grant = await grantFor('workspace.read', workspaceId);
  const kept = (await cookies()).get(OPEN_COOKIE)?.value.replaceAll('.', ',');
  const [top, above] = await Promise.all([
    listTop(grant, { limit }),
    current ? listAncestors(grant, current) : [],
  ]);
  const open = openPagesSchema.parse(
    [...above.map(({ id }) => id), inAddress ?? kept ?? ''].filter(Boolean).join(','),
  );
  const levels = await listLevels(grant, { parentIds: open, limit });
  return { levels: [top, ...levels.filter(({ pages }) => pages.length > 0)], open };
}

/** One level of a tree from a cursor on, for a page without scripting. */
export function loadLevel(
  workspaceId: WorkspaceId,
  { parentId, cursor }: { parentId: DocumentId | null; cursor: string },
): Promise<TreeLevel> {
  return forPage(async () => readLevel(await grantFor('workspace.read', workspaceId), { parentId, cursor }));
}

async function readLevel(
  grant: Grant<'workspace.read'>,
  { parentId, cursor }: { parentId: DocumentId | null | undefined; cursor: string | undefined },
): Promise<TreeLevel> {
  const page = { limit: PAGES_AT_ONCE, cursor };
  return parentId && isId(parentId) ? listBelow(grant, { parentId, ...page }) : listTop(grant, page);
}

/** The pages above a document of a workspace, from the top, that the signed-in person may read. */
export function loadAbove(workspaceId: WorkspaceId, documentId: DocumentId): Promise<Ancestor[]> {
  return forPage(async () => listAncestors(await grantFor('workspace.read', workspaceId), documentId));
}

/** The page with which a workspace's wiki begins, if the signed-in person may read it. */
export function loadStartPage(workspaceId: WorkspaceId): Promise<Ancestor | null> {
  return forPage(async () => getStartPage(await grantFor('workspace.read', workspaceId)));
}

/** What the page about a document's place in the wiki shows. */
export interface PlaceView {
  document: DocumentCard;
  workspace: WorkspaceCard;
  above: Ancestor[];
  /** The page with which the wiki begins. */
  start: Ancestor | null;
  tree: OpenTree;
  mayCreate: boolean;
}

/** Which part of the tree is shown to choose a place from: what is open of it, or one level alone, from a cursor on where there is one. */
export interface AskedPart {
  open?: string | undefined;
  below?: string | undefined;
  cursor?: string | undefined;
}

/** A document's place in the wiki, for whoever may change it. */
export function loadPlace(id: string, { open, below, cursor }: AskedPart): Promise<PlaceView> {
  const load = async () => {
    const { workspaceId } = await grantFor('document.organise', id);
    const read = await grantFor('workspace.read', workspaceId);
    const [document, workspace, above, start, tree] = await Promise.all([
      getDocument(await grantFor('document.read', id)),
      getWorkspace(read),
      listAncestors(read, id),
      getStartPage(read),
      below === undefined && cursor === undefined
        ? readTree(workspaceId, { open, current: id })
        : readLevel(read, { parentId: below, cursor }).then((level) => ({ levels: [level], open: [] })),
    ]);
    return { document, workspace, above, start, tree, mayCreate: hasRole(read.role, 'editor') };
  };
  return forPage(load);
}

/** Documents that are named for their links on one page of a list. */
const LINKED_AT_ONCE = 50;

/** What the page about what leads to a document shows. */
export interface BacklinksView {
  document: DocumentCard;
  workspace: WorkspaceCard;
  pages: Page<LinkedPage>;
}

/** The documents that lead to a document, for whoever is in its workspace. */
export function loadBacklinks(id: string, cursor: string | undefined): Promise<BacklinksView> {
  const load = async () => {
    const on = await grantFor('document.read', id);
    const read = await grantFor('workspace.read', on.workspaceId);
    const [document, workspace, pages] = await Promise.all([
      getDocument(on),
      getWorkspace(read),
      listBacklinks(read, { documentId: on.documentId, limit: LINKED_AT_ONCE, cursor }),
    ]);
    return { document, workspace, pages };
  };
  return forPage(load);
}

/** Tags, or documents with one, on one page of a list. */
const TAGS_AT_ONCE = 100;

/** The tags of a workspace, or the documents that have one of them. */
export type TagsView = { tag: null; tags: Page<TagCount> } | { tag: string; pages: Page<LinkedPage> };

/** What the documents of a workspace are about, or those that are about something. */
export function loadTags(
  workspaceId: WorkspaceId,
  { tag, cursor }: { tag?: string | undefined; cursor?: string | undefined },
): Promise<TagsView> {
  const load = async (): Promise<TagsView> => {
    const grant = await grantFor('workspace.read', workspaceId);
    const page = { limit: TAGS_AT_ONCE, cursor };
    if (!tag) return { tag: null, tags: await listTags(grant, page) };
    const filter = { words: '', order: 'title', tag } as const;
    return { tag, pages: await listDocuments(grant, { ...page, filter }) };
  };
  return forPage(load);
}

/** What the page about what is said of a document beside its text shows. */
export interface AboutView {
  document: DocumentCard;
  workspace: WorkspaceCard;
  properties: OwnProperties;
  /** What whoever may change it chooses from; null for others. */
  choices: {
    /** Tags that some documents of the workspace have. */
    tags: string[];
    /** Who could look after it. */
    people: PersonCard[];
  } | null;
}

/** What is said of a document beside its text. */
export function loadAbout(id: string): Promise<AboutView> {
  const load = async () => {
    const on = await grantFor('document.read', id);
    const read = await grantFor('workspace.read', on.workspaceId);
    const [document, workspace, properties, choices] = await Promise.all([
      getDocument(on),
      getWorkspace(read),
      getProperties(on),
      hasRole(on.role, 'editor') ? loadChoices(read, on) : null,
    ]);
    return { document, workspace, properties, choices };
  };
  return forPage(load);
}

async function loadChoices(read: Grant<'workspace.read'>, on: Grant<'document.read'>) {
  const [{ items }, people] = await Promise.all([
    listTags(read, { limit: TAGS_AT_ONCE }),
    listMentionable(on),
  ]);
  return { tags: items.map(({ tag }) => tag), people };
}

/** What is said of a document beside its text, for the line below its title. */
export function loadProperties(id: string): Promise<OwnProperties> {
  return forPage(async () => getProperties(await grantFor('document.read', id)));
}

/** Documents of which something is said, on one page of a list. */
const PROPERTIES_AT_ONCE = 50;

/** What the page about the properties of a workspace's documents shows. */
export interface PropertiesView {
  documents: Page<DocumentWithProperties>;
  /** Who looks after some of them. */
  owners: PersonCard[];
}

/** The documents of a workspace by what is said of them. */
export function loadByProperties(
  workspaceId: WorkspaceId,
  asked: PropertyFilter & { cursor?: string | undefined },
): Promise<PropertiesView> {
  const load = async () => {
    const grant = await grantFor('workspace.read', workspaceId);
    const [documents, owners] = await Promise.all([
      listByProperties(grant, { limit: PROPERTIES_AT_ONCE, ...asked }),
      listOwners(grant),
    ]);
    return { documents, owners };
  };
  return forPage(load);
}

/** What the links of a workspace say of its wiki. */
export function loadLinkReport(
  workspaceId: WorkspaceId,
  { report, cursor }: { report: LinkReport; cursor: string | undefined },
): Promise<Page<LinkedPage>> {
  const page = { limit: LINKED_AT_ONCE, cursor };
  return forPage(async () => reportLinks(await grantFor('workspace.read', workspaceId), { report, ...page }));
}

/** The names of pages that the texts of a workspace want, or the documents that want one. */
export type WantedView = { names: Page<WantedName> } | { pages: Page<LinkedPage> };

/** What the texts of a workspace lead to that is yet to be written. */
export function loadWanted(
  workspaceId: WorkspaceId,
  { name, cursor }: { name?: string | undefined; cursor?: string | undefined },
): Promise<WantedView> {
  const page = { limit: LINKED_AT_ONCE, cursor };
  const load = async (): Promise<WantedView> => {
    const grant = await grantFor('workspace.read', workspaceId);
    if (name === undefined) return { names: await listWanted(grant, page) };
    return { pages: await listWanting(grant, { name, ...page }) };
  };
  return forPage(load);
}

/** What the page shows to which the name of a page leads. */
export interface NamedView {
  pages: LinkedPage[];
  /** The page below which it would be made; null for the top. */
  below: DocumentCard | null;
  /** The text that leads there, for whoever may write in it. */
  from: DocumentId | null;
  mayCreate: boolean;
}

/** The documents of a name, and where one would be made that is not there. */
export function loadNamed(
  workspaceId: WorkspaceId,
  { name, from }: { name: string; from?: string | undefined },
): Promise<NamedView> {
  const load = async () => {
    const grant = await grantFor('workspace.read', workspaceId);
    const pages = await listNamed(grant, name);
    const mayCreate = hasRole(grant.role, 'editor');
    const write = mayCreate && from !== undefined ? await writableIn(grant, from) : null;
    const document = write && (await getDocument(write));
    const isPage = document?.kind === 'wiki' && !document.isTemplate;
    return { pages, mayCreate, from: write?.documentId ?? null, below: isPage ? document : null };
  };
  return forPage(load);
}

async function writableIn({ workspaceId }: Grant<'workspace.read'>, id: string) {
  try {
    const write = await grantFor('document.write', id);
    return write.workspaceId === workspaceId ? write : null;
  } catch (error) {
    if (error instanceof AppError && ['not_found', 'forbidden'].includes(error.code)) return null;
    throw error;
  }
}

/** The address of a document's workspace, for whoever may read both. */
export function loadSlugOf(id: string): Promise<string> {
  const load = async () => {
    const { workspaceId } = await grantFor('document.read', id);
    return (await getWorkspace(await grantFor('workspace.read', workspaceId))).slug;
  };
  return forPage(load);
}

/** What the page on which words are replaced shows. */
export interface ReplacingView {
  /** The page whose branch it is about; null for the whole wiki. */
  branch: DocumentCard | null;
  /** Null where nothing is looked for yet, or too much is at this moment. */
  found: FoundInWiki | null;
  isBusy: boolean;
}

/**
 * What would be replaced in the pages of a workspace's wiki, or in one of them and those below it: for whoever writes in the workspace, or
 * in that page.
 */
export function loadReplacing(
  workspaceId: WorkspaceId,
  {
    below,
    replacement,
    cursor,
  }: { below?: string | undefined; replacement?: Replacement | undefined; cursor?: string | undefined },
): Promise<ReplacingView> {
  const load = async (): Promise<ReplacingView> => {
    const grant = await grantFor('workspace.read', workspaceId);
    const write = below === undefined ? null : await grantFor('document.organise', below);
    if (write ? write.workspaceId !== workspaceId : !hasRole(grant.role, 'editor')) throw notFound();
    const branch = write && (await getDocument(await grantFor('document.read', write.documentId)));
    if (!replacement) return { branch, found: null, isBusy: false };
    const where = { below: write?.documentId, cursor };
    const found = await inSearchSlot(grant.actor, () => findInWiki(grant, { replacement, ...where })).catch(
      nullWhereBusy,
    );
    return { branch, found, isBusy: found === null };
  };
  return forPage(load);
}

function nullWhereBusy(error: unknown): null {
  if (error instanceof AppError && error.code === 'too_many') return null;
  throw error;
}
