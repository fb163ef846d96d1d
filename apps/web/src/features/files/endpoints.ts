import { authorize } from '@plenum/database/access/authorize';
import {
  deleteAttachment,
  getAttachment,
  getFile,
  listAttachments,
} from '@plenum/database/files/attachments';
import { listMedia } from '@plenum/database/files/media';
import type { Actor } from '@plenum/domain/access/actor';
import { MEDIA_KINDS } from '@plenum/domain/files/schema';
import type { AttachmentCard } from '@plenum/domain/files/types';
import { idSchema } from '@plenum/domain/ids';
import { pageQuerySchema } from '@plenum/domain/page';
import { PICTURE_WIDTHS } from '@plenum/domain/picture-widths';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { endpoint, FILE_BODY, NO_BODY, PART_BODY } from '#lib/api/endpoint.ts';
import { pageSchema } from '#lib/api/page-schema.ts';
import { database } from '#lib/database.ts';
import { beginParts, endUpload, takePart, tellParts } from '#lib/files/partial-upload.ts';
import { receiveFile } from '#lib/files/receive-file.ts';
import { serveFile } from '#lib/files/serve-file.ts';
import { TUS } from '#lib/files/tus.ts';

const uploadedSchema = z.object({
  id: idSchema,
  name: z.string(),
  mediaType: z.string(),
  /** In bytes. */
  size: z.number().int(),
  /** In pixels; null for what is no picture. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
});

const attachmentSchema = uploadedSchema.extend({
  /** SHA-256 of the content in hexadecimal. */
  sha256: z.string(),
  /** Display name; null for a guest without one, and for an account that is gone. */
  uploadedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

const byId = z.object({ id: idSchema });
const byAttachment = byId.extend({ attachmentId: idSchema });

/** GET /documents/{id}/attachments */
export const getAttachments = endpoint({
  method: 'GET',
  path: '/documents/{id}/attachments',
  summary: "A document's attachments, those that were uploaded last first",
  params: byId,
  query: pageQuerySchema,
  body: NO_BODY,
  answer: pageSchema(attachmentSchema),
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'document.read', on: params.id });
    const { items, next } = await listAttachments(grant, query);
    return json({ items: items.map(outside), next });
  },
});

/** POST /documents/{id}/attachments */
export const postAttachment = endpoint({
  method: 'POST',
  path: '/documents/{id}/attachments',
  summary: 'Attach a file, as the field `file` of a form; from pictures all but what they show is removed',
  params: byId,
  query: z.object({}),
  body: FILE_BODY,
  answer: uploadedSchema,
  async handle({ actor, params, request }) {
    const ask = () => authorize(database(), { actor, action: 'document.write', on: params.id });
    return json(await receiveFile(request, ask), { status: 201 });
  },
});

/** GET /documents/{id}/attachments/{attachmentId} */
export const getOneAttachment = endpoint({
  method: 'GET',
  path: '/documents/{id}/attachments/{attachmentId}',
  summary: 'What is known of an attachment',
  params: byAttachment,
  query: z.object({}),
  body: NO_BODY,
  answer: attachmentSchema,
  async handle({ actor, params }) {
    const grant = await authorize(database(), { actor, action: 'document.read', on: params.id });
    return json(outside(await getAttachment(grant, params.attachmentId)));
  },
});

/** GET /documents/{id}/attachments/{attachmentId}/content */
export const getAttachmentContent = endpoint({
  method: 'GET',
  path: '/documents/{id}/attachments/{attachmentId}/content',
  summary: 'The file itself, or a range of its bytes; a picture in a width where it has more pixels',
  params: byAttachment,
  query: z.object({ width: z.enum(PICTURE_WIDTHS.map(String)).optional() }),
  body: NO_BODY,
  answer: null,
  files: ['*/*'],
  async handle({ actor, params, request }) {
    const grant = await authorize(database(), { actor, action: 'document.read', on: params.id });
    return serveFile(request, await getFile(grant, params.attachmentId));
  },
});

/** PUT /documents/{id}/attachments/{attachmentId}/content */
export const putAttachmentContent = endpoint({
  method: 'PUT',
  path: '/documents/{id}/attachments/{attachmentId}/content',
  summary:
    'Put another file in the place of an attachment, as the field `file` of a form: all texts, public versions and links that show it have the new one',
  params: byAttachment,
  query: z.object({}),
  body: FILE_BODY,
  answer: uploadedSchema,
  async handle({ actor, params, request }) {
    const ask = () => authorize(database(), { actor, action: 'document.write', on: params.id });
    return json(await receiveFile(request, ask, { replaces: params.attachmentId }));
  },
});

const partialSchema = z.object({
  id: idSchema,
  /** Bytes that it has, and that have come. */
  size: z.number().int(),
  received: z.number().int(),
  expiresAt: z.iso.datetime(),
  /** The attachment that it has become; null until then. */
  file: uploadedSchema.nullable(),
});

const byUpload = byId.extend({ uploadId: idSchema });

const mayWrite = (actor: Actor, on: string) => () =>
  authorize(database(), { actor, action: 'document.write', on });

/** POST /documents/{id}/uploads */
export const postUpload = endpoint({
  method: 'POST',
  path: '/documents/{id}/uploads',
  summary:
    'Begin a large file, which comes in parts and goes on where it was cut off (tus 1.0.0: Upload-Length, and `filename` in Upload-Metadata); sent again with the same Idempotency-Key it is the same',
  params: byId,
  query: z.object({}),
  body: NO_BODY,
  answer: partialSchema,
  headers: TUS,
  async handle({ actor, params, request }) {
    const pathOf = (uploadId: string) => `/api/v1/documents/${params.id}/uploads/${uploadId}`;
    return beginParts(request, mayWrite(actor, params.id), pathOf);
  },
});

/** GET /documents/{id}/uploads/{uploadId} */
export const getUpload = endpoint({
  method: 'GET',
  path: '/documents/{id}/uploads/{uploadId}',
  summary: 'How much of such a file has come, also by HEAD, and what it has become',
  params: byUpload,
  query: z.object({}),
  body: NO_BODY,
  answer: partialSchema,
  headers: TUS,
  handle: ({ actor, params }) => tellParts(mayWrite(actor, params.id), params.uploadId),
});

/** PATCH /documents/{id}/uploads/{uploadId} */
export const patchUpload = endpoint({
  method: 'PATCH',
  path: '/documents/{id}/uploads/{uploadId}',
  summary: 'Send the next part of such a file (Upload-Offset); with the last it becomes an attachment',
  params: byUpload,
  query: z.object({}),
  body: PART_BODY,
  answer: null,
  headers: TUS,
  handle: ({ actor, params, request }) => takePart(request, mayWrite(actor, params.id), params.uploadId),
});

/** DELETE /documents/{id}/uploads/{uploadId} */
export const deleteUpload = endpoint({
  method: 'DELETE',
  path: '/documents/{id}/uploads/{uploadId}',
  summary: 'Stop such a file: nothing is left of what has come',
  params: byUpload,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  headers: TUS,
  handle: ({ actor, params, request }) => endUpload(request, mayWrite(actor, params.id), params.uploadId),
});

const namedDocumentSchema = z.object({ documentId: idSchema, title: z.string() });

/** GET /workspaces/{id}/files */
export const getMedia = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/files',
  summary:
    'The attachments of all documents of a workspace that you may read, those that were uploaded last first',
  params: byId,
  query: pageQuerySchema.extend({
    words: z.string().trim().max(100).default(''),
    kind: z.enum(MEDIA_KINDS).optional(),
    only: z.enum(['unused']).optional(),
  }),
  body: NO_BODY,
  answer: pageSchema(
    attachmentSchema.extend({
      ...namedDocumentSchema.shape,
      /** Whether the text of any document shows it or leads to it. */
      isUsed: z.boolean(),
      usedIn: z.array(namedDocumentSchema),
    }),
  ),
  async handle({ actor, params, query: { words, kind, only, ...page } }) {
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: params.id });
    const { items, next } = await listMedia(grant, { ...page, filter: { words, kind, only } });
    const media = items.map(({ documentId, title, isUsed, usedIn, ...file }) => ({
      ...outside(file),
      documentId,
      title,
      isUsed,
      usedIn,
    }));
    return json({ items: media, next });
  },
});

/** DELETE /documents/{id}/attachments/{attachmentId} */
export const deleteOneAttachment = endpoint({
  method: 'DELETE',
  path: '/documents/{id}/attachments/{attachmentId}',
  summary: 'Delete an attachment for good, also from public versions and links',
  params: byAttachment,
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor, params }) {
    const grant = await authorize(database(), { actor, action: 'document.write', on: params.id });
    await deleteAttachment(grant, params.attachmentId);
    return noContent();
  },
});

function outside({ uploader, createdAt, ...file }: AttachmentCard): z.infer<typeof attachmentSchema> {
  return { ...file, uploadedBy: uploader.name, createdAt: createdAt.toISOString() };
}
