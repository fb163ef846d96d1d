import type { Grant } from '@plenum/database/access/grant';
import { getDocument, getDocumentState } from '@plenum/database/documents/reads';
import { getWorkspace } from '@plenum/database/workspaces/reads';
import type { DocumentCard } from '@plenum/domain/documents/types';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { exportLosses } from '@plenum/exchange/export-document';
import { EXPORT_NAMES, type ExportName } from '@plenum/formats/format-names';
import type { Loss, LossCode } from '@plenum/formats/losses';
import { exportForPrint } from '#lib/convert/export-document.ts';
import { readLost, wordsOfBlocks } from '#lib/convert/lost.ts';
import { makesPdf } from '#lib/convert/print-pdf.ts';
import { readableNow } from '#lib/convert/readable-now.ts';
import { forPage, grantFor } from '#lib/session.ts';

/** What the page with the formats of a document shows. */
export interface FormatsView {
  document: DocumentCard;
  workspace: WorkspaceCard;
  /** What gets lost, by the formats that there are. */
  losses: [ExportName, Loss[]][];
  /** PDFs are made here; else a browser makes them of the print page. */
  makesPdf: boolean;
}

/** What a document can be had as, and what each of it loses. */
export function loadFormats(id: string): Promise<FormatsView> {
  const load = async () => {
    const grant = await grantFor('document.read', id);
    const [document, workspace, losses] = await Promise.all([
      getDocument(grant),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      exportLosses(await readableNow(grant), EXPORT_NAMES),
    ]);
    return { document, workspace, losses: [...losses], makesPdf: makesPdf() };
  };
  return forPage(load);
}

/** What the page after an import shows. */
export interface ImportedView {
  document: DocumentCard;
  workspace: WorkspaceCard;
  /** What did not come along, and the texts of the blocks where it was. */
  losses: { code: LossCode; count: number; places: { id: string; words: string }[] }[];
}

/** A document that a file has become, for whoever may write there. @param lost what the address says of its losses. */
export function loadImported(id: string, lost: string | undefined): Promise<ImportedView> {
  const load = async () => {
    const grant = await grantFor('document.write', id);
    const read = await grantFor('document.read', id);
    const [document, workspace, { update }] = await Promise.all([
      getDocument(read),
      getWorkspace(await grantFor('workspace.read', grant.workspaceId)),
      getDocumentState(read),
    ]);
    const said = readLost(lost);
    const words = wordsOfBlocks(jsonFromUpdate(update), new Set(said.flatMap(({ blocks }) => blocks)));
    const losses = said.map(({ code, count, blocks }) => ({
      code,
      count,
      places: blocks
        .flatMap((block) => ({ id: block, words: words.get(block) ?? '' }))
        .filter((one) => one.words !== ''),
    }));
    return { document, workspace, losses };
  };
  return forPage(load);
}

/** A document as a page to print, for whoever may read it; of a list with the tasks of other texts that it shows them. */
export function loadPrintPage(id: string): Promise<Uint8Array> {
  return forPage(async () => {
    return exportForPrint(await readableNow(await grantFor('document.read', id)));
  });
}

/** Asks whether the signed-in person may make documents of files in a workspace. @throws AppError where they may not. */
export function mayImport(workspaceId: string): Promise<Grant<'document.create'>> {
  return grantFor('document.create', workspaceId);
}
