import { htmlFromJson } from '@plenum/editor/html/html-from-json';
import { expect, test } from 'vitest';
import { scrollingHtml } from './scrolling-html.ts';

const cell = (text: string) => ({
  type: 'tableCell',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

test('SCREEN-2 each table of a read text scrolls in a box of its own, and text that looks like one stays text', () => {
  const table = {
    type: 'table',
    content: [{ type: 'tableRow', content: [cell('</table>'), cell('<table>')] }],
  };
  const html = scrollingHtml(htmlFromJson({ type: 'doc', content: [table, table] }));
  expect(html.match(/<div class="tableWrapper" tabindex="0"><table/g)).toHaveLength(2);
  expect(html.match(/<\/table><\/div>/g)).toHaveLength(2);
  expect(html.match(/<\/?table/g)).toHaveLength(4);
  expect(html).toContain('&lt;/table&gt;');
});
