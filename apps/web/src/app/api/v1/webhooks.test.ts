// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import type { Database } from '@plenum/database/client';
import { aMember, aWorkspace } from '@plenum/database/testing/factories';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callApi, callWell } from '#lib/testing/call-api.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './endpoints.ts';

let db: Database;
let admin: Person;
let workspaceId: string;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  workspaceId = (await aWorkspace(db, await aMember(db))).id;
  admin = await aPerson(db, 'admin', workspaceId);
});

type Asked = Omit<Parameters<typeof callApi>[1], 'by'>;
const call = (name: keyof typeof ENDPOINTS, asked: Asked = {}) =>
  callWell(ENDPOINTS[name], { by: admin, ...asked });

const HOOK = { url: 'https://example.org/hook', events: ['document.trashed', 'document.created'] };

test('HOOK-14 programs make, change, test and delete webhooks, and see what was sent', async () => {
  const { secret, id, ...made } = await call('postWebhook', { id: workspaceId, body: HOOK });
  expect(String(secret)).toMatch(/^whsec_/);
  expect(made).toMatchObject({
    workspaceId,
    url: HOOK.url,
    events: ['document.created', 'document.trashed'],
    state: 'on',
  });
  const hook = String(id);
  expect(await call('getWebhooks', { id: workspaceId })).toEqual({ items: [{ id, ...made }], next: null });
  expect(await call('getOneWebhook', { id: hook })).toEqual({ id, ...made });
  const { id: documentId } = await call('postDocument', {
    id: workspaceId,
    body: { kind: 'pad', title: 'Minutes' },
  });
  const { id: trial } = await call('postTest', { id: hook });
  expect(await call('getDeliveries', { id: hook })).toMatchObject({
    items: [
      { id: trial, type: 'webhook.test', documentId: null, attempts: 0 },
      { type: 'document.created', documentId, status: null, failure: null },
    ],
  });
  const other = await call('postSecret', { id: hook });
  expect(other.secret).not.toBe(secret);
  const patch = { events: ['comment.created'], isOn: false };
  expect(await call('patchOneWebhook', { id: hook, body: patch })).toMatchObject({
    url: HOOK.url,
    events: ['comment.created'],
    state: 'off',
  });
  await callApi(ENDPOINTS.deleteWebhook, { by: admin, id: hook });
  expect(await call('getWebhooks', { id: workspaceId })).toEqual({ items: [], next: null });
});

test('HOOK-14 programs are told which field of a webhook is wrong', async () => {
  for (const [body, field] of [
    [{ ...HOOK, url: 'https://127.0.0.1/' }, 'url'],
    [{ ...HOOK, url: 'http://example.org/' }, 'url'],
    [{ ...HOOK, events: [] }, 'events'],
    [{ ...HOOK, events: ['document.read'] }, 'events'],
  ] as const) {
    const { status, text } = await callApi(ENDPOINTS.postWebhook, { by: admin, id: workspaceId, body });
    expect([status, text]).toEqual([400, expect.stringContaining(field)]);
  }
});
