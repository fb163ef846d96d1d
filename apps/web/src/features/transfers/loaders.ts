import type { Grant } from '@plenum/database/access/grant';
import { getTransfer, listTransfers } from '@plenum/database/transfers/jobs';
import type { Page } from '@plenum/domain/page';
import type { TransferCard, TransferReport } from '@plenum/domain/transfers/types';
import { makesPdf } from '#lib/convert/print-pdf.ts';
import { forPage, grantFor } from '#lib/session.ts';

const PER_PAGE = 20;

/** What the page shows on which things go out and come in. */
export interface TransfersView {
  transfers: Page<TransferCard>;
  /** PDFs are made here. */
  makesPdf: boolean;
  /** Whoever looks runs the workspace. */
  isAdmin: boolean;
}

/** What the signed-in person has moved in or out of a workspace, for whoever may make pages there. */
export function loadTransfers(workspaceId: string, cursor: string | undefined): Promise<TransfersView> {
  return forPage(async () => {
    const grant = await grantFor('document.create', workspaceId);
    const transfers = await listTransfers(grant, { limit: PER_PAGE, cursor });
    return { transfers, makesPdf: makesPdf(), isAdmin: grant.role === 'admin' };
  });
}

/** One of these, with what did not come along. */
export function loadTransfer(workspaceId: string, id: string): Promise<TransferReport> {
  return forPage(async () => getTransfer(await grantFor('document.create', workspaceId), id));
}

/** Asks whether the signed-in person may move things in and out of a workspace. @throws AppError where they may not. */
export function mayTransferHere(workspaceId: string): Promise<Grant<'document.create'>> {
  return grantFor('document.create', workspaceId);
}
