import { asAppError } from '@plenum/database/as-app-error';
import { listArchive } from '@plenum/database/documents/archive';
import { describeMerge } from '@plenum/database/documents/merge-facts';
import { getDocument, listDocuments } from '@plenum/database/documents/reads';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import { hasRole } from '@plenum/domain/access/roles';
import type { MergeFacts } from '@plenum/domain/documents/merging';
import { splitSchema } from '@plenum/domain/documents/splitting';
import type { ArchiveItem, DocumentCard, DocumentListItem } from '@plenum/domain/documents/types';
import type { WorkspaceId } from '@plenum/domain/ids';
import type { Page } from '@plenum/domain/page';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { listSections, previewSplit, type SplitPreview } from '@plenum/exchange/split-document';
import { getLocale, getTranslations } from 'next-intl/server';
import { sentence } from '#i18n/sentences.ts';
import { inSearchSlot } from '#lib/search-slots.ts';
import { forPage, grantFor } from '#lib/session.ts';

/** A document whose structure is changed. */
interface Changed {
  document: DocumentCard;
  workspace: WorkspaceCard;
  /** Why it cannot be done, in the language of whoever asks. */
  problem: string | null;
}

/** What the page on which a document is split shows. */
export interface SplittingView extends Changed {
  sections: Awaited<ReturnType<typeof listSections>>;
  /** Null where nothing is chosen yet. */
  preview: { pages: SplitPreview[]; linksInto: number } | null;
}

/** The sections of a document that can become pages, and what would become of those that are chosen, as the address has them. */
export function loadSplitting(
  id: string,
  asked: { level?: string | undefined; section?: string | undefined },
): Promise<SplittingView> {
  const load = async () => {
    const grant = await grantFor('document.write', id);
    await grantFor('document.create', grant.workspaceId);
    const what = await aboutDocument(id);
    const { data: by } = splitSchema.safeParse(
      asked.section ? { blockId: asked.section } : { level: asked.level },
    );
    const untitled = (await getTranslations('wiki'))('untitled');
    const { result: sections, problem } = await orProblem(() => listSections(grant));
    const looked = by && !problem ? () => previewSplit(grant, { by, untitled }) : null;
    const preview = looked && (await orProblem(() => inSearchSlot(grant.actor, looked)));
    return {
      ...what,
      sections: sections ?? [],
      preview: preview?.result ?? null,
      problem: problem ?? preview?.problem ?? null,
    };
  };
  return forPage(load);
}

/** Documents that are offered to be merged with. */
const OFFERED = 20;

/** What the page on which a document is merged shows. */
export interface MergingView extends Changed {
  /** What it can go into, by the words that are looked for. */
  offered: DocumentListItem[];
  chosen: { target: DocumentCard; facts: MergeFacts | null; mayChangeReaders: boolean } | null;
}

/** What a document can go into, and what would become of it there. */
export function loadMerging(
  id: string,
  { words, into }: { words: string; into?: string | undefined },
): Promise<MergingView> {
  const load = async () => {
    const grant = await grantFor('document.organise', id);
    const what = await aboutDocument(id);
    if (into !== undefined) {
      const write = await grantFor('document.write', into);
      const target = await getDocument(await grantFor('document.read', into));
      const { result: facts, problem } = await orProblem(() => describeMerge(grant, write));
      const mayChangeReaders = !facts?.hasOtherRules || hasRole(grant.role, 'admin');
      return { ...what, offered: [], chosen: { target, facts, mayChangeReaders }, problem };
    }
    const read = await grantFor('workspace.read', grant.workspaceId);
    const filter = { words, order: 'title', kinds: ['wiki', 'pad'] } as const;
    const { items } = await listDocuments(read, { limit: OFFERED, filter });
    return { ...what, offered: items.filter((one) => one.id !== id), chosen: null, problem: null };
  };
  return forPage(load);
}

/** A document for whoever may put it into the archive, or take it out. */
export function loadArchiving(id: string): Promise<Omit<Changed, 'problem'>> {
  return forPage(async () => {
    await grantFor('document.archive', id);
    return aboutDocument(id);
  });
}

/** Documents in the archive on one page of the list. */
const ARCHIVED_AT_ONCE = 50;

/** A page of a workspace's archive. */
export function loadArchive(
  workspaceId: WorkspaceId,
  cursor: string | undefined,
): Promise<Page<ArchiveItem>> {
  return forPage(async () =>
    listArchive(await grantFor('workspace.read', workspaceId), { limit: ARCHIVED_AT_ONCE, cursor }),
  );
}

async function aboutDocument(id: string): Promise<{ document: DocumentCard; workspace: WorkspaceCard }> {
  const read = await grantFor('document.read', id);
  const [document, workspace] = await Promise.all([
    getDocument(read),
    getWorkspace(await grantFor('workspace.read', read.workspaceId)),
  ]);
  return { document, workspace };
}

/** What comes of something, or why that cannot be done; what may not be known is not there. */
async function orProblem<T>(work: () => Promise<T>): Promise<{ result: T | null; problem: string | null }> {
  try {
    return { result: await work(), problem: null };
  } catch (error) {
    const known = asAppError(error);
    if (!known || !['conflict', 'forbidden', 'too_many'].includes(known.code)) throw error;
    return { result: null, problem: sentence(await getLocale(), known.message) };
  }
}
