import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workFolder } from '@plenum/database/files/files-folder';
import { htmlForPrint } from '@plenum/formats/html/html-for-print';
import { aSource } from '@plenum/formats/testing/sample';
import { afterAll, expect, test, vi } from 'vitest';
import { printPdf } from '#lib/convert/print-pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'plenum-pdf-'));
for (const [name, value] of [
  ['PLENUM_DATA', folder],
  ['DATABASE_URL', 'postgresql://nowhere/x'],
] as const) {
  vi.stubEnv(name, value);
}
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** What a program of Poppler says about a PDF. */
function poppler(program: string, pdf: Uint8Array, ...args: string[]): string {
  const file = join(folder, 'x.pdf');
  writeFileSync(file, pdf);
  const { status, stdout, stderr } = spawnSync(
    program,
    [...args, file, ...(program === 'pdftotext' ? ['-'] : [])],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return stdout;
}

test('IO-2, IO-14 a PDF holds text, headings, lists, tables, links and pictures, and nothing is left of making it', async () => {
  const pdf = await printPdf(Buffer.from(htmlForPrint(aSource())), folder);
  const text = poppler('pdftotext', pdf, '-layout');
  for (const word of [
    'Minutes of the 1st & last meeting',
    'Agenda',
    'Innermost',
    'Everybody',
    'Folded away',
    'A note with',
  ]) {
    expect(text).toContain(word);
  }
  expect(text).toMatch(/Who\s+What/);
  expect(poppler('pdfimages', pdf, '-list').split('\n').length).toBeGreaterThan(3);
  expect(poppler('pdfinfo', pdf, '-url')).toContain('https://example.org/');
  expect(readdirSync(workFolder(folder))).toEqual([]);
});

test('IO-14, ATT-28 what is printed reaches no network and runs nothing', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(String(request.url));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  // Without the policy that our pages have: the program itself keeps to it.
  const at = `http://127.0.0.1:${port}`;
  const page = `<body>Before <span id="x">quiet</span><img src="${at}/img"><iframe src="${at}/frame"></iframe><link rel="stylesheet" href="${at}/css">
    <script>document.getElementById('x').textContent = 'loud'; fetch('${at}/fetch')</script><script src="${at}/js"></script>`;
  const text = poppler('pdftotext', await printPdf(Buffer.from(page), folder));
  await new Promise((resolve) => server.close(resolve));
  expect(text).toContain('Before quiet');
  expect(asked).toEqual([]);
});
