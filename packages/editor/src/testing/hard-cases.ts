import type { NodeJson } from '../schema/json.ts';

/** A document of some blocks. */
export const doc = (...content: NodeJson[]): NodeJson => ({ type: 'doc', content });
const text = (value: string, ...marks: (string | { href: string })[]): NodeJson => ({
  type: 'text',
  text: value,
  marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : { type: 'link', attrs: mark })),
});
const paragraph = (...content: NodeJson[]): NodeJson => ({ type: 'paragraph', content });
const lineBreak: NodeJson = { type: 'hardBreak' };
const code = (value: string, language: string | null = null): NodeJson => ({
  type: 'codeBlock',
  attrs: { language },
  content: [{ type: 'text', text: value }],
});
const list = (type: string, item: string, ...items: NodeJson[][]): NodeJson => ({
  type,
  content: items.map((content) => ({ type: item, content })),
});
const bullets = (...items: NodeJson[][]): NodeJson => list('bulletList', 'listItem', ...items);
const numbers = (...items: NodeJson[][]): NodeJson => list('orderedList', 'listItem', ...items);
const tasks = (...items: NodeJson[][]): NodeJson => list('taskList', 'taskItem', ...items);
const table = (...rows: NodeJson[][][]): NodeJson => ({
  type: 'table',
  content: rows.map((cells, index) => ({
    type: 'tableRow',
    content: cells.map((content) => ({ type: index === 0 ? 'tableHeader' : 'tableCell', content })),
  })),
});
/** A paragraph of plain text. */
export const p = (value: string): NodeJson => paragraph(text(value));

/** Documents that a way through Markdown breaks easily, by what is hard about them. */
export const HARD_CASES: Record<string, NodeJson> = {
  'characters that mean something': doc(p('\\ ` * _ { } [ ] ( ) # + - . ! | ~ < > & " \' = : ^ $ % @ / ?')),
  'escapes that are text': doc(p('\\* \\\\ \\[ \\n \\ä \\&amp; C:\\new\\*'), p('ends in a backslash\\')),
  'entities that are text': doc(p('&amp; &lt; &#42; &copy; &nbsp; &#x41;')),
  'lines that look like blocks': doc(
    ...[
      '# a',
      '> a',
      '- a',
      '+ a',
      '* a',
      '1. a',
      '1) a',
      '---',
      '***',
      '```',
      '~~~',
      '| a |',
      '    a',
      '[a]: b',
      '===',
      '- [ ] a',
    ].map(p),
  ),
  'broken lines that look like blocks': doc(
    ...['# a', '> a', '- a', '2. a', '---', '===', '```', '| - |'].map((line) =>
      paragraph(text('x'), lineBreak, text(line)),
    ),
  ),
  'HTML that is text': doc(
    p('<b>a</b> <br> <!-- c --> <script>x</script> <https://a.example> <a@b.example>'),
  ),
  'addresses that are no links': doc(
    p('https://a.example/x_y*z, www.a.example, a@b.example, http:// and //a.example'),
  ),
  'white space at the edges': doc(
    p('  a  b\t'),
    p('\u00a0a\u00a0'),
    paragraph(text(' a ', 'bold'), text(' b ', 'italic')),
  ),
  'nested lists with tasks': doc(
    bullets(
      [p('a'), tasks([p('b'), bullets([p('c'), numbers([p('d')], [p('e')])])], [p('f')])],
      [p('g'), p('h'), code('i'), { type: 'blockquote', content: [p('j'), tasks([p('k')])] }],
    ),
    tasks([p('[x] l')], [paragraph(), tasks([paragraph()])]),
    bullets([p('[ ] m')]),
  ),
  'lists side by side': doc(
    bullets([p('a')]),
    bullets([p('b')]),
    tasks([p('c')]),
    numbers([p('d')]),
    numbers([p('e')]),
  ),
  'list items that begin with something else': doc(
    bullets(
      [paragraph(), code('a')],
      [paragraph(), { type: 'horizontalRule' }],
      [paragraph(), bullets([p('b')])],
      [paragraph()],
    ),
  ),
  'ordered lists that start elsewhere': doc(
    { ...numbers([p('a'), { ...numbers([p('b')]), attrs: { start: 5 } }]), attrs: { start: 0 } },
    { ...numbers([p('c')]), attrs: { start: 999_999_999 } },
  ),
  'code with backticks': doc(
    paragraph(
      ...['`', '``', 'a`b', '`a', 'a`', ' a ', '  ', '``` a `'].flatMap((value) => [
        text(value, 'code'),
        text(' and '),
      ]),
    ),
  ),
  'code blocks with fences': doc(
    code('```\na\n```', 'js'),
    code('````'),
    code('~~~\n    a\n\n\nb\n'),
    code('  a\n\tb'),
  ),
  'tables with pipes': doc(
    table(
      [[p('a|b')], [paragraph(text('c|d\\|e', 'code'))]],
      [[p('\\| \\')], [paragraph(text('f', { href: 'https://a.example/?a=b|c' }))]],
    ),
  ),
  'table cells with breaks and blocks': doc(
    table(
      [[p('a')], [p('b')]],
      [[paragraph(text('c'), lineBreak, text('d'))], [p('e'), bullets([p('f')], [p('g')]), code('h\ni')]],
    ),
  ),
  'emphasis that touches letters': doc(
    paragraph(text('un'), text('frei', 'bold'), text('lich')),
    paragraph(text('a'), text('(b)', 'bold'), text('c')),
    paragraph(text('a.', 'italic'), text('b', 'bold'), text('c', 'strike'), text('"d"', 'bold'), text('e')),
    paragraph(text('漢'), text('「字」', 'bold'), text('字'), text('(x)', 'strike'), text('字')),
    paragraph(text('Datum:', 'bold'), text('heute', 'italic')),
    paragraph(text('C:\\ä'), text('(b)', 'bold')),
  ),
  'emphasis that touches emoji': doc(
    paragraph(text('😀'), text('(a)', 'bold'), text('😀')),
    paragraph(text('𠀀'), text('(a)', 'italic'), text('𠀀')),
    paragraph(text('a'), text('😀', 'strike'), text('b')),
    paragraph(text('👨‍👩‍👧', 'bold'), text('👩🏽‍🚀', 'italic')),
  ),
  'all marks at once': doc(
    paragraph(
      text('a', 'bold', 'italic', 'strike', { href: 'https://a.example' }),
      text('b', 'italic', 'strike', { href: 'https://a.example' }),
      text('c', 'strike', { href: 'https://b.example' }),
      text('d', 'bold'),
      text('e', 'code'),
      text('f', 'underline'),
    ),
  ),
  'breaks at the edges': doc(
    paragraph(lineBreak, text('a'), lineBreak, lineBreak, text('b'), lineBreak),
    paragraph(text('a', 'bold'), { ...lineBreak, marks: [{ type: 'bold' }] }, text('b', 'bold')),
    { type: 'heading', attrs: { level: 2 }, content: [text('a'), lineBreak, text('b|')] },
  ),
  'links with brackets': doc(
    paragraph(
      text('[a] (b) ![c]', { href: 'https://a.example/(x)_[y]?a=b c&d=<e>' }),
      text(' '),
      text('https://a.example', { href: 'https://a.example' }),
      text('*', { href: 'mailto:a@b.example' }),
      text('`]', { href: '#a_b*c' }),
    ),
  ),
  'writing systems': doc(
    p('שלום עולם, مرحبا، 漢字かな交じり文。한국어 ไทย हिन्दी 👨‍👩‍👧‍👦🏳️‍🌈 é ﷽ \u200f\u200e'),
  ),
  'headings with marks at their ends': doc(
    ...['a #', '# a', 'a ##', '#', '1. a'].map(
      (value): NodeJson => ({ type: 'heading', attrs: { level: 3 }, content: [text(value)] }),
    ),
  ),
  'a quote in a list in a quote': doc({
    type: 'blockquote',
    content: [bullets([p('a'), { type: 'blockquote', content: [bullets([p('b')]), p('c')] }]), p('d')],
  }),
  'something very long': doc(
    p('word_*[ '.repeat(20_000)),
    bullets(...Array.from({ length: 2000 }, (_, index) => [p(`item ${index}`)])),
  ),
};
