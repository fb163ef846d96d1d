import { AppError } from '@plenum/domain/errors';
import { documentFromTokens } from '@plenum/editor/markdown/document-from-tokens';
import { parseMarkdown } from '@plenum/editor/markdown/parser';
import { CALLOUT_KINDS } from '@plenum/editor/schema/callout-kinds';
import { filePath } from '@plenum/editor/schema/file-path';
import type { MarkJson, NodeJson } from '@plenum/editor/schema/json';
import { otherProperties, readFrontMatter, tagsIn, textOfProperty } from '../markdown/front-matter.ts';
import { addMarkdownLosses } from '../markdown/json-from-markdown-file.ts';
import { asFile, blocksFromLine, textNodes, trimmedStart, wordsIn } from '../reading/blocks.ts';
import { Gathered } from '../reading/imported.ts';
import { tooLarge } from '../zip/read-zip.ts';
import { headingName, type MarkdownPlaces } from './markdown-place.ts';
import type { SetPage } from './page-set.ts';
import { pageHref, sectionBlock, shownHref, shownIn } from './references.ts';

const MOST_BYTES = 2 * 2 ** 20;
const MOST_TOKENS = 1_000_000;
const PICTURE = /\.(?:png|jpe?g|gif|webp)$/i;
const WIKI_LINK = /(!?)\[\[([^[\]\n]{1,1000})\]\]/g;
const TAG = /(?<![\p{L}\p{N}_/#&])#([\p{L}\p{N}_/-]{1,100})/gu;
const CALLOUT = /^\[!([\w-]{1,30})\][+-]?[ \t]*/;

/** Kinds of callouts elsewhere, and ours that are meant. */
const KINDS: Readonly<Record<string, (typeof CALLOUT_KINDS)[number]>> = {
  info: 'note',
  hint: 'tip',
  success: 'tip',
  check: 'tip',
  done: 'tip',
  attention: 'warning',
  failure: 'caution',
  fail: 'caution',
  danger: 'caution',
  error: 'caution',
  bug: 'caution',
};

/** What a page of Markdown is. */
export type MarkdownPage = Pick<SetPage, 'content' | 'tags' | 'properties' | 'losses' | 'icon'> & {
  title: string | null;
  /** The id of the block that a heading would have had which is the title now. */
  titleBlock: string | null;
};

/**
 * Reads a page of Markdown of a set: also links in double brackets, what is shown within it, tags and properties, as Obsidian and others have
 * them.
 * @throws AppError `too_large` beyond the limits.
 */
export function readMarkdownPage(
  text: string,
  { key, places }: { key: string; places: MarkdownPlaces },
): MarkdownPage {
  if (text.length > MOST_BYTES) throw tooLarge();
  const matter = readFrontMatter(text);
  const gathered = new Gathered();
  for (const line of matter.unread) gathered.losses.add('properties', { place: line });
  const tokens = parseMarkdown(matter.rest, { namesAreText: true });
  if (tokens.length > MOST_TOKENS) throw tooLarge();
  const pointed = pointTokens(tokens, { key, places });
  addMarkdownLosses(pointed, gathered.losses, { hasFiles: true });
  const reader = new PageReader({ key, places, gathered });
  const blocks = reader.blocks(documentFromTokens(pointed).content ?? []);
  const said = textOfProperty(matter.properties.title);
  const [first] = blocks;
  const heading = first?.type === 'heading' && first.attrs?.level === 1 ? first : null;
  const words = heading ? wordsIn(heading.content ?? []).trim() : '';
  const isTitle = heading !== null && words !== '' && (said === null || said === words);
  const { content, losses } = gathered.finish(null, isTitle ? blocks.slice(1) : blocks);
  return {
    title: said ?? (words || null),
    titleBlock: isTitle ? String(heading.attrs?.id) : null,
    content,
    losses,
    icon: textOfProperty(matter.properties.icon),
    tags: tagsIn(matter, reader.tags),
    properties: otherProperties(matter, ['title', 'tags', 'tag', 'icon']),
  };
}

type Tokens = ReturnType<typeof parseMarkdown>;

/** Addresses of pages and files of the set become references to them. */
function pointTokens(tokens: Tokens, { key, places }: { key: string; places: MarkdownPlaces }): Tokens {
  for (const token of tokens) {
    const [first] = token.children ?? [];
    const isCallout = CALLOUT.test(first?.content ?? '');
    // The title of a callout ends with its line.
    const end = isCallout ? token.children?.find(({ type }) => type === 'softbreak') : undefined;
    if (end) end.type = 'hardbreak';
    for (const child of token.children ?? []) {
      if (child.type === 'image') {
        const id = places.fileOf(String(child.attrGet('src') ?? ''), key);
        if (id !== null) child.attrSet('src', filePath(id));
      } else if (child.type === 'link_open') {
        const href = String(child.attrGet('href') ?? '');
        const target = targetOf(href, { key, places });
        if (target !== null) child.attrSet('href', target);
      }
    }
  }
  return tokens;
}

function targetOf(href: string, { key, places }: { key: string; places: MarkdownPlaces }): string | null {
  const mark = href.indexOf('#');
  const section = mark === -1 ? '' : headingName(href.slice(mark + 1));
  const path = mark === -1 ? href : href.slice(0, mark);
  if (path === '') return section === '' ? null : `#block-${sectionBlock(key, section)}`;
  const page = places.pageOf(path, key);
  if (page !== null) return pageHref(page, section === '' ? null : sectionBlock(page, section));
  const id = places.fileOf(path, key);
  return id === null ? null : filePath(id);
}

class PageReader {
  readonly tags = new Set<string>();
  readonly #key: string;
  readonly #places: MarkdownPlaces;
  readonly #gathered: Gathered;
  readonly #headings = new Set<string>();

  constructor({ key, places, gathered }: { key: string; places: MarkdownPlaces; gathered: Gathered }) {
    this.#key = key;
    this.#places = places;
    this.#gathered = gathered;
  }

  blocks(nodes: readonly NodeJson[]): NodeJson[] {
    return nodes.flatMap((node) => this.#block(node));
  }

  #block(node: NodeJson): NodeJson[] {
    if (node.type === 'codeBlock') return [node];
    if (node.type === 'heading') return [this.#heading(node)];
    if (node.type === 'paragraph') return this.#paragraph(node);
    if (node.type === 'blockquote')
      return [this.#quote({ ...node, content: this.blocks(node.content ?? []) })];
    return node.content ? [{ ...node, content: this.blocks(node.content) }] : [node];
  }

  #heading(node: NodeJson): NodeJson {
    const content = this.#inline(node.content ?? []).filter(({ type }) => type !== 'image');
    const block = sectionBlock(this.#key, headingName(wordsIn(content)));
    const id = this.#headings.has(block) ? null : block;
    this.#headings.add(block);
    return { ...node, attrs: { ...node.attrs, id }, content };
  }

  #paragraph(node: NodeJson): NodeJson[] {
    const words = node.content?.[0]?.text ?? '';
    if (words.startsWith(':::')) this.#gathered.losses.add('pluginSyntax', { place: words });
    const content = this.#inline(node.content ?? []);
    if (content.length === 0) return [{ ...node, content }];
    const blocks = blocksFromLine(content, (line) => ({ ...node, content: line })).map(asFile);
    return blocks.map((block) => (shownIn(block) === null ? this.#withoutShown(block) : block));
  }

  /** What was shown within a line is a link there. */
  #withoutShown(block: NodeJson): NodeJson {
    const content = block.content?.map((node) => {
      const paragraph = { type: 'paragraph', content: [node] };
      const href = shownIn(paragraph);
      if (href === null) return node;
      this.#gathered.losses.add('inclusions', { place: node.text ?? '' });
      const link = { type: 'link', attrs: { href: href.replace('/set/shown/', '/set/page/') } };
      return { ...node, marks: [...(node.marks ?? []).filter(({ type }) => type !== 'link'), link] };
    });
    return { ...block, ...(content && { content }) };
  }

  /** A quote whose first line says so is a callout, of the kind that comes nearest; other words of that line stay. */
  #quote(node: NodeJson): NodeJson {
    const [first, ...rest] = node.content ?? [];
    const [text, ...line] = first?.type === 'paragraph' ? (first.content ?? []) : [];
    const [sign, name = ''] = CALLOUT.exec(text?.text ?? '') ?? [];
    if (!first || !text?.text || sign === undefined) return node;
    const lower = name.toLowerCase();
    const own = CALLOUT_KINDS.find((kind) => kind === lower);
    const near = Object.hasOwn(KINDS, lower) ? KINDS[lower] : undefined;
    const left = [...textNodes(text.text.slice(sign.length), text.marks), ...line];
    const end = left.findIndex(({ type }) => type === 'hardBreak');
    const said = trimmedStart(end === -1 ? left : left.slice(0, end));
    // What is no kind here is told by its name.
    const title = said.length > 0 || own || near ? said : textNodes(name);
    const bold = title.map((node) =>
      node.text === undefined ? node : { ...node, marks: [{ type: 'bold' }, ...(node.marks ?? [])] },
    );
    const body = end === -1 ? [] : left.slice(end + 1);
    const paragraphs = [bold, body]
      .filter(({ length }) => length > 0)
      .map((content) => ({ ...first, content }));
    return { type: 'callout', attrs: { kind: own ?? near ?? 'note' }, content: [...paragraphs, ...rest] };
  }

  #inline(nodes: readonly NodeJson[]): NodeJson[] {
    return nodes.flatMap((node) => {
      if (node.text === undefined || node.marks?.some(({ type }) => type === 'code' || type === 'formula'))
        return [node];
      for (const [, tag = ''] of node.text.matchAll(TAG)) if (!/^[\d/-]+$/.test(tag)) this.tags.add(tag);
      return this.#links(node.text, node.marks ?? []);
    });
  }

  #links(text: string, marks: readonly MarkJson[]): NodeJson[] {
    const nodes: NodeJson[] = [];
    let from = 0;
    for (const match of text.matchAll(WIKI_LINK)) {
      const { 0: whole, 1: shown, 2: inside = '', index } = match;
      nodes.push(...textNodes(text.slice(from, index), marks), ...this.#link(inside, shown === '!', marks));
      from = index + whole.length;
    }
    return [...nodes, ...textNodes(text.slice(from), marks)];
  }

  #link(inside: string, isShown: boolean, marks: readonly MarkJson[]): NodeJson[] {
    const [target = '', ...alias] = inside.split('|');
    const [name = '', ...place] = target.split('#');
    const words = alias.join('|').trim() || [name.trim(), ...place].filter(Boolean).join(' › ');
    const others = marks.filter(({ type }) => type !== 'link');
    const linkTo = (href: string): NodeJson[] =>
      textNodes(words, [...others, { type: 'link', attrs: { href } }]);
    const id = /\.[a-z0-9]{1,10}$/i.test(name.trim())
      ? this.#places.fileOf(encodeURI(name.trim()), this.#key)
      : null;
    if (id !== null && isShown && PICTURE.test(name.trim())) {
      const width = Number(/^\d{1,5}/.exec(alias[0] ?? '')?.[0]) || null;
      return [{ type: 'image', attrs: { fileId: id, alt: width === null ? (alias[0] ?? '') : '', width } }];
    }
    if (id !== null) return textNodes(words, [...others, { type: 'link', attrs: { href: filePath(id) } }]);
    const key = this.#places.pageNamed(name, this.#key);
    const section = headingName(place.at(-1) ?? '');
    const block = section === '' ? null : sectionBlock(key, section);
    // A line of its own (`^`) has no name here.
    const mayBeShown = isShown && this.#places.has(key) && !place.at(-1)?.startsWith('^');
    if (isShown && !mayBeShown)
      this.#gathered.losses.add(/\.[a-z]{2,4}$/i.test(name) ? 'missingPictures' : 'inclusions', {
        place: target,
      });
    return linkTo(mayBeShown ? shownHref(key, block) : pageHref(key, block));
  }
}

/** Whether an error means that this one page cannot be read. */
export function isRefusal(error: unknown): boolean {
  return error instanceof AppError || error instanceof RangeError;
}
