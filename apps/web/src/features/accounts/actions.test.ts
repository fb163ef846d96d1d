import { authorize } from '@plenum/database/access/authorize';
import { identify } from '@plenum/database/access/identify';
import { signIn } from '@plenum/database/access/sign-in';
import type { Database } from '@plenum/database/client';
import { aMember, aWorkspace } from '@plenum/database/testing/factories';
import { createInvitation } from '@plenum/database/workspaces/invitations';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { joinWithNewAccount, recover, setUp } from './actions.ts';

let db: Database;

beforeAll(async () => {
  db = await openWebDatabase();
});
afterAll(() => db.close());

const PASSWORD = 'correct horse battery';

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** A browser that is gone when the server has done its work, so that nothing after the commit succeeds. */
function aLostVisitor(): Visitor {
  const visitor = new Visitor();
  visitor.takesCookies = false;
  return visitor;
}

const CODE = expect.stringMatching(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$/);

test('ACC-14 an account that was made, or recovered, gives out its recovery code whatever fails afterwards', async () => {
  const founder = { username: 'frida', password: PASSWORD };
  const made = await aLostVisitor().asks(() =>
    setUp(null, formOf({ ...founder, displayName: '', workspaceName: 'Küfa' })),
  );
  expect(made).toEqual({ status: 'done', result: { recoveryCode: CODE, continueTo: '/' } });

  const code = made?.status === 'done' ? made.result.recoveryCode : '';
  const recovered = await aLostVisitor().asks(() =>
    recover(null, formOf({ username: 'frida', recoveryCode: code, newPassword: 'another password' })),
  );
  expect(recovered).toEqual({ status: 'done', result: { recoveryCode: CODE, continueTo: '/' } });
  expect(await signIn(db, { username: 'frida', password: 'another password' })).not.toBeNull();

  const admin = await aMember(db);
  const workspace = await aWorkspace(db, admin, 'Garden');
  const manage = await authorize(db, { actor: admin, action: 'workspace.manage', on: workspace.id });
  const token = await createInvitation(manage, { role: 'editor', days: 7 });
  const joined = await aLostVisitor().asks(() =>
    joinWithNewAccount(null, formOf({ username: 'newcomer', displayName: '', password: PASSWORD, token })),
  );
  expect(joined).toEqual({
    status: 'done',
    result: { recoveryCode: CODE, continueTo: `/w/${workspace.slug}` },
  });
});

test('ATT-22 recovering an account: strangers are bounded, and do not lock out a browser that is known', async () => {
  const person = formOf({ username: 'olga', displayName: '', password: PASSWORD });
  const admin = await aMember(db);
  const { id } = await aWorkspace(db, admin, 'Forest');
  const manage = await authorize(db, { actor: admin, action: 'workspace.manage', on: id });
  person.set('token', await createInvitation(manage, { role: 'editor', days: 7 }));
  const owner = new Visitor('198.51.100.1');
  const made = await owner.asks(() => joinWithNewAccount(null, person));
  const recoveryCode = made?.status === 'done' ? made.result.recoveryCode : '';

  const guess = (visitor: Visitor, code: string) =>
    visitor.asks(() =>
      recover(null, formOf({ username: 'Olga', recoveryCode: code, newPassword: 'taken over 123' })),
    );
  const strangers = await Promise.all(
    Array.from({ length: 105 }, (_, i) => guess(new Visitor(`203.0.113.${i}`), 'WRONG-WRONG-WRONG-WRONG')),
  );
  const messages = strangers.map((state) => (state?.status === 'failed' ? state.message : 'done'));
  expect(messages.filter((message) => message.startsWith('Too many'))).toHaveLength(5);
  expect(messages.filter((message) => message.startsWith('User name and recovery code'))).toHaveLength(100);
  expect(await guess(new Visitor('203.0.113.200'), recoveryCode)).toMatchObject({ status: 'failed' });
  expect(await guess(owner, recoveryCode)).toMatchObject({ status: 'done' });
});

test('ATT-22, ATT-23 a cookie by which a browser is known signs nobody in', async () => {
  const visitor = new Visitor('198.51.100.2');
  const admin = await aMember(db);
  const { id } = await aWorkspace(db, admin, 'Meadow');
  const manage = await authorize(db, { actor: admin, action: 'workspace.manage', on: id });
  const token = await createInvitation(manage, { role: 'editor', days: 7 });
  const fields = { username: 'known', displayName: '', password: PASSWORD, token };
  await visitor.asks(() => joinWithNewAccount(null, formOf(fields)));
  const [session, known] = ['next-auth.session-token', /^plenum-known-/].map(
    (name) => [...visitor.cookies].find(([cookie]) => cookie.match(name))?.[1],
  );
  await expect(identify(db, { cookies: { 'next-auth.session-token': session } })).resolves.toBeTruthy();
  const asSession = identify(db, { cookies: { 'next-auth.session-token': known } });
  await expect(asSession).rejects.toMatchObject({ code: 'not_signed_in' });
});
