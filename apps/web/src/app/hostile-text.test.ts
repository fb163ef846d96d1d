// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { createShareLink } from '@plenum/database/shares/writes';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import type { WorkspaceCard } from '@plenum/domain/workspaces/types';
import { EXPORT_FORMATS } from '@plenum/editor/export/export-file';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { callApi } from '#lib/testing/call-api.ts';
import { aPerson } from '#lib/testing/people.ts';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { ENDPOINTS } from './api/v1/endpoints.ts';
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

/** What somebody may write who speaks Yjs by hand. */
const HOSTILE = [
  'javascript:alert(1)',
  'JaVa\tScRiPt:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '//evil.example/x',
  '" onmouseover="alert(1)',
  '"><img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
];

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

test.each(HOSTILE)(
  'ATT-28 %j put in through raw Yjs is inert on a shared page and in every export',
  async (payload) => {
    const seed = aHostileUpdate(payload);
    const document = await aDocument(db, { actor: admin, workspaceId: workspace.id, seed });
    await db.prisma.document.update({
      where: { id: document.id },
      data: { title: payload.replace(/\p{Cc}/gu, '') },
    });
    const share = await authorize(db, { actor: admin, action: 'document.share', on: document.id });
    const { token } = await createShareLink(share, { role: 'reader', name: payload });
    const request = new Request(`http://localhost:3000/s/${token}`);
    const page = await new Visitor().asks(() => openShare(request, { params: Promise.resolve({ token }) }));
    const reader = await aPerson(db, 'reader', workspace.id);
    const files = await Promise.all(
      EXPORT_FORMATS.map((format) =>
        callApi(ENDPOINTS.exportDocument, { by: reader, id: document.id, query: `?format=${format}` }),
      ),
    );
    const [, markdown, html, json] = files.map(({ text }) => text);
    expect(files.map(({ status }) => status)).toEqual([200, 200, 200, 200]);

    for (const markup of [await page.text(), html ?? '']) {
      expect(markup).toContain('</html>');
      for (const [tag, name = ''] of markup.matchAll(/<([a-z][\w-]*)\b[^>]*>/gi)) {
        expect(['iframe', 'img', 'image', 'svg', 'object', 'embed', 'base', 'form']).not.toContain(
          name.toLowerCase(),
        );
        expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/\s(on\w+|style|srcdoc)\s*=/i);
        const target = /\s(?:href|src|action)="([^"]*)"/i.exec(tag)?.[1];
        // A path of this origin: what has no scheme and no host is one.
        if (target !== undefined) expect(target).toMatch(/^(?!\/\/)[^:]*$/);
        if (/^script$/i.test(name)) expect(tag).toMatch(/src="\/share\/follow\.js"/);
      }
    }
    expect(markdown).not.toMatch(/\]\(<?\s*(javascript|data|\/\/)/i);
    expect(json).not.toMatch(/"href": *"[^"]*(javascript|data:|\/\/evil)/i);
  },
);
