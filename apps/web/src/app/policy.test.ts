// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { createShareLink } from '@plenum/database/shares/writes';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import { createInvitation } from '@plenum/database/workspaces/invitations';
import type { Member } from '@plenum/domain/access/actor';
import { hasRole, type Role } from '@plenum/domain/access/roles';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as preferences from '#components/preferences/actions.ts';
import * as accounts from '#features/accounts/actions.ts';
import * as accountLoaders from '#features/accounts/loaders.ts';
import * as documents from '#features/documents/actions.ts';
import * as documentLoaders from '#features/documents/loaders.ts';
import * as shares from '#features/shares/actions.ts';
import * as shareLoaders from '#features/shares/loaders.ts';
import * as workspaces from '#features/workspaces/actions.ts';
import * as workspaceLoaders from '#features/workspaces/loaders.ts';
import { route } from '#lib/api/serve.ts';
import { aPerson, type Person, WHO, type Who } from '#lib/testing/people.ts';
import { openWebDatabase, signalOf, type Visitor } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './api/v1/endpoints.ts';

const SOURCES = path.join(import.meta.dirname, '..');

let db: Database;
let founder: Member;
let workspace: WorkspaceCard;
let locked: string;

beforeAll(async () => {
  db = await openWebDatabase();
  founder = await aMember(db);
  workspace = await aWorkspace(db, founder);
  const { id: on } = await aDocument(db, { actor: founder, workspaceId: workspace.id });
  const share = await authorize(db, { actor: founder, action: 'document.share', on });
  locked = (await createShareLink(share, { role: 'reader', password: 'open sesame' })).token;
});
afterAll(() => db.close());

/** The least that somebody must be; `account` is anybody signed in. */
type Least = 'everybody' | 'account' | Role;

/** What somebody is told: that it was done, that they may not, that nothing is there, or that they must sign in. */
type Answer = 'done' | 'forbidden' | 'hidden' | 'sign in';

/** The policy, said once more. `quiet`: whoever may not do it is not told either that the thing is there. */
function expected(who: Who, { least, quiet = false }: { least: Least; quiet?: boolean }): Answer {
  if (least === 'everybody') return 'done';
  if (who === 'nobody') return 'sign in';
  if (least === 'account') return 'done';
  if (who === 'outsider') return 'hidden';
  if (hasRole(who, least)) return 'done';
  return quiet ? 'hidden' : 'forbidden';
}

/** Things of the workspace that a call is about, made anew for each. */
async function things() {
  const document = await aDocument(db, { actor: founder, workspaceId: workspace.id });
  const share = await authorize(db, { actor: founder, action: 'document.share', on: document.id });
  const manage = await authorize(db, { actor: founder, action: 'workspace.manage', on: workspace.id });
  const link = await createShareLink(share, { role: 'reader' });
  const token = await createInvitation(manage, { role: 'reader', days: 7 });
  const { id: invitationId } = await db.prisma.invitation.findFirstOrThrow({ orderBy: { id: 'desc' } });
  const [username, role] = [`o${randomUUID().slice(0, 8)}`, 'commenter'] as const;
  const columns = { username, displayName: 'Other', colour: 0, passwordHash: '', recoveryHash: '' };
  const membership = { create: { workspaceId: workspace.id, role } };
  const other = await db.prisma.person.create({ data: { ...columns, memberships: membership } });
  return {
    workspaceId: workspace.id,
    documentId: document.id,
    linkId: link.id,
    linkToken: link.token,
    token,
    invitationId,
    personId: other.id,
  };
}
type Things = Awaited<ReturnType<typeof things>>;

interface Row {
  least: Least;
  quiet?: boolean;
  /** Whoever has done it is no longer who they were. */
  changesWho?: true;
}

const people = new Map<Who, Person>();

/** Somebody of this kind, the same for all calls that leave them so. */
async function somebody(who: Who, { changesWho = false }: { changesWho?: boolean }): Promise<Person> {
  const known = people.get(who);
  if (known && !changesWho) return known;
  const person = await aPerson(db, who, workspace.id);
  if (!changesWho) people.set(who, person);
  return person;
}

/** Every exported function of the files of one name, as «folder/function». */
function exportsOf(file: string): string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === file)
    .flatMap((name) => {
      const source = readFileSync(path.join(SOURCES, name), 'utf8');
      const names = source.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm);
      return [...names].map(([, exported]) => `${path.basename(path.dirname(name))}/${exported}`);
    });
}

describe('the HTTP API', () => {
  type Call = Row & { id?: keyof Things; body?: (things: Things) => object; query?: string };
  const POLICY: Record<keyof typeof ENDPOINTS, Call> = {
    getMe: { least: 'account' },
    getWorkspaces: { least: 'account' },
    postWorkspace: { least: 'account', body: () => ({ name: 'Another' }) },
    getDocuments: { least: 'reader', id: 'workspaceId' },
    postDocument: { least: 'editor', id: 'workspaceId', body: () => ({ kind: 'pad', title: 'New' }) },
    getOneDocument: { least: 'reader', id: 'documentId' },
    patchOneDocument: { least: 'editor', id: 'documentId', body: () => ({ title: 'Changed' }) },
    deleteDocument: { least: 'editor', id: 'documentId' },
    exportDocument: { least: 'reader', id: 'documentId', query: '?format=text' },
    getShareLinks: { least: 'editor', id: 'documentId' },
    postShareLink: { least: 'editor', id: 'documentId', body: () => ({ role: 'reader' }) },
    deleteShareLink: { least: 'editor', id: 'linkId', quiet: true },
  };
  const ANSWERS: Record<number, Answer> = { 401: 'sign in', 403: 'forbidden', 404: 'hidden' };

  test('ATT-16 has a row for each endpoint', () => {
    expect(Object.keys(POLICY).sort()).toEqual(Object.keys(ENDPOINTS).sort());
  });

  test.each(Object.entries(POLICY))('ATT-16 %s answers everybody by the table', async (name, call) => {
    const endpoint = Object.entries(ENDPOINTS).find(([known]) => known === name)?.[1];
    if (!endpoint) throw new Error(`There is no ${name}.`);
    for (const who of WHO) {
      const [about, { visitor, authorization }] = [await things(), await somebody(who, call)];
      const headers = new Headers(call.body && { 'Content-Type': 'application/json' });
      if (authorization !== null) headers.set('Authorization', authorization);
      const body = call.body && JSON.stringify(call.body(about));
      const ask = (withHeaders: Headers) => {
        const init = { method: endpoint.method, headers: withHeaders, ...(body && { body }) };
        const request = new Request(`http://localhost:3000/api/v1${call.query ?? ''}`, init);
        const params = Promise.resolve(call.id ? { id: about[call.id] } : {});
        return visitor.asks(async () => route(endpoint)[endpoint.method](request, { params }));
      };
      // A browser's cookie reads what its person may, and never changes anything.
      const byCookie = (await ask(new Headers(call.body && { 'Content-Type': 'application/json' }))).status;
      const byToken = (await ask(headers)).status;
      const wanted = expected(who, call);
      expect(ANSWERS[byToken] ?? (byToken < 300 ? 'done' : byToken), who).toBe(wanted);
      const reading = endpoint.method === 'GET' ? wanted : 'sign in';
      expect(ANSWERS[byCookie] ?? (byCookie < 300 ? 'done' : byCookie), `${who} by cookie`).toBe(reading);
    }
  });
});

describe('the forms', () => {
  const modules = { accounts, documents, preferences, shares, workspaces };
  type Form = Row & { fields?: (things: Things) => Record<string, string>; plain?: 'form' | 'id' };
  const POLICY: Record<string, Form> = {
    'accounts/setUp': { least: 'everybody' },
    'accounts/joinWithNewAccount': { least: 'everybody' },
    'accounts/recover': { least: 'everybody' },
    'accounts/changePassword': {
      least: 'account',
      fields: () => ({ currentPassword: 'not my password', newPassword: 'another password' }),
    },
    'accounts/updateProfile': { least: 'account', fields: () => ({ displayName: 'Me', colour: '1' }) },
    'accounts/renewRecoveryCode': { least: 'account', fields: () => ({ currentPassword: 'wrong' }) },
    'documents/createDocument': {
      least: 'editor',
      fields: ({ workspaceId }) => ({ workspaceId, template: 'agenda' }),
    },
    'documents/renameDocument': {
      least: 'editor',
      fields: ({ documentId }) => ({ documentId, title: 'Changed' }),
    },
    'documents/createFromCopy': {
      least: 'editor',
      fields: ({ workspaceId }) => ({ workspaceId, title: 'My copy', content: '{"type":"doc"}' }),
    },
    'documents/chooseKeeping': { least: 'everybody', plain: 'form' },
    'documents/trashDocument': { least: 'editor', fields: ({ documentId }) => ({ documentId }) },
    'preferences/chooseTheme': { least: 'everybody', plain: 'form' },
    'preferences/chooseLanguage': { least: 'everybody', plain: 'form' },
    'shares/listLinks': { least: 'editor', plain: 'id' },
    'shares/createShareLink': {
      least: 'editor',
      fields: ({ documentId }) => ({ documentId, role: 'reader' }),
    },
    'shares/revokeShareLink': { least: 'editor', quiet: true, fields: ({ linkId }) => ({ linkId }) },
    'workspaces/createWorkspace': { least: 'account', fields: () => ({ name: 'Another' }) },
    'workspaces/invite': {
      least: 'admin',
      fields: ({ workspaceId }) => ({ workspaceId, role: 'admin', days: '7' }),
    },
    'workspaces/revoke': {
      least: 'admin',
      fields: ({ workspaceId, invitationId }) => ({ workspaceId, invitationId }),
    },
    'workspaces/join': { least: 'account', changesWho: true, fields: ({ token }) => ({ token }) },
    'workspaces/changeRole': {
      least: 'admin',
      fields: ({ workspaceId, personId }) => ({ workspaceId, personId, role: 'editor' }),
    },
    'workspaces/removeMember': {
      least: 'admin',
      fields: ({ workspaceId, personId }) => ({ workspaceId, personId }),
    },
    'workspaces/leaveWorkspace': {
      least: 'reader',
      changesWho: true,
      fields: ({ workspaceId }) => ({ workspaceId }),
    },
  };

  test('ATT-16 has a row for each form', () => {
    expect(Object.keys(POLICY).sort()).toEqual(exportsOf('actions.ts').sort());
  });

  test.each(Object.entries(POLICY))('ATT-16 %s answers everybody by the table', async (name, row) => {
    const [feature = '', action = ''] = name.split('/');
    const run: unknown = Reflect.get(Reflect.get(modules, feature), action);
    if (typeof run !== 'function') throw new Error(`There is no ${name}.`);
    for (const who of WHO) {
      const [about, { visitor }] = [await things(), await somebody(who, row)];
      const form = new FormData();
      for (const [field, value] of Object.entries(row.fields?.(about) ?? {})) form.set(field, value);
      const given = { form: [form], id: [about.documentId] };
      const input = row.plain ? given[row.plain] : [null, form];
      expect(await answerOf(visitor, () => run(...input)), who).toBe(expected(who, row));
    }
  });
});

describe('the pages', () => {
  const modules = {
    accounts: accountLoaders,
    documents: documentLoaders,
    shares: shareLoaders,
    workspaces: workspaceLoaders,
  };
  type Load = Row & { input?: (things: Things) => unknown[] };
  const slug = () => [workspace.slug];
  const POLICY: Record<string, Load | 'takes a Grant'> = {
    'accounts/loadMe': { least: 'account' },
    'accounts/isSetupOpen': { least: 'everybody' },
    'accounts/loadSignIn': { least: 'everybody', input: () => ['/'] },
    'documents/loadDocuments': { least: 'reader', quiet: true, input: () => [workspace] },
    'documents/loadDocument': { least: 'reader', quiet: true, input: ({ documentId }) => [documentId] },
    'documents/loadReadable': { least: 'account', input: ({ documentId }) => [[documentId]] },
    'documents/readingView': 'takes a Grant',
    'shares/loadShared': { least: 'everybody', input: ({ linkToken }) => [linkToken] },
    'shares/unlock': { least: 'everybody', input: () => [locked, ''] },
    'workspaces/loadMyWorkspaces': { least: 'account' },
    'workspaces/loadWorkspace': { least: 'reader', quiet: true, input: slug },
    // Knows no more than that the address is taken, for whoever asks for access next.
    'workspaces/workspaceId': { least: 'account', input: slug },
    'workspaces/loadMembers': { least: 'reader', quiet: true, input: slug },
    'workspaces/loadInvitation': { least: 'everybody', input: ({ token }) => [token] },
  };

  /** What each page and each route outside the API asks before it shows anything. */
  const PLACES: Record<string, string> = {
    'page.tsx': 'loadMyWorkspaces(',
    'd/[id]/page.tsx': 'cache(loadDocument)',
    'join/[token]/page.tsx': 'loadInvitation(',
    'new-workspace/page.tsx': 'loadMe(',
    // It knows nothing: what it shows it reads in the browser.
    'offline/page.tsx': 'OfflinePage',
    'readable/route.ts': 'loadReadable(',
    'recover/page.tsx': 'RecoverForm',
    'settings/page.tsx': 'loadMe(',
    'setup/page.tsx': 'isSetupOpen(',
    'sign-in/page.tsx': 'loadSignIn(',
    'w/[slug]/members/page.tsx': 'loadMembers(',
    'w/[slug]/page.tsx': 'loadDocuments(',
    'api/auth/[...nextauth]/route.ts': 'OFFERED.has(action)',
    's/[token]/route.ts': 'loadShared(',
    'sign-out/route.ts': 'currentMember(',
  };

  test('ATT-16 has a row for each load, page and route', () => {
    expect(Object.keys(POLICY).sort()).toEqual(exportsOf('loaders.ts').sort());
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
    const places = files.filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file));
    expect(Object.keys(PLACES).sort()).toEqual(places.filter((file) => !file.startsWith('api/v1/')).sort());
    for (const [place, asked] of Object.entries(PLACES)) {
      expect(readFileSync(path.join(import.meta.dirname, place), 'utf8'), place).toContain(asked);
    }
  });

  test.each(Object.entries(POLICY))('ATT-16 %s answers everybody by the table', async (name, row) => {
    const [feature = '', loader = ''] = name.split('/');
    const load: unknown = Reflect.get(Reflect.get(modules, feature), loader);
    if (typeof load !== 'function') throw new Error(`There is no ${name}.`);
    if (row === 'takes a Grant') return expect(load).toHaveLength(1);
    for (const who of WHO) {
      const [about, { visitor }] = [await things(), await somebody(who, row)];
      const answer = await answerOf(visitor, () => load(...(row.input?.(about) ?? [])));
      expect(answer, who).toBe(expected(who, row));
    }
  });
});

/** What somebody is told by a form or a page. What fails for another reason has passed the gate. */
async function answerOf(visitor: Visitor, act: () => unknown): Promise<Answer> {
  try {
    const state = await visitor.asks(async () => act());
    const message = state !== null && typeof state === 'object' && 'message' in state ? state.message : '';
    return byWords(String(message));
  } catch (error) {
    const signal = signalOf(error);
    if (signal?.includes('/api/auth/signin')) return 'sign in';
    if (signal?.endsWith('404')) return 'hidden';
    return signal === null && error instanceof Error ? byWords(error.message) : 'done';
  }
}

function byWords(message: string): Answer {
  if (message.startsWith('You are not signed in.')) return 'sign in';
  if (message.startsWith('You may not do this here.')) return 'forbidden';
  return message.startsWith('This does not exist') ? 'hidden' : 'done';
}
