import { expect, test } from 'vitest';
import { contentDisposition } from './content-disposition.ts';

/** The two names that a header gives. */
function namesIn(header: string): { plain: string; real: string } {
  const [, plain = '', real = ''] =
    /^attachment; filename="([^"]*)"; filename\*=UTF-8''([^;"\s]*)$/.exec(header) ?? [];
  return { plain, real: decodeURIComponent(real) };
}

test.each([
  ['Minutes.md', { plain: 'Minutes.md', real: 'Minutes.md' }],
  ['Küfa «March».md', { plain: 'Kufa March.md', real: 'Küfa «March».md' }],
  ['7:30 / "late"?.txt', { plain: '7-30 - -late--.txt', real: '7-30 - -late--.txt' }],
  [
    'a＂; filename=＂evil.exe.md',
    { plain: 'a-; filename=-evil.exe.md', real: 'a＂; filename=＂evil.exe.md' },
  ],
  ['．．／．．／passwd.html', { plain: '-..-passwd.html', real: '．．／．．／passwd.html' }],
  ['../../x.md', { plain: '-..-x.md', real: '-..-x.md' }],
  ['\u202Efdp.exe.md', { plain: 'fdp.exe.md', real: 'fdp.exe.md' }],
  ['50 %22.md', { plain: '50 -22.md', real: '50 -22.md' }],
  ["(it’s) *all* 'ours'.md", { plain: "(its) -all- 'ours'.md", real: "(it’s) -all- 'ours'.md" }],
  ['تحالف.md', { plain: 'document.md', real: 'تحالف.md' }],
  ['🦊.json', { plain: 'document.json', real: '🦊.json' }],
  ['...md', { plain: 'document.md', real: 'document.md' }],
  ['\u202E.md', { plain: 'document.md', real: 'document.md' }],
  ['a\ud800b.md', { plain: 'ab.md', real: 'a\ufffdb.md' }],
])('CONV-11 %s is kept under its own name and nothing else', (name, names) => {
  const header = contentDisposition(name);
  expect(namesIn(header)).toEqual(names);
  expect(header).toMatch(/^[\x20-\x7e]+$/);
});
