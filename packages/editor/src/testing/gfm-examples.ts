/**
 * Examples of what GitHub Flavored Markdown adds to CommonMark, written for these tests: one or more for each of the sections on
 * extensions in its specification (GFM 0.29, 4.10, 5.3, 6.5 and 6.9), by what each is about.
 */
export const GFM_EXAMPLES: Readonly<Record<string, string>> = {
  'a table': '| who | what |\n| --- | --- |\n| Ada | minutes |\n',
  'columns that stand left, in the middle and right': '| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n',
  'a table without outer pipes': 'a | b\n- | -\n1 | 2\n',
  'a pipe in a cell, and one in code': '| a \\| b |\n| --- |\n| `c \\| d` **\\|** |\n',
  'a table that a quote ends': '| a |\n| - |\n| b |\n> c\n',
  'a table that a line of text goes on with': '| a | b |\n| - | - |\n| c | d |\ntext\n\nmore\n',
  'a head and a line below that do not fit': '| a | b |\n| - |\n| c |\n',
  'rows with too few cells and too many': '| a | b |\n| - | - |\n| c |\n| d | e | f |\n',
  'a table of a head alone': '| a | b |\n| - | - |\n',
  'marks and links in cells':
    '| *a* | ~~b~~ | [c](https://c.example) |\n| - | - | - |\n| `d` | **e** | <https://f.example> |\n',
  'a table in a list': '- one\n\n  | a |\n  | - |\n  | b |\n- two\n',
  tasks: '- [ ] open\n- [x] done\n- [X] done, too\n',
  'tasks in tasks': '- [x] a\n  - [ ] b\n  - [x] c\n- [ ] d\n',
  'tasks and others in one list': '- [ ] a\n- b\n- [x] c\n',
  'a task with a paragraph below': '- [ ] a\n\n  b\n',
  'a box that is none': '[ ] a\n\n- [] b\n- [y] c\n- \\[ ] d\n',
  'struck text': '~~gone~~ and ~~**bold**, gone~~\n',
  'struck text by one tilde': '~gone~\n',
  'struck text that no paragraph holds': 'a ~~b\n\nc~~ d\n',
  'three tildes strike nothing': 'a ~~~b~~~ c\n',
  'an address': 'See https://example.org/a_b*c?d=e&f=g.\n',
  'an address in brackets': '(https://example.org/a(b)c)\n',
  'an address with an entity behind it': 'https://example.org/?q=a&amp;b&copy;\n',
  'an address in angle brackets': '<https://example.org/x> and <ada@example.org>\n',
  'other schemes': 'ftp://example.org and mailto:ada@example.org\n',
};
