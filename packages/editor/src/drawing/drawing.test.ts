import { describe, expect, test } from 'vitest';
import { codeHtml, codePieces } from './code-html.ts';
import { diagramUrl } from './diagram-url.ts';
import { formulaHtml } from './formula-html.ts';

describe('formulas', () => {
  test('DOC-14 TeX becomes MathML, in the line or as a block', () => {
    expect(formulaHtml('x^2', false)).toMatch(
      /^<span class="katex"><math [^>]*><semantics><mrow><msup><mi>x<\/mi><mn>2<\/mn><\/msup>/,
    );
    expect(formulaHtml('x^2', true)).toContain('display="block"');
  });

  test.each([
    '\\href{javascript:alert(1)}{a}',
    '\\includegraphics{https://evil.example/x.png}',
    '\\htmlStyle{background: url(x)}{a}',
    '\\htmlClass{fixed inset-0}{a}',
    '\\fcolorbox{red}{blue}{a}',
    '\\url{https://evil.example}',
    '\\color{red;x}a',
    '\\text{<img src=x onerror=alert(1)>}',
    '\\unicode{60}script\\unicode{62}',
  ])('DOC-14, ATT-28 %s asks for nothing and looks like nothing else', (tex) => {
    const html = formulaHtml(tex, true) ?? '';
    const tags = html.match(/<[^>]*>/g)?.join('') ?? '';
    expect(tags).not.toMatch(/ style=| href=| src=|<img|<script|fixed/);
    for (const [, name] of tags.matchAll(/ class="([^"]*)"/g))
      expect(['katex', 'katex-error']).toContain(name);
  });

  test('DOC-14 what is no formula, what is too long, and what never ends is not drawn', () => {
    for (const tex of ['\\frac{', '\\nosuch', ' ', 'a'.repeat(6_000)])
      expect(formulaHtml(tex, false)).toBe(null);
    expect(formulaHtml('\\def\\a{\\a\\a}\\a', false)).toBe(null);
    expect(formulaHtml('{'.repeat(4_900), false)).toBe(null);
  });

  test.each(['\\def', '\\gdef', '\\edef', '\\newcommand', '\\renewcommand*', '\\let', '\\global\\let'])(
    'ATT-28, DOC-14 a formula with %s, by which it would become thousands of times as long, is not drawn',
    (command) => {
      const tex = `${command}\\a{${'x'.repeat(2_000)}}${'\\a'.repeat(490)}`;
      expect(formulaHtml(tex, true)).toBe(null);
    },
  );

  test('ATT-28, DOC-14 a drawn formula is not much longer than its source', () => {
    const cells = `${'&'.repeat(499)}\\\\`.repeat(8);
    for (const tex of [
      `\\begin{array}{${'c'.repeat(500)}}${cells}\\end{array}`,
      '\\sqrt{'.repeat(600) + '}'.repeat(600),
      'x^{'.repeat(1_000) + '}'.repeat(1_000),
      '\\implies'.repeat(490),
    ]) {
      expect(formulaHtml(tex, true)?.length ?? 0).toBeLessThan(100 * tex.length);
    }
  });
});

describe('code', () => {
  test('DOC-14 code is parted into what it is, and nothing of it is lost', () => {
    const code = 'const a = "<b>"; // c\n';
    expect(
      codePieces(code, 'js')
        ?.map(({ text }) => text)
        .join(''),
    ).toBe(code);
    expect(codeHtml(code, 'js')).toContain('<span class="hljs-keyword">const</span>');
    expect(codeHtml(code, 'js')).not.toContain('<b>');
  });

  test('ATT-28, DOC-14 code nested as deep as there is room is coloured, in few classes', () => {
    const code = '/*'.repeat(4_000);
    const pieces = codePieces(code, 'rust') ?? [];
    expect(pieces.map(({ text }) => text).join('')).toBe(code);
    expect(codeHtml(code, 'rust')?.length).toBeLessThan(100 * code.length);
  });

  test('DOC-14 an unknown language, or very much code, is left as it is', () => {
    expect(codeHtml('a', 'nosuch')).toBe(null);
    expect(codeHtml('a'.repeat(30_000), 'js')).toBe(null);
  });
});

test('DOC-14 a diagram is handed over in the fragment, which no server sees', () => {
  expect(diagramUrl('a-->"b" #\ud800')).toBe('/diagram/frame.html#a--%3E%22b%22%20%23%EF%BF%BD');
  expect(diagramUrl(' ')).toBe(null);
  expect(diagramUrl('a'.repeat(9_000))).toBe(null);
});
