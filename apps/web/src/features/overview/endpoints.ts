import { authorize } from '@plenum/database/access/authorize';
import { listPresent } from '@plenum/database/documents/presence';
import { forgetRecent, listRecent } from '@plenum/database/documents/recent';
import { personOf } from '@plenum/domain/access/actor';
import { MOST_AT_ONCE } from '@plenum/domain/documents/schema';
import { idSchema } from '@plenum/domain/ids';
import { z } from 'zod';
import { json, noContent } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { database } from '#lib/database.ts';

/** GET /workspaces/{id}/presence */
export const getPresence = endpoint({
  method: 'GET',
  path: '/workspaces/{id}/presence',
  summary:
    'Who is in the documents of a workspace just now, or in those of some that are named, with commas between them; whoever reads by a link is not seen',
  params: z.object({ id: idSchema }),
  query: z.object({
    documents: z
      .string()
      .transform((ids) => ids.split(','))
      .pipe(z.array(idSchema).max(MOST_AT_ONCE))
      .optional(),
  }),
  body: NO_BODY,
  answer: z.object({
    items: z.array(
      z.object({
        documentId: idSchema,
        count: z.number().int(),
        people: z.array(
          z.object({
            kind: z.enum(['person', 'guest']),
            id: idSchema,
            name: z.string().nullable(),
            colour: z.number().int(),
          }),
        ),
      }),
    ),
  }),
  async handle({ actor, params, query }) {
    const grant = await authorize(database(), { actor, action: 'workspace.read', on: params.id });
    return json({ items: await listPresent(grant, query.documents) });
  },
});

/** GET /me/recent */
export const getRecent = endpoint({
  method: 'GET',
  path: '/me/recent',
  summary: 'The documents that you opened lately, the last first, at most 50',
  params: z.object({}),
  query: z.object({}),
  body: NO_BODY,
  answer: z.object({
    items: z.array(
      z.object({
        documentId: idSchema,
        title: z.string(),
        workspaceId: idSchema,
        at: z.iso.datetime(),
      }),
    ),
  }),
  async handle({ actor }) {
    const on = personOf(actor) ?? '';
    const recent = await listRecent(await authorize(database(), { actor, action: 'account.read', on }));
    return json({ items: recent.map(({ at, ...document }) => ({ ...document, at: at.toISOString() })) });
  },
});

/** DELETE /me/recent */
export const deleteRecent = endpoint({
  method: 'DELETE',
  path: '/me/recent',
  summary: 'Empty the list of documents that you opened lately',
  params: z.object({}),
  query: z.object({}),
  body: NO_BODY,
  answer: null,
  async handle({ actor }) {
    const on = personOf(actor) ?? '';
    await forgetRecent(await authorize(database(), { actor, action: 'account.organise', on }));
    return noContent();
  },
});
