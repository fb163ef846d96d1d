// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as preferences from '#components/preferences/actions.ts';
import * as accounts from '#features/accounts/actions.ts';
import * as accountLoaders from '#features/accounts/loaders.ts';
import * as chat from '#features/chat/actions.ts';
import * as chatLoaders from '#features/chat/loaders.ts';
import * as comments from '#features/comments/actions.ts';
import * as commentLoaders from '#features/comments/loaders.ts';
import * as documents from '#features/documents/actions.ts';
import * as documentLoaders from '#features/documents/loaders.ts';
import * as files from '#features/files/actions.ts';
import * as fileLoaders from '#features/files/loaders.ts';
import * as formatLoaders from '#features/formats/loaders.ts';
import * as groups from '#features/groups/actions.ts';
import * as groupLoaders from '#features/groups/loaders.ts';
import * as history from '#features/history/actions.ts';
import * as historyLoaders from '#features/history/loaders.ts';
import * as inbox from '#features/inbox/actions.ts';
import * as inboxLoaders from '#features/inbox/loaders.ts';
import * as meetings from '#features/meetings/actions.ts';
import * as meetingLoaders from '#features/meetings/loaders.ts';
import * as overview from '#features/overview/actions.ts';
import * as overviewLoaders from '#features/overview/loaders.ts';
import * as publications from '#features/publications/actions.ts';
import * as publicationLoaders from '#features/publications/loaders.ts';
import * as searchLoaders from '#features/search/loaders.ts';
import * as shares from '#features/shares/actions.ts';
import * as shareLoaders from '#features/shares/loaders.ts';
import * as structure from '#features/structure/actions.ts';
import * as structureLoaders from '#features/structure/loaders.ts';
import * as tasks from '#features/tasks/actions.ts';
import * as taskLoaders from '#features/tasks/loaders.ts';
import * as templates from '#features/templates/actions.ts';
import * as templateLoaders from '#features/templates/loaders.ts';
import * as transfers from '#features/transfers/actions.ts';
import * as transferLoaders from '#features/transfers/loaders.ts';
import * as webhooks from '#features/webhooks/actions.ts';
import * as webhookLoaders from '#features/webhooks/loaders.ts';
import * as wiki from '#features/wiki/actions.ts';
import * as wikiLoaders from '#features/wiki/loaders.ts';
import * as workspaces from '#features/workspaces/actions.ts';
import * as workspaceLoaders from '#features/workspaces/loaders.ts';
import { route } from '#lib/api/serve.ts';
import { WHO } from '#lib/testing/people.ts';
import { type Answer, answerOf, expected, PolicyKit } from '#lib/testing/policy-kit.ts';
import { namesRead } from '#lib/testing/policy-things.ts';
import { ENDPOINTS } from './api/v1/endpoints.ts';
import { API_POLICY } from './testing/api-policy.ts';
import { FORM_POLICY } from './testing/form-policy.ts';
import { LOAD_POLICY } from './testing/page-policy.ts';
import { PLACES } from './testing/places.ts';

const SOURCES = path.join(import.meta.dirname, '..');

let kit: PolicyKit;
beforeAll(async () => {
  kit = await PolicyKit.open();
});
afterAll(() => kit.db.close());

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

/** The function of a row «feature/function». */
function functionOf(modules: object, name: string): (...input: unknown[]) => unknown {
  const [feature = '', exported = ''] = name.split('/');
  const found: unknown = Reflect.get(Reflect.get(modules, feature), exported);
  if (typeof found !== 'function') throw new Error(`There is no ${name}.`);
  return (...input) => Reflect.apply(found, null, input);
}

/** A form with a file. */
function aForm(): FormData {
  const form = new FormData();
  // A text, and a table of tasks as well.
  form.set('file', new File(['Title\nBuy rice'], 'notes.txt'));
  return form;
}

describe('the HTTP API', () => {
  // What the present state does not allow has passed the gate.
  const ANSWERS: Record<number, Answer> = { 401: 'sign in', 403: 'forbidden', 404: 'hidden', 409: 'done' };

  test('ATT-16 has a row for each endpoint', () => {
    expect(Object.keys(API_POLICY).sort()).toEqual(Object.keys(ENDPOINTS).sort());
  });

  test.each(Object.entries(API_POLICY))('ATT-16 %s answers everybody by the table', async (name, call) => {
    const endpoint = Object.entries(ENDPOINTS).find(([known]) => known === name)?.[1];
    if (!endpoint) throw new Error(`There is no ${name}.`);
    const names = namesRead((about) => [call.id && about[call.id], call.params?.(about), call.body?.(about)]);
    for (const who of WHO) {
      const person = await kit.somebody(who, call);
      const { visitor, authorization } = person;
      const about = await kit.things(who, person, names);
      const given = { ...call.headers, ...(call.body && { 'Content-Type': 'application/json' }) };
      const headers = new Headers(given);
      if (authorization !== null) headers.set('Authorization', authorization);
      const body = call.sendsFile ? aForm() : call.body && JSON.stringify(call.body(about));
      const ask = (withHeaders: Headers) => {
        const init = { method: endpoint.method, headers: withHeaders, ...(body && { body }) };
        const request = new Request(`http://localhost:3000/api/v1${call.query ?? ''}`, init);
        const params = Promise.resolve({ ...(call.id && { id: about[call.id] }), ...call.params?.(about) });
        return visitor.asks(async () => route(endpoint)[endpoint.method](request, { params }));
      };
      // A browser's cookie reads what its person may, and never changes anything.
      const byCookie = (await ask(new Headers(given))).status;
      const byToken = (await ask(headers)).status;
      const wanted = expected(who, call);
      expect(ANSWERS[byToken] ?? (byToken < 300 ? 'done' : byToken), who).toBe(wanted);
      if (wanted === 'done' && endpoint.method !== 'GET') kit.spend(person);
      const reading = endpoint.method === 'GET' ? wanted : 'sign in';
      expect(ANSWERS[byCookie] ?? (byCookie < 300 ? 'done' : byCookie), `${who} by cookie`).toBe(reading);
    }
  });
});

describe('the forms', () => {
  const modules = {
    accounts,
    chat,
    comments,
    documents,
    files,
    groups,
    history,
    inbox,
    meetings,
    overview,
    preferences,
    publications,
    shares,
    structure,
    tasks,
    templates,
    transfers,
    webhooks,
    wiki,
    workspaces,
  };

  test('ATT-16 has a row for each form', () => {
    expect(Object.keys(FORM_POLICY).sort()).toEqual(exportsOf('actions.ts').sort());
  });

  test.each(Object.entries(FORM_POLICY))('ATT-16 %s answers everybody by the table', async (name, row) => {
    const run = functionOf(modules, name);
    const names = namesRead((about) => [
      row.fields?.(about),
      row.more?.(about),
      about.documentId,
      about.linkToken,
    ]);
    for (const who of WHO) {
      const person = await kit.somebody(who, row);
      const about = await kit.things(who, person, names);
      const form = new FormData();
      for (const [field, value] of Object.entries(row.fields?.(about) ?? {})) form.set(field, value);
      const given = { form: [form], id: [about.documentId], token: [about.linkToken] };
      const input = row.plain ? [...given[row.plain], ...(row.more?.(about) ?? [])] : [null, form];
      expect(await answerOf(person.visitor, () => run(...input)), who).toBe(expected(who, row));
      if (expected(who, row) === 'done') kit.spend(person);
    }
  });
});

describe('the pages', () => {
  const modules = {
    accounts: accountLoaders,
    documents: documentLoaders,
    files: fileLoaders,
    formats: formatLoaders,
    groups: groupLoaders,
    chat: chatLoaders,
    comments: commentLoaders,
    history: historyLoaders,
    inbox: inboxLoaders,
    meetings: meetingLoaders,
    overview: overviewLoaders,
    publications: publicationLoaders,
    search: searchLoaders,
    shares: shareLoaders,
    structure: structureLoaders,
    tasks: taskLoaders,
    templates: templateLoaders,
    transfers: transferLoaders,
    webhooks: webhookLoaders,
    wiki: wikiLoaders,
    workspaces: workspaceLoaders,
  };

  test('ATT-16 has a row for each load, page and route', () => {
    expect(Object.keys(LOAD_POLICY).sort()).toEqual(exportsOf('loaders.ts').sort());
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
    const places = files.filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file));
    expect(Object.keys(PLACES).sort()).toEqual(places.filter((file) => !file.startsWith('api/v1/')).sort());
    for (const [place, asked] of Object.entries(PLACES)) {
      expect(readFileSync(path.join(import.meta.dirname, place), 'utf8'), place).toContain(asked);
    }
  });

  test.each(Object.entries(LOAD_POLICY))('ATT-16 %s answers everybody by the table', async (name, row) => {
    const load = functionOf(modules, name);
    if (row === 'takes a Grant') {
      const [feature = '', loader = ''] = name.split('/');
      return expect(Reflect.get(Reflect.get(modules, feature), loader)).toHaveLength(1);
    }
    const names = namesRead((about) => row.input?.(about));
    for (const who of WHO) {
      const person = await kit.somebody(who, row);
      const about = await kit.things(who, person, names);
      const answer = await answerOf(person.visitor, () => load(...(row.input?.(about) ?? [])));
      expect(answer, who).toBe(expected(who, row));
    }
  });
});
