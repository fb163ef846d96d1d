import { ENGLISH_DECISION } from '@plenum/editor/schema/decision-words';
import type { NodeJson } from '@plenum/editor/schema/json';
import type { ExportPicture, ExportSource } from '../writing/export-source.ts';

type Attrs = Record<string, unknown>;

const node = (type: string, attrs: Attrs, ...content: NodeJson[]): NodeJson => ({ type, attrs, content });
const text = (value: string, ...marks: (string | [string, Attrs])[]): NodeJson => ({
  type: 'text',
  text: value,
  marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : { type: mark[0], attrs: mark[1] })),
});
const p = (...content: (NodeJson | string)[]): NodeJson =>
  node('paragraph', {}, ...content.map((one) => (typeof one === 'string' ? text(one) : one)));
const item = (...content: NodeJson[]): NodeJson => node('listItem', {}, ...content);
const cell = (type: string, attrs: Attrs, ...content: NodeJson[]): NodeJson => node(type, attrs, ...content);

/** The file of the picture in {@link SAMPLE}. */
export const PICTURE_ID = '01a21938-ac32-76ad-892f-5f28dda6054a';

/** A picture of 2 × 1 pixels. */
export const PICTURE: ExportPicture = {
  content: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGNgYGD4//8/AAYBAv4CsjmuAAAAAElFTkSuQmCC',
    'base64',
  ),
  type: 'image/png',
  width: 2,
  height: 1,
};

/** A document of what every format for office programs holds. */
export const SAMPLE: NodeJson = {
  type: 'doc',
  content: [
    node('heading', { level: 1 }, text('Agenda')),
    p(
      text('Bold', 'bold'),
      ' and ',
      text('italic', 'italic'),
      ', ',
      text('struck', 'strike'),
      ', ',
      text('underlined', 'underline'),
      ', H',
      text('2', 'subscript'),
      'O, x',
      text('2', 'superscript'),
      ', ',
      text('code()', 'code'),
      ', ',
      text('red', ['textColour', { colour: 'red' }]),
      ', ',
      text('marked', ['highlight', { colour: 'green' }]),
      ' and a ',
      text('link', ['link', { href: 'https://example.org/?a=1&b=2', title: null }]),
      '.',
    ),
    p(
      'A line',
      { type: 'hardBreak' },
      'and another with a note',
      node('footnoteReference', { noteId: 'n1' }),
      '.',
    ),
    node('heading', { level: 2 }, text('Lists')),
    node(
      'bulletList',
      {},
      item(p('First')),
      item(
        p('Second'),
        p('goes on'),
        node('orderedList', { start: 3, type: 'a' }, item(p('Inner')), item(p('Innermost'))),
      ),
    ),
    node('orderedList', { start: 5 }, item(p('Five')), item(p('Six'))),
    node(
      'taskList',
      {},
      node('taskItem', { checked: true }, p('Rice')),
      node('taskItem', { checked: false }, p('Beans')),
    ),
    node('heading', { level: 3 }, text('Blocks')),
    node('blockquote', {}, p('Nobody owns'), p('the meeting.')),
    node('callout', { kind: 'warning' }, p('The room closes at ten.')),
    node('codeBlock', { language: null }, text('for (;;) {\n  talk();\n}')),
    node('codeBlock', { language: 'math' }, text('a^2 + b^2 = c^2')),
    node('horizontalRule', {}),
    node(
      'table',
      {},
      node('tableRow', {}, cell('tableHeader', {}, p('Who')), cell('tableHeader', {}, p('What'))),
      node(
        'tableRow',
        {},
        cell('tableCell', {}, p('Ada')),
        cell('tableCell', {}, p(text('Minutes', 'bold')), p('until ten')),
      ),
      node('tableRow', {}, cell('tableCell', { colspan: 2 }, p('Everybody'))),
    ),
    node('heading', { level: 4 }, text('Rest')),
    node('details', {}, p('More'), p('Folded away')),
    node('image', { fileId: PICTURE_ID, alt: 'Two pixels' }),
    node('paragraph', { align: 'center' }, text('In the middle')),
    node('paragraph', { align: 'end' }, text('At the end')),
    node('paragraph', { dir: 'rtl' }, text('שלום עולם')),
    node('footnote', { noteId: 'n1' }, p('A note with ', text('weight', 'bold'), '.'), p('And more of it.')),
  ],
};

/** What a test exports. */
export function aSource(content: unknown = SAMPLE): ExportSource {
  return {
    title: 'Minutes of the 1st & last meeting',
    content,
    pictures: new Map([[PICTURE_ID, PICTURE]]),
    words: {
      locale: 'en',
      callouts: { note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution' },
      decisions: ENGLISH_DECISION,
      contents: 'Contents',
      footnote: 'Note',
      backToText: 'Back to the text',
      diagram: 'Diagram',
      missingFile: 'This file is not here.',
      shownPage: 'Text of another page',
    },
    baseUrl: 'https://plenum.example',
  };
}
