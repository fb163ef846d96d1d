import { authorize } from '@plenum/database/access/authorize';
import { getPerson } from '@plenum/database/accounts/reads';
import { personOf } from '@plenum/domain/access/actor';
import { z } from 'zod';
import { json } from '#lib/api/answer.ts';
import { endpoint, NO_BODY } from '#lib/api/endpoint.ts';
import { personSchema } from '#lib/api/person-schema.ts';
import { database } from '#lib/database.ts';

/** GET /me */
export const getMe = endpoint({
  method: 'GET',
  path: '/me',
  summary: 'The account that you act for',
  params: z.object({}),
  query: z.object({}),
  body: NO_BODY,
  answer: personSchema,
  async handle({ actor }) {
    const on = personOf(actor) ?? '';
    return json(
      personSchema.parse(await getPerson(await authorize(database(), { actor, action: 'account.read', on }))),
    );
  },
});
