import { authorize } from '@plenum/database/access/authorize';
import type { Grant } from '@plenum/database/access/grant';
import {
  countLinksInto,
  describeSplit,
  type PresentText,
  splitDocument as store,
} from '@plenum/database/documents/splitting';
import { idAfter } from '@plenum/database/id-after';
import { SPLIT_LIMITS, type SplitBy } from '@plenum/domain/documents/splitting';
import type { DocumentCard } from '@plenum/domain/documents/types';
import { AppError } from '@plenum/domain/errors';
import { projectionFromJson } from '@plenum/editor/projection/projection';
import { readUpdates } from '@plenum/editor/yjs/json-from-update';
import { knownBlocks } from '@plenum/editor/yjs/known-json';
import { headingsOf, type SectionHeading } from '@plenum/editor/yjs/sections';
import { type SplitText, splitText } from '@plenum/editor/yjs/split-text';
import { cleanTitle } from './import-document.ts';

/** How a document is parted, and the title of a page whose heading is empty. */
export interface SplitOptions {
  by: SplitBy;
  untitled: string;
}

/** A page that a section would become, and what would be in it. */
export interface SplitPreview {
  title: string;
  /** The beginning of its text. */
  text: string;
  threads: number;
  files: number;
  tasks: number;
  decisions: number;
}

/** Characters of a text that a preview shows. */
const SHOWN = 200;

/**
 * Makes pages of sections of a document as it is now, below it and with its access, and leaves a link to each in its place, by one edit of
 * whoever asks: what others have written is in the pages.
 * @throws AppError `conflict` where there are no such sections, or too many.
 */
export async function splitDocument(
  grant: Grant<'document.write'>,
  options: SplitOptions,
): Promise<DocumentCard[]> {
  const { actor, db, workspaceId } = grant;
  const into = await authorize(db, { actor, action: 'document.create', on: workspaceId });
  const origin = new URL(db.publicUrl).origin;
  return store(grant, into, (text) => {
    const { update, pages } = part(grant, text, options);
    return {
      update,
      pages: pages.map(({ content, ...page }) => ({
        ...page,
        fileIds: projectionFromJson(content, { origin }).files,
      })),
    };
  });
}

/** What would become of a document that is parted as it is now, and how many others lead to blocks that would be elsewhere. */
export async function previewSplit(
  grant: Grant<'document.write'>,
  options: SplitOptions,
): Promise<{ pages: SplitPreview[]; linksInto: number }> {
  const { actor, db, documentId, workspaceId } = grant;
  const read = await authorize(db, { actor, action: 'workspace.read', on: workspaceId });
  const origin = new URL(db.publicUrl).origin;
  const { pages } = await describeSplit(grant, (text) => part(grant, text, options));
  const linksInto = await countLinksInto(read, {
    documentId,
    // The last is the heading's, which the link has.
    blockIds: pages.flatMap(({ blockIds }) => blockIds.slice(0, -1)),
  });
  return {
    linksInto,
    pages: pages.map(({ title, content, threads }) => {
      const { text, files, tasks, decisions } = projectionFromJson(content, { origin });
      return {
        title,
        text: [...text.replace(/\s+/g, ' ').trim()].slice(0, SHOWN).join(''),
        threads: threads.length,
        files: files.length,
        tasks: tasks.length,
        decisions: decisions.length,
      };
    }),
  };
}

/** The headings by which a document can be parted as it is now. @throws AppError as parting it does. */
export function listSections(grant: Grant<'document.write'>): Promise<SectionHeading[]> {
  return describeSplit(grant, ({ updates }) => readUpdates(updates, (text) => headingsOf(knownBlocks(text))));
}

function part(
  { db, documentId }: Grant<'document.write'>,
  { updates, threads }: PresentText,
  { by, untitled }: SplitOptions,
): SplitText {
  let last: string | null = null;
  const newId = () => {
    last = idAfter(last);
    return last;
  };
  const parted = splitText(updates, {
    which: by,
    documentId,
    origin: new URL(db.publicUrl).origin,
    threads,
    titleOf: (words) => cleanTitle(words) || untitled,
    newId,
  });
  if (!parted) throw new AppError('conflict', 'This text has no such heading any more. Look at it again.');
  if (parted.pages.length > SPLIT_LIMITS.pages) {
    throw new AppError('conflict', 'That would be more than 50 pages. Split it at a greater heading first.');
  }
  return parted;
}
