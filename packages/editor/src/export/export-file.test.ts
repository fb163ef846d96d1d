import { expect, test } from 'vitest';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import { EXPORT_FORMATS, exportFile } from './export-file.ts';

const content = jsonFromMarkdown('# Küfa\n\n- [x] rice <b>&</b>\n');
const title = 'Plenum </title><script>';

test.each(EXPORT_FORMATS)(
  'CONV-9 the export as %s holds the whole text under the title as its name',
  (format) => {
    const file = exportFile({ title, content, format });
    expect(file.name).toBe(`${title}.${{ text: 'txt', markdown: 'md', html: 'html', json: 'json' }[format]}`);
    expect(file.text).toContain('Küfa');
    expect(file.text).toContain('rice');
  },
);

test('CONV-10 the HTML export is a page in which title and text are text', () => {
  const { text } = exportFile({ title, content, format: 'html' });
  expect(text).toMatch(/^<!doctype html>/);
  expect(text).toContain('<title>Plenum &lt;/title&gt;&lt;script&gt;</title>');
  expect(text).not.toMatch(/<script|<b>/);
});
