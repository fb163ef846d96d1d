import type { NodeJson } from '@plenum/editor/schema/json';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Loss } from '../src/losses.ts';
import { folderOfZip } from '../src/sets/folder.ts';
import type { PageSet, SetPage } from '../src/sets/page-set.ts';
import { readSet } from '../src/sets/read-set.ts';
import { grown } from '../src/testing/grown-dokuwiki.ts';
import { writeZip } from '../src/zip/write-zip.ts';

/** Words that somebody reads, without the signs between them. */
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const counted = (words: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

/** Parts of signs, sizes and smileys, which are in the text only where it speaks of them. */
const SIGNS = new Set(
  'code file nowiki html php sub sup del rss linkonly 50 128 200 png 8 o d x m'.split(' '),
);

/** Without what only says how something is to be shown, and stands in no text. */
function withoutSigns(source: string): string {
  return (
    source
      .replace(/\b(\d+)x(\d+)\b/gi, '$1 $2')
      .replace(/\((?:c|r|tm)\)/gi, ' ')
      // Of a link to a heading, what that is called in links.
      .replace(/(\[\[[^\]|#]{0,200})#[^\]|]{0,200}/g, '$1')
      .replace(/\[\[[a-z.]+>/g, ' ')
  );
}

function textOf(node: NodeJson): string {
  const links = (node.marks ?? []).map(({ attrs }) =>
    decodeURIComponent(String(attrs?.href ?? '').replace(/%(?![0-9a-f]{2})/gi, '%25')),
  );
  const attrs =
    node.type === 'text'
      ? []
      : [node.attrs?.alt, node.attrs?.name, node.attrs?.language, node.attrs?.width, node.attrs?.height];
  return [
    node.text ?? '',
    ...links,
    ...attrs.map((one) => String(one ?? '')),
    ...(node.content ?? []).map(textOf),
  ].join(' ');
}

let wiki: PageSet;
let sources: Map<string, string>;
let losses: Loss[];
const pages = new Map<string, SetPage>();

beforeAll(async () => {
  const all = grown();
  sources = all.sources;
  wiki = readSet(folderOfZip(writeZip(all.files)));
  for await (const page of wiki.pages()) pages.set(page.key, page);
  losses = wiki.losses();
});

describe('the manual of DokuWiki, grown to two hundred pages', () => {
  test('SETS-19 is read as a tree in which all pages are, with versions, authors and media', () => {
    expect(wiki.kind).toBe('dokuwiki');
    expect(
      [...pages.values()]
        .filter(({ isMade }) => !isMade)
        .map(({ key }) => key)
        .sort(),
    ).toEqual([...sources.keys()].sort());
    const seen = new Set<string>();
    for (const { key, parent } of pages.values()) {
      expect(parent === null || seen.has(parent)).toBe(true);
      seen.add(key);
    }
    for (const { isMade, revisions, change } of pages.values()) {
      if (isMade) continue;
      expect(change?.author).toBe('bob');
      expect(revisions.map(({ author, summary }) => [author, summary])).toEqual([['ada', 'created']]);
    }
    const syntax = pages.get('wiki:syntax');
    expect(textOf(syntax?.revisions[0]?.read() ?? { type: 'doc' })).toContain('earlier');
    expect(syntax?.title).toBe('Formatting Syntax');
    expect(syntax?.media).toEqual(['wiki:dokuwiki-128.png']);
  });

  test('SETS-19 each word of each page is in its document, or what it loses is told', () => {
    for (const [key, source] of sources) {
      const page = pages.get(key);
      const told = (page?.losses ?? []).flatMap(({ places }) => places).join(' ');
      const text = `${page?.title} ${textOf(page?.content ?? { type: 'doc' })} ${told}`;
      const found = counted(wordsOf(withoutSigns(text)));
      const isMissing = ([word, count]: [string, number]): boolean =>
        (found.get(word) ?? 0) < (SIGNS.has(word) ? 1 : count);
      expect([...counted(wordsOf(withoutSigns(source)))].filter(isMissing), key).toEqual([]);
    }
  });

  test('SETS-19 the report names what does not come along', () => {
    const codes = new Map(losses.map(({ code, places }) => [code, places]));
    expect(codes.get('accessRules')?.[0]).toContain('In the whole wiki: everybody may');
    expect(codes.get('wantedPages')).toEqual(
      expect.arrayContaining([expect.stringContaining('some:namespaces')]),
    );
    const syntax = pages.get('wiki:syntax')?.losses.map(({ code }) => code);
    expect(syntax).toEqual(
      [
        'feeds',
        'missingPictures',
        'remotePictures',
        'unsafeLinks',
        'innerLinks',
        'deepHeadings',
        'htmlAsCode',
        'styledCode',
        'pluginSyntax',
        'pictureLinks',
        'pictureLayout',
      ].filter((code) => syntax?.some((one) => one === code)),
    );
    expect(syntax).toEqual(
      expect.arrayContaining(['feeds', 'htmlAsCode', 'pluginSyntax', 'pictureLinks', 'unsafeLinks']),
    );
    expect(JSON.stringify([...pages.values(), losses])).not.toContain('10.0.0.1');
  });

  test('SETS-19 links between the pages lead to pages of the set, and to headings that are there', () => {
    const tables = pages
      .get('wiki:syntax')
      ?.content.content?.find((node) => node.type === 'heading' && node.content?.[0]?.text === 'Tables');
    const block = String(tables?.attrs?.id);
    for (const [key, page] of pages) {
      if (page.isMade) continue;
      expect(page.links, key).toContain('wiki:syntax');
      expect(JSON.stringify(page.content)).toContain(`/set/page/wiki%3Asyntax#block-${block}`);
    }
    expect(losses.find(({ code }) => code === 'lostAnchors')?.places ?? []).not.toContainEqual(
      expect.stringContaining('tables'),
    );
  });
});
