import { endTransfer, getTransfer, listTransfers } from '@plenum/database/transfers/jobs';
import { idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import { EXPORT_FORMS } from '@plenum/domain/transfers/forms';
import {
  leftBehindSchema,
  lossesSchema,
  newExportSchema,
  TRANSFER_LOCALES,
  TRANSFER_STATES,
} from '@plenum/domain/transfers/schema';
import type { TransferCard } from '@plenum/domain/transfers/types';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { endpoint, NO_BODY, RAW_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { mayTransfer, receiveTransfer, serveTransfer, startExportFor } from '#lib/transfers.ts';

const transferSchema = z.object({
  id: idSchema,
  kind: z.enum(['export', 'import']),
  /** `coming`: the file is still being sent. */
  state: z.enum(TRANSFER_STATES),
  form: z.enum(EXPORT_FORMS).nullable(),
  documentId: idSchema.nullable(),
  title: z.string(),
  /** Pages that are done, and how many there are; null as long as nobody knows. */
  done: z.number().int(),
  total: z.number().int().nullable(),
  /** Bytes of the file that is ready; null for none. */
  size: z.number().int().nullable(),
  /** Why it failed, in English. */
  failure: z.string().nullable(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});

const reportSchema = transferSchema.extend({
  /** What did not come along. */
  losses: lossesSchema,
  /** Of an export: what stayed. */
  left: leftBehindSchema.nullable(),
});

const byId = z.object({ id: idSchema });
const byTransfer = byId.extend({ transferId: idSchema });

/** GET /workspaces/{id}/transfers */
export const getTransfers = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/transfers',
  summary: 'What you have moved in or out of a workspace in the last day, the latest first',
  params: byId,
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(transferSchema),
  async handle({ actor, params, query }) {
    const { items, next } = await listTransfers(await mayTransfer(actor, params.id), query);
    return json({ items: items.map(outside), next });
  },
});

/** POST /workspaces/{id}/transfers */
export const postTransfer = endpoint({
  method: 'POST',
  path: '/workspaces/{id}/transfers',
  summary:
    'Have a workspace, or a document with all below it, made into an archive, a site or a PDF; look how far it is, and fetch it within a day',
  params: byId,
  query: z.object({}),
  body: newExportSchema,
  answer: transferSchema,
  async handle({ actor, params, body }) {
    return json(outside(await startExportFor(await mayTransfer(actor, params.id), body)), { status: 201 });
  },
});

/** POST /workspaces/{id}/transfers/file */
export const postTransferFile = endpoint({
  method: 'POST',
  path: '/workspaces/{id}/transfers/file',
  summary:
    'Send a ZIP to be moved in, below a page or at the top: an archive of a Plenum (admins only), or what DokuWiki, Obsidian, Outline, Notion, HedgeDoc or Etherpad gave out',
  params: byId,
  query: z.object({
    documentId: idSchema.optional(),
    /** Moves in once more what was moved in before. */
    isAgain: z.enum(['true', 'false']).optional(),
    locale: z.enum(TRANSFER_LOCALES).optional(),
    /** What the file is called. */
    name: z.string().max(200).optional(),
  }),
  body: RAW_BODY,
  answer: transferSchema,
  async handle({ actor, params, query, request }) {
    const said = Object.fromEntries(
      Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    const transfer = await receiveTransfer(request, () => mayTransfer(actor, params.id), said);
    return json(outside(transfer), { status: 201 });
  },
});

/** GET /workspaces/{id}/transfers/{transferId} */
export const getOneTransfer = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/transfers/{transferId}',
  summary: 'How far something is that you have moved in or out, and what did not come along',
  params: byTransfer,
  query: z.object({}),
  body: NO_BODY,
  answer: reportSchema,
  async handle({ actor, params }) {
    const { losses, left, ...card } = await getTransfer(
      await mayTransfer(actor, params.id),
      params.transferId,
    );
    return json({ ...outside(card), losses, left });
  },
});

/** DELETE /workspaces/{id}/transfers/{transferId} */
export const deleteTransfer = endpoint({
  method: 'DELETE',
  path: '/workspaces/{id}/transfers/{transferId}',
  summary: 'End something that is under way, or forget what has ended, with its file',
  params: byTransfer,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params }) {
    await endTransfer(await mayTransfer(actor, params.id), params.transferId);
    return noContent();
  },
});

/** GET /workspaces/{id}/transfers/{transferId}/content */
export const getTransferContent = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/transfers/{transferId}/content',
  summary: 'The file that was made, or a range of its bytes',
  params: byTransfer,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  files: ['application/zip', 'application/pdf'],
  async handle({ actor, params, request }) {
    return serveTransfer(request, await mayTransfer(actor, params.id), params.transferId);
  },
});

function outside({ createdAt, endedAt, ...transfer }: TransferCard) {
  return { ...transfer, createdAt: createdAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}
