import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { jsonFromMarkdown } from '../markdown/json-from-markdown.ts';
import type { NodeJson } from '../schema/json.ts';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { randomDocument } from '../testing/random-document.ts';
import { textFromJson } from '../text/text-from-json.ts';
import { updateFromJson } from '../yjs/update-from-json.ts';
import { linkTarget } from './link-target.ts';
import { PROJECTION_LIMITS, projectionFromJson, projectionFromUpdates } from './projection.ts';

const origin = 'https://plenum.example';
const id = '0192f000-0000-7000-8000-00000000000a';
const anna = '0192f000-0000-7000-8000-00000000000b';
const otherFile = '0192f000-0000-7000-8000-00000000000c';

const doc = (...content: NodeJson[]): NodeJson => ({ type: 'doc', content });
const text = (value: string, href?: string): NodeJson => ({
  type: 'text',
  text: value,
  marks: href === undefined ? [] : [{ type: 'link', attrs: { href } }],
});
const paragraph = (...content: NodeJson[]): NodeJson => ({ type: 'paragraph', content });
const task = (blockId: string | null, checked: boolean, ...content: NodeJson[]): NodeJson => ({
  type: 'taskItem',
  attrs: { id: blockId, checked },
  content,
});
const tasks = (...content: NodeJson[]): NodeJson => ({ type: 'taskList', content });
const mention = (personId: unknown): NodeJson => ({ type: 'mention', attrs: { personId, label: 'Anna' } });
const project = (...content: NodeJson[]) => projectionFromJson(doc(...content), { origin });

describe('a projection', () => {
  test('PROJ-1 has the plain text of the document', () => {
    const json = jsonFromMarkdown('# Agenda\n\n- [ ] bring **rice**\n\n> and beans');
    expect(projectionFromJson(json, { origin }).text).toBe(textFromJson(json));
  });

  test('PROJ-1 has the headings with their levels and ids', () => {
    const heading = (level: number, blockId: string | null, ...content: NodeJson[]): NodeJson => ({
      type: 'heading',
      attrs: { level, id: blockId },
      content,
    });
    const { outline } = project(
      heading(1, 'a', text('Who is '), mention(anna), text('?')),
      { type: 'blockquote', content: [heading(3, null, text('two'), { type: 'hardBreak' }, text('lines'))] },
      heading(2, 'b'),
    );
    expect(outline).toEqual([
      { level: 1, text: 'Who is @Anna?', blockId: 'a' },
      { level: 3, text: 'two lines', blockId: null },
      { level: 2, text: '', blockId: 'b' },
    ]);
  });

  test('PROJ-1 has each address once, in the order of the text', () => {
    const bold = { ...text('b', '/d/x'), marks: [{ type: 'bold' }, ...(text('', '/d/x').marks ?? [])] };
    const { links } = project(
      paragraph(text('a', '/d/x'), bold, text('c', ' https://other.example '), text('d')),
      tasks(task('t', false, paragraph(text('e', `/d/${id}`), text('f', '/d/x')))),
      paragraph(text('g', 'javascript:alert(1)')),
    );
    expect(links).toEqual([
      { href: '/d/x', targetId: null },
      { href: 'https://other.example', targetId: null },
      { href: `/d/${id}`, targetId: id },
    ]);
  });

  test('PROJ-1, WIKI-24 has the documents that it names by their titles among its links, and the names that it wants, once', () => {
    const link = (documentId: unknown, label: string): NodeJson => ({
      type: 'documentLink',
      attrs: { documentId, label },
    });
    const {
      links,
      wanted,
      text: words,
    } = project(
      paragraph(
        link(id, 'Soup'),
        text(' '),
        link(id.toUpperCase(), 'Soup'),
        text(' '),
        link(null, 'Tea  Rules'),
      ),
      paragraph(link('nonsense', 'tea RULES'), link(null, ''), link(null, '🎉')),
    );
    expect(links.map(({ targetId }) => targetId)).toEqual([id, id]);
    expect(wanted).toEqual([
      { key: 'tea rules', name: 'Tea Rules' },
      { key: '🎉', name: '🎉' },
    ]);
    expect(words).toBe('Soup Soup Tea Rules\ntea RULES…🎉');
  });

  test('PROJ-1 has the files that it shows or leads to, each once', () => {
    const picture = (fileId: unknown): NodeJson => ({ type: 'image', attrs: { fileId } });
    const { files } = project(
      picture(id),
      { type: 'blockquote', content: [{ type: 'attachment', attrs: { fileId: anna, name: 'plan.pdf' } }] },
      picture(id.toUpperCase()),
      picture('none'),
      picture(null),
      paragraph(text('a', `/f/${id}`), text('b', `${origin}/d/${id}/files/${otherFile}`)),
      paragraph(text('c', `https://other.example/f/${otherFile.replace('c', 'd')}`)),
    );
    expect(files).toEqual([id, anna, otherFile]);
  });

  test('PROJ-1 has who is mentioned, once in each block', () => {
    const block = (blockId: string | null, ...content: NodeJson[]): NodeJson => ({
      ...paragraph(...content),
      attrs: { id: blockId },
    });
    const { mentions } = project(
      block('a', mention(anna), mention(anna.toUpperCase()), mention(id)),
      { type: 'blockquote', attrs: { id: 'q' }, content: [block(null, mention(anna))] },
      block(null, mention(anna), mention('nobody'), mention(null)),
    );
    expect(mentions).toEqual([
      { personId: anna, blockId: 'a' },
      { personId: id, blockId: 'a' },
      { personId: anna, blockId: 'q' },
      { personId: anna, blockId: '' },
    ]);
  });

  test('PROJ-1 has the tasks that have an id of their own, with the task that each lies in', () => {
    const { tasks: found } = project(
      tasks(
        task(
          'a',
          false,
          paragraph(text(' buy '), mention(anna), text('  rice')),
          paragraph(text('from the shop')),
          {
            type: 'bulletList',
            content: [{ type: 'listItem', content: [paragraph(), tasks(task('b', true, paragraph()))] }],
          },
          tasks(task(null, true, paragraph(text('without')), tasks(task('c', false, paragraph(text('c')))))),
        ),
        task('a', true, paragraph(text('again'))),
      ),
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [{ type: 'tableCell', content: [tasks(task('d', true, paragraph(text('d'))))] }],
          },
        ],
      },
    );
    expect(found).toEqual([
      { blockId: 'a', parentId: null, text: 'buy @Anna rice', isDone: false, people: [anna] },
      { blockId: 'b', parentId: 'a', text: '', isDone: true },
      { blockId: 'c', parentId: 'a', text: 'c', isDone: false },
      { blockId: 'd', parentId: null, text: 'd', isDone: true },
    ]);
  });

  test('PROJ-1 of some updates is that of the document they make', () => {
    const json = jsonFromMarkdown(`# a\n\n[b](/d/${id})\n\n- [x] c`);
    const source = new Y.Doc();
    const updates: Uint8Array[] = [];
    source.on('update', (update: Uint8Array) => void updates.push(update));
    Y.applyUpdate(source, updateFromJson(json));
    source.getXmlFragment(FRAGMENT_NAME).delete(0, 1);
    expect(updates).toHaveLength(2);
    const projection = projectionFromUpdates(updates, { origin });
    expect(projection).toMatchObject({ text: 'b\n[x] c', outline: [], links: [{ targetId: id }] });
    expect(projection.tasks).toMatchObject([{ text: 'c', isDone: true }]);
    expect(projectionFromUpdates([], { origin })).toEqual(project());
  });
});

test.each([
  [`/d/${id}`, id],
  [`/d/${id.toUpperCase()}/?x=1#block-b`, id],
  [`${origin}/d/${id}#block-b`, id],
  [`HTTPS://PLENUM.example:443/d/${id}`, id],
  [`../d/${id}`, id],
  [`http://plenum.example/d/${id}`, null],
  [`https://other.example/d/${id}`, null],
  [`https://plenum.example@other.example/d/${id}`, null],
  [`https://plenum.example.other.example/d/${id}`, null],
  [`/d/${id}/x`, null],
  [`/d/${id}0`, null],
  [`/x?y=/d/${id}`, null],
  ['/d/..', null],
  ['/w/forest', null],
  [`/s/${id}`, null],
  ['mailto:anna@plenum.example', null],
  ['https://[', null],
  ['', null],
])('PROJ-2 %s leads to the document %s', (href, target) => {
  expect(linkTarget(href, origin)).toBe(target);
});

/** Elements whose attributes, text and link are a value that no editor would put there. */
function oddElements(value: unknown): Y.XmlElement[] {
  // Yjs types attributes as strings; its format, and so whoever writes raw Yjs, takes any value.
  const odd = value as string;
  return ['paragraph', 'heading', 'taskItem', 'mention', 'script'].map((name) => {
    const element = new Y.XmlElement(name);
    for (const key of ['id', 'level', 'checked', 'personId', 'label']) element.setAttribute(key, odd);
    const text = new Y.XmlText();
    text.insert(0, `a${odd}`, { link: { href: odd } });
    element.insert(0, [text]);
    return element;
  });
}

describe('whatever a document holds', () => {
  const many = (length: number, make: (index: number) => NodeJson) =>
    Array.from({ length }, (_, index) => make(index));

  test('PROJ-3 its projection is bounded', () => {
    const long = '😀'.repeat(400_000);
    const projection = project(
      paragraph(text(`a${long}`)),
      paragraph(text(long)),
      ...many(1_100, () => ({
        type: 'heading',
        attrs: { level: 1 },
        content: [text(`a${long.slice(0, 1_000)}`)],
      })),
      paragraph(...many(2_100, (index) => text('a', `/x/${index}`))),
      ...many(2_100, (index) => ({ ...paragraph(mention(anna)), attrs: { id: `m${index}` } })),
      tasks(...many(10_100, (index) => task(`t${index}`, false, paragraph(text(long.slice(0, 1_000)))))),
    );
    expect(projection.outline).toHaveLength(PROJECTION_LIMITS.headings);
    expect(projection.links).toHaveLength(PROJECTION_LIMITS.links);
    expect(projection.mentions).toHaveLength(PROJECTION_LIMITS.mentions);
    expect(projection.tasks).toHaveLength(PROJECTION_LIMITS.tasks);
    expect(projection.tasks[0]?.text).toHaveLength(PROJECTION_LIMITS.line);
    // One unit short, where the limit would cut a character in half.
    expect(projection.outline[0]?.text).toHaveLength(PROJECTION_LIMITS.line - 1);
    expect(projection.text).toHaveLength(PROJECTION_LIMITS.text);
    expect(projection.text).not.toMatch(/[\ud800-\udbff]$/);
  });

  test('PROJ-4 it is projected, and nothing comes out that the schema does not let through', () => {
    const odd = ['\0', '\ud800', '"><script>', 'javascript:alert(1)', 7, { a: 1 }, ['x'], null, true];
    const source = new Y.Doc();
    const content = source.getXmlFragment(FRAGMENT_NAME);
    for (const value of odd) {
      const list = new Y.XmlElement('taskList');
      list.insert(0, oddElements(value));
      content.push([list, ...oddElements(value)]);
    }
    const projection = projectionFromUpdates([Y.encodeStateAsUpdate(source)], { origin });
    expect(projection.mentions).toEqual([]);
    expect(projection.links.map(({ href }) => href)).toEqual(['"><script>']);
    expect(projection.tasks).toEqual([]);
    expect(projection.outline.map(({ blockId, level }) => ({ blockId, level }))).toEqual(
      odd.map((value) => ({ blockId: null, level: value === 7 ? 4 : 1 })),
    );
    // PostgreSQL's text and jsonb take neither.
    expect(JSON.stringify(projection)).not.toMatch(/\\u0000|\\ud800/i);
  });

  test('PROJ-4 random documents are projected', () => {
    const seed = Number(process.env.SEED ?? 1);
    for (let run = 0; run < 200; run += 1) {
      const json = randomDocument(seed + run);
      const projection = projectionFromJson(json, { origin });
      expect(projection.text, `run again with SEED=${seed + run}`).toBe(textFromJson(json));
      expect(projectionFromJson(json, { origin })).toEqual(projection);
    }
  });
});
