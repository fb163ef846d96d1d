import { expect, test } from 'vitest';
import { fileName, MAX_FILE_NAME, shows } from './rules.ts';

test.each([
  ['minutes.pdf', 'application/pdf', 'minutes.pdf'],
  ['Größe & מידה.txt', 'text/plain', 'Größe & מידה.txt'],
  ['../../etc/passwd', 'text/plain', 'passwd'],
  ['C:\\Users\\eva\\plan.doc', 'application/octet-stream', 'plan.doc'],
  ['..', 'text/plain', 'file'],
  ['', 'text/plain', 'file'],
  ['.htaccess', 'text/plain', 'htaccess'],
  ['a\0b\r\nSet-Cookie: x.txt', 'text/plain', 'abSet-Cookie- x.txt'],
  ['exe.\u202efdp', 'text/plain', 'exe.fdp'],
  ['a\ud800.txt', 'text/plain', 'a\ufffd.txt'],
  ['"; filename=x.html', 'text/plain', '-; filename=x.html'],
  ['photo.PNG', 'image/png', 'photo.PNG'],
  ['page.html', 'image/png', 'page.html.png'],
  ['page.png.exe', 'image/jpeg', 'page.png.exe.jpg'],
  ['photo.png', 'text/plain', 'photo.png'],
])('FILE-2 a name is only a name: %j of %s becomes %j', (uploaded, type, name) => {
  expect(fileName(uploaded, type)).toBe(name);
});

test('FILE-2 a name that is too long keeps its ending', () => {
  const name = fileName(`${'😀'.repeat(300)}.tar.gz`, 'application/gzip');
  expect([...name].length).toBe(MAX_FILE_NAME);
  expect(name).toMatch(/^😀+\.gz$/u);
});

const ID = '0197a0f0-0000-7000-8000-000000000001';
const node = (type: string, attrs: object, content: object[] = []) => ({ type, attrs, content });

test('FILE-3 a text shows the attachments that its pictures and files name, and no others', () => {
  const text = node('doc', {}, [node('list', {}, [node('image', { fileId: ID, alt: 'x' })])]);
  expect(shows(text, ID)).toBe(true);
  expect(shows(text, ID.replace('1', '2'))).toBe(false);
  expect(shows(node('doc', {}, [node('attachment', { fileId: ID })]), ID)).toBe(true);
  // A name or a paragraph that says an id shows nothing, and what is no id is none.
  expect(shows(node('doc', {}, [node('paragraph', { fileId: ID })]), ID)).toBe(false);
  expect(shows({ type: 'text', text: ID }, ID)).toBe(false);
  expect(shows(node('doc', {}, [node('image', { id: ID, alt: ID })]), ID)).toBe(false);
});

test('FILE-3 what is no text shows nothing, and one without an end is not followed', () => {
  const endless: { type: string; content: unknown[] } = { type: 'doc', content: [] };
  endless.content.push(endless);
  for (const content of [null, undefined, 'x', 7, [], endless]) expect(shows(content, ID)).toBe(false);
});
