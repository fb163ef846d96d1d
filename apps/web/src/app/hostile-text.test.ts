// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { publish } from '@plenum/database/publications/writes';
import { createShareLink } from '@plenum/database/shares/writes';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { EXPORT_FORMATS } from '@plenum/editor/export/export-file';
import { HOSTILE_WORDS, hostileDocument } from '@plenum/editor/testing/hostile-parts';
import { pagesNow } from '@plenum/exchange/public-pages';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { callApi } from '#lib/testing/call-api.ts';
import { aPerson } from '#lib/testing/people.ts';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './api/v1/endpoints.ts';
import { GET as openSlides } from './d/[id]/present/route.ts';
import { GET as openPrint } from './d/[id]/print/route.ts';
import { GET as openPublic } from './p/[slug]/[[...page]]/route.ts';
import { GET as openSharedSlides } from './s/[token]/present/route.ts';
import { GET as openShare } from './s/[token]/route.ts';

let db: Database;
let admin: Member;
let workspace: WorkspaceCard;

beforeAll(async () => {
  db = await openWebDatabase();
  admin = await aMember(db);
  workspace = await aWorkspace(db, admin);
});
afterAll(() => db.close());

/** Links, embeds, colours, names and attributes, each hostile. */
function aHostileUpdate(payload: string): Uint8Array {
  const doc = new Y.Doc();
  const link = new Y.XmlText();
  link.insert(0, payload, { link: { href: payload, title: payload, onclick: payload, style: payload } });
  link.insert(0, 'x', { [payload]: { [payload]: payload }, textStyle: { color: payload } });
  const mention = new Y.XmlElement('mention');
  for (const attribute of ['personId', 'label', 'class', 'data-person'])
    mention.setAttribute(attribute, payload);
  const nodes = ['paragraph', 'heading', 'iframe', 'image', 'script', 'svg', 'style', payload].map((name) => {
    const node = new Y.XmlElement(name);
    for (const attribute of ['src', 'href', 'style', 'onload', 'id', 'level', 'srcdoc', payload]) {
      node.setAttribute(attribute, payload);
    }
    node.insert(0, [name === 'paragraph' ? link : name === 'heading' ? mention : new Y.XmlText(payload)]);
    return node;
  });
  doc.getXmlFragment('content').insert(0, nodes);
  return Y.encodeStateAsUpdate(doc);
}

/** The sign of a button of slides. */
const OWN_SIGN =
  '<svg aria-hidden="true" width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2">';

/** Expects a page of ours with nothing in it that runs, or leads or looks elsewhere. */
function expectInertPage(markup: string): void {
  expect(markup).toContain('</html>');
  for (const [tag, name = ''] of markup.matchAll(/<([a-z][\w-]*)\b[^>]*>/gi)) {
    const isDiagram =
      /^<iframe src="\/diagram\/frame\.html#[\w.!~*()%&#;-]*" [^>]*sandbox="allow-scripts"/.test(tag);
    if (!isDiagram && tag !== OWN_SIGN) {
      expect(['iframe', 'img', 'image', 'svg', 'object', 'embed', 'base', 'form']).not.toContain(
        name.toLowerCase(),
      );
    }
    expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/\s(on\w+|style|srcdoc)\s*=/i);
    const target = /\s(?:href|src|action)="([^"]*)"/i.exec(tag)?.[1];
    // A path of this origin: what has no scheme and no host is one. A file that is kept elsewhere has to name the origin.
    const path = target?.replace(/^http:\/\/localhost:3000(?=\/)/, '');
    if (path !== undefined) expect(path).toMatch(/^(?!\/\/)[^:]*$/);
    if (/^script$/i.test(name)) expect(tag).toMatch(/src="\/share\/(follow|slides)\.js"/);
  }
}

test.each(HOSTILE_WORDS.map((words) => [words.slice(0, 60), words]))(
  'ATT-28 %j put in through raw Yjs is inert on a shared page, in slides, on a public page and in every export',
  async (_, payload) => {
    const hostile = Y.encodeStateAsUpdate(hostileDocument(() => payload, payload));
    const seed = Y.mergeUpdates([aHostileUpdate(payload), hostile]);
    const document = await aDocument(db, { actor: admin, workspaceId: workspace.id, seed });
    const title = payload.replace(/\p{Cc}|\p{Cs}/gu, '').slice(0, 200);
    await db.prisma.document.update({ where: { id: document.id }, data: { title } });
    const share = await authorize(db, { actor: admin, action: 'document.share', on: document.id });
    const { token } = await createShareLink(share, { role: 'reader', name: title });
    const slug = `hostile-${document.id.slice(-12)}`;
    await publish(share, {
      settings: { slug, covers: 'document', isIndexed: true, hasFeed: true },
      pages: await pagesNow(share, { covers: 'document', published: null }),
    });
    const reader = await aPerson(db, 'reader', workspace.id);
    const here = { params: Promise.resolve({ token }) };
    const request = new Request(`http://localhost:3000/s/${token}`);
    const pages = await Promise.all([
      new Visitor().asks(() => openShare(request, here)),
      new Visitor().asks(() => openSharedSlides(request, here)),
      reader.visitor.asks(() => openSlides(request, { params: Promise.resolve({ id: document.id }) })),
      new Visitor().asks(() => openPublic(request, { params: Promise.resolve({ slug, page: [] }) })),
    ]);
    const files = await Promise.all(
      EXPORT_FORMATS.map((format) =>
        callApi(ENDPOINTS.exportDocument, { by: reader, id: document.id, query: `?format=${format}` }),
      ),
    );
    const [, markdown, html, json] = files.map(({ text }) => text);
    expect(files.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    for (const page of pages) expectInertPage(await page.text());
    expectInertPage(html ?? '');
    expect(markdown).not.toMatch(/\]\(<?\s*(javascript|data|\/\/)/i);
    expect(json).not.toMatch(/"href": *"[^"]*(javascript|data:|\/\/evil)/i);
  },
);

/** A list with a task of which each value is hostile, and one in a section of that name. */
function aHostileList(payload: string): Uint8Array {
  const doc = new Y.Doc();
  const [tasks, sections] = [doc.getMap('tasks'), doc.getMap('sections')];
  const id = '0192f000-0000-4000-8000-00000000000a';
  const list = [payload, id];
  const values = Object.fromEntries(
    ['start', 'due', 'doneAt', 'createdAt', 'foreign', 'uid', 'position', 'priority'].map((field) => [
      field,
      payload,
    ]),
  );
  tasks.set(id, {
    ...values,
    ...{ title: payload, labels: list, people: list, groups: list, reminders: list, blockedBy: list },
    names: { [payload]: payload, [id]: payload },
    repeat: { rule: payload, afterDone: payload },
  });
  tasks.set(`${id}/labels/${payload}`, payload);
  tasks.set(`${id}/people/0192f000-0000-4000-8000-00000000000b`, payload);
  tasks.set(payload, { title: payload, parentId: payload, sectionId: payload });
  sections.set(payload, { title: payload });
  doc.getMap('sources').set(payload, true);
  return Y.encodeStateAsUpdate(doc);
}

test.each(HOSTILE_WORDS.map((words) => [words.slice(0, 60), words]))(
  'TASK-676, ATT-28 %j in every value of a task is inert on a shared list, on its page to print and in every export',
  async (_, payload) => {
    const seed = aHostileList(payload);
    const { id } = await aDocument(db, { actor: admin, workspaceId: workspace.id, kind: 'tasks', seed });
    const share = await authorize(db, { actor: admin, action: 'document.share', on: id });
    const { token } = await createShareLink(share, { role: 'reader' });
    const reader = await aPerson(db, 'reader', workspace.id);
    const request = new Request(`http://localhost:3000/s/${token}`);
    const shared = await new Visitor().asks(() => openShare(request, { params: Promise.resolve({ token }) }));
    const print = await reader.visitor.asks(() => openPrint(request, { params: Promise.resolve({ id }) }));
    for (const page of [shared, print]) expectInertPage(await page.text());
    for (const format of EXPORT_FORMATS) {
      const by = { by: reader, id, query: `?format=${format}` };
      const { status, text } = await callApi(ENDPOINTS.exportDocument, by);
      expect(status).toBe(200);
      if (format === 'html') expectInertPage(text);
    }
    for (const format of ['csv', 'ics', 'json', 'markdown']) {
      const by = { by: reader, id, query: `?format=${format}` };
      const { status, text } = await callApi(ENDPOINTS.getTasksExport, by);
      expect(status).toBe(200);
      if (format === 'markdown') expect(text).not.toMatch(/\]\(<?\s*(javascript|data|\/\/)/i);
    }
  },
);
