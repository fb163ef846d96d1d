// First of all, since what is imported after it meets its stand-ins for Next.
import '#lib/testing/visitor.ts';
import { authorize } from '@plenum/database/access/authorize';
import type { Database } from '@plenum/database/client';
import { getDocumentState } from '@plenum/database/documents/reads';
import { aDocument, aMember, aWorkspace } from '@plenum/database/testing/factories';
import type { Member } from '@plenum/domain/access/actor';
import { jsonFromUpdate } from '@plenum/editor/yjs/json-from-update';
import { updateFromJson } from '@plenum/editor/yjs/update-from-json';
import { docxFromSource } from '@plenum/formats/docx/docx-from-source';
import { aSource, PICTURE, PICTURE_ID, SAMPLE } from '@plenum/formats/testing/sample';
import { shapeOf } from '@plenum/formats/testing/shape';
import { ZipReader } from '@plenum/formats/zip/read-zip';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Endpoint } from '#lib/api/endpoint.ts';
import { route } from '#lib/api/serve.ts';
import { aPerson, type Person } from '#lib/testing/people.ts';
import { openWebDatabase, Visitor } from '#lib/testing/visitor.ts';
import { POST as importForm } from './api/import/[workspace]/route.ts';
import { ENDPOINTS } from './api/v1/endpoints.ts';

const ORIGIN = 'http://localhost:3000';

let db: Database;
let admin: Member;
let workspaceId: string;
let editor: Person;
let reader: Person;

beforeAll(async () => {
  db = await openWebDatabase();
  admin = await aMember(db);
  workspaceId = (await aWorkspace(db, admin)).id;
  editor = await aPerson(db, 'editor', workspaceId);
  reader = await aPerson(db, 'reader', workspaceId);
});
afterAll(() => {
  vi.unstubAllEnvs();
  return db.close();
});

/** Asks an endpoint about a thing. */
function ask(
  endpoint: Endpoint,
  { id, query = '', body, person = editor }: { id: string; query?: string; body?: BodyInit; person?: Person },
): Promise<Response> {
  const headers = { Authorization: person.authorization ?? '' };
  const init = { method: endpoint.method, headers, ...(body !== undefined && { body, duplex: 'half' }) };
  const request = new Request(`${ORIGIN}/api/v1${query}`, init);
  return new Visitor().asks(async () =>
    route(endpoint)[endpoint.method](request, { params: Promise.resolve({ id }) }),
  );
}

async function contentOf(documentId: string) {
  const grant = await authorize(db, { actor: admin, action: 'document.read', on: documentId });
  return jsonFromUpdate((await getDocumentState(grant)).update);
}

/** A picture of some pixels that says where it was taken. */
const photo = () =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: '#c33' } })
    .withExif({ IFD3: { GPSLatitude: '52/1 31/1 0/1' } })
    .jpeg()
    .toBuffer();

test('IO-12 a file becomes a document by the HTTP API, as a body and in a form', async () => {
  const body = '# Agenda\n\n<b>x</b> ![far](https://example.org/x.png)\n';
  const answer = await ask(ENDPOINTS.postImport, {
    id: workspaceId,
    query: '?format=markdown&title=Plenary',
    body,
  });
  expect(answer.status).toBe(201);
  const { document, losses } = await answer.json();
  expect(document).toMatchObject({ title: 'Plenary', kind: 'pad', workspaceId });
  expect(shapeOf(await contentOf(document.id))).toContain('heading: Agenda');
  expect(losses).toEqual([
    expect.objectContaining({
      code: 'remotePictures',
      count: 1,
      places: ['far'],
      message: '1 picture that lies elsewhere was not fetched.',
    }),
    expect.objectContaining({
      code: 'htmlAsText',
      count: 1,
      message: '1 passage of HTML is shown as it is written.',
    }),
  ]);
  const form = new FormData();
  form.set('file', new File(['Just text'], 'minutes of May.txt'));
  const second = await (await ask(ENDPOINTS.postImport, { id: workspaceId, body: form })).json();
  expect([second.document.title, second.losses]).toEqual(['minutes of May', []]);
});

test('TAG-6 a file of Markdown brings its tags; put in place of a text, it says that they stay out', async () => {
  const body = '---\ntitle: Plan\ntags:\n  - Money\n  - "#north"\n  - "🎉"\nauthor: x\n---\nText\n';
  const asked = { query: '?format=markdown', body };
  const { document, losses } = await (await ask(ENDPOINTS.postImport, { id: workspaceId, ...asked })).json();
  expect(document).toMatchObject({ title: 'Plan', tags: ['Money', 'north'] });
  expect(losses).toMatchObject([{ code: 'properties', count: 2, places: ['author', 'tags'] }]);
  expect(shapeOf(await contentOf(document.id))).toBe('doc\n  paragraph: Text');
  const { id } = await aDocument(db, { actor: admin, workspaceId, tags: ['own'] });
  const put = await (await ask(ENDPOINTS.putImport, { id, ...asked })).json();
  expect(put.losses).toMatchObject([{ code: 'properties', count: 2, places: ['author', 'tags'] }]);
  expect(await db.prisma.document.findUnique({ where: { id }, select: { tags: true } })).toEqual({
    tags: ['own'],
  });
});

test('IO-10, FILE-7 pictures of a file become attachments that say nothing of where they were taken', async () => {
  const source = aSource();
  source.pictures = new Map([
    [PICTURE_ID, { ...PICTURE, content: await photo(), type: 'image/jpeg', width: 40, height: 20 }],
  ]);
  const body = new Uint8Array(await docxFromSource(source));
  const { document, losses } = await (
    await ask(ENDPOINTS.postImport, { id: workspaceId, query: '?format=docx', body })
  ).json();
  expect([document.title, losses]).toEqual([source.title, []]);
  const content = await contentOf(document.id);
  expect(shapeOf(content)).toBe(shapeOf(SAMPLE));
  const [attachment] = await db.prisma.attachment.findMany({ where: { documentId: document.id } });
  expect(attachment).toMatchObject({ mediaType: 'image/jpeg', width: 40, height: 20 });
  expect(JSON.stringify(content)).toContain(`"fileId":"${attachment?.id}"`);
  const pieces: Uint8Array[] = [];
  for await (const piece of db.files.read(attachment?.fileId ?? '')) pieces.push(piece);
  expect((await sharp(Buffer.concat(pieces)).metadata()).exif).toBeUndefined();
});

test('IO-10 a picture that cannot be taken leaves its words, and that is told', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>').toString('base64');
  const body = `<title>Map</title><p>before <img alt="the map" src="data:image/svg+xml;base64,${svg}"> after</p>`;
  const { document, losses } = await (
    await ask(ENDPOINTS.postImport, { id: workspaceId, query: '?format=html', body })
  ).json();
  expect(losses).toMatchObject([{ code: 'refusedPictures', count: 1, places: ['the map'] }]);
  expect(shapeOf(await contentOf(document.id))).toBe(
    'doc\n  paragraph: before\n  paragraph: the map\n  paragraph: after',
  );
  expect(await db.prisma.attachment.count({ where: { documentId: document.id } })).toBe(0);
});

test('IO-12 a file is put in place of a text', async () => {
  const { id } = await aDocument(db, { actor: admin, workspaceId });
  const answer = await ask(ENDPOINTS.putImport, { id, query: '?format=text', body: 'Another text' });
  expect([answer.status, await answer.json()]).toEqual([200, { losses: [] }]);
  expect(shapeOf(await contentOf(id))).toBe('doc\n  paragraph: Another text');
});

/** A document with the sample in it, and its picture as an attachment. */
async function exported(): Promise<string> {
  const body = new Uint8Array(await docxFromSource(aSource()));
  const answer = await ask(ENDPOINTS.postImport, { id: workspaceId, query: '?format=docx', body });
  return (await answer.json()).document.id;
}

test('IO-11, IO-12, ATT-18 an export has the pictures that its reader sees, and says what is not in it', async () => {
  const id = await exported();
  const answer = await ask(ENDPOINTS.exportDocument, { id, query: '?format=odt', person: reader });
  expect(answer.headers.get('content-type')).toBe('application/vnd.oasis.opendocument.text');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; .*\.odt/);
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect(answer.headers.get('plenum-losses')).toBe('details;count=1, formulas;count=1');
  const zip = new ZipReader(new Uint8Array(await answer.arrayBuffer()));
  expect(zip.names.filter((name) => name.startsWith('Pictures/'))).toHaveLength(1);
  const said = await ask(ENDPOINTS.getExportLosses, { id, query: '?format=odt', person: reader });
  expect(await said.json()).toMatchObject({
    losses: [{ code: 'details', count: 1, places: ['More Folded away'] }, { code: 'formulas' }],
  });
  const outsider = await aPerson(db, 'outsider', workspaceId);
  for (const endpoint of [ENDPOINTS.exportDocument, ENDPOINTS.getExportLosses]) {
    expect((await ask(endpoint, { id, query: '?format=html', person: outsider })).status).toBe(404);
  }
});

test('IO-11, ATT-17 an export has no file of another document, whoever names it in a text', async () => {
  const id = await exported();
  const [theirs] = await db.prisma.attachment.findMany({ where: { documentId: id } });
  const content = [{ type: 'image', attrs: { fileId: theirs?.id, alt: 'stolen' } }];
  const other = await aDocument(db, {
    actor: admin,
    workspaceId,
    seed: updateFromJson({ type: 'doc', content }),
  });
  const answer = await ask(ENDPOINTS.exportDocument, { id: other.id, query: '?format=html' });
  const page = await answer.text();
  expect(page).toContain('stolen');
  expect(page).not.toContain('data:image/');
  expect(answer.headers.get('plenum-losses')).toBe('missingFiles;count=1');
});

test('IO-14 without a Chromium nobody waits for a PDF, and is told of the print page', async () => {
  for (const name of ['PLENUM_DATA', 'DATABASE_URL']) vi.stubEnv(name, 'somewhere');
  vi.stubEnv('CHROMIUM_PATH', undefined);
  const answer = await ask(ENDPOINTS.exportDocument, { id: await exported(), query: '?format=pdf' });
  expect(answer.status).toBe(503);
  expect((await answer.json()).detail).toContain('print page');
});

test.each([
  ['docx', Buffer.from('no archive'), 400, 'invalid_input'],
  ['odt', Buffer.from('PK\u0003\u0004'), 400, 'invalid_input'],
  ['etherpad', Buffer.from('{'), 400, 'invalid_input'],
  ['text', Buffer.alloc(0), 400, 'invalid_input'],
  ['markdown', Buffer.alloc(3 * 2 ** 20, 'word '), 413, 'too_large'],
  ['text', Buffer.alloc(25 * 2 ** 20), 413, 'too_large'],
])('IO-12 a file as %s that cannot be read leaves no document (%#)', async (format, body, status, code) => {
  const before = await db.prisma.document.count();
  const answer = await ask(ENDPOINTS.postImport, { id: workspaceId, query: `?format=${format}`, body });
  expect([answer.status, (await answer.json()).code]).toEqual([status, code]);
  expect(await db.prisma.document.count()).toBe(before);
});

test('IO-13 a form makes a document from a page of ours alone, and leads to what became of it without a word in the address', async () => {
  const browser = new Visitor();
  await browser.signIn(db, admin);
  const send = (origin: string | null) => {
    const body = new FormData();
    body.set('file', new File(['<h6>Too deep</h6><p>Text</p>'], 'agenda.html'));
    if (origin === null) browser.headers.delete('origin');
    else browser.headers.set('origin', origin);
    const request = new Request(`${ORIGIN}/api/import/${workspaceId}?from=w`, { method: 'POST', body });
    return browser.asks(() => importForm(request, { params: Promise.resolve({ workspace: workspaceId }) }));
  };
  expect((await send('https://evil.example')).status).toBe(403);
  expect((await send(null)).status).toBe(403);
  const answer = await send(ORIGIN);
  expect(answer.status).toBe(303);
  const to = new URL(answer.headers.get('location') ?? '', ORIGIN);
  expect(to.pathname).toMatch(/^\/d\/[0-9a-f-]{36}\/imported$/);
  expect(to.searchParams.get('lost')).toMatch(/^deepHeadings\.1\.[0-9a-f-]{36}$/);
});
