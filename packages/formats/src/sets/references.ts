import { createHash } from 'node:crypto';
import { nameKey } from '@plenum/domain/wiki/names';
import { filePath } from '@plenum/editor/schema/file-path';
import type { MarkJson, NodeJson } from '@plenum/editor/schema/json';
import { shownAt } from '@plenum/editor/schema/shown-path';

/** Where links to pages of a set lead until these are documents. */
const PAGES = '/set/page/';
const SHOWN = '/set/shown/';

/** A link to a page of the set by its key, or to a block of it. */
export function pageHref(key: string, block: string | null = null): string {
  return `${PAGES}${encodeURIComponent(key)}${block === null ? '' : `#block-${block}`}`;
}

/** The same for what is to be shown in the place of a paragraph in which the link is alone. */
export function shownHref(key: string, block: string | null = null): string {
  return pageHref(key, block).replace(PAGES, SHOWN);
}

/** The page of the set that a link leads to, and the block; null for any other link. */
export function pageAt(href: unknown): { key: string; block: string | null } | null {
  const [, key = '', block = null] =
    (typeof href === 'string' && /^\/set\/(?:page|shown)\/([^/#?]+)(?:#block-([\w-]{1,64}))?$/.exec(href)) ||
    [];
  if (key === '') return null;
  try {
    return { key: decodeURIComponent(key), block };
  } catch {
    return null;
  }
}

/** An id (UUID, RFC 9562, version 8) that the same words always give. */
export function stableId(...words: string[]): string {
  const bytes = createHash('sha256').update(JSON.stringify(words)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The id of a file of a set. */
export function mediumId(key: string): string {
  return stableId('medium', key);
}

/** The id of the block of a heading, by the page and what its section is called in links. */
export function sectionBlock(page: string, section: string): string {
  return stableId('section', page, section);
}

/** What references to pages and files become. Null leaves the words alone. */
export interface ReferenceTargets {
  page?(target: { key: string; block: string | null }): string | null;
  /** The name by which words lead on to a page that becomes nothing. */
  wanted?(key: string): string;
  /** Another id for a file. */
  file?(id: string): string | null;
}

/** Whether a block is nothing but the link to what is to be shown in its place; the address of that. */
export function shownIn({ type, content = [] }: NodeJson): string | null {
  const [only] = content;
  if (type !== 'paragraph' || content.length !== 1) return null;
  const href = only?.marks?.find((mark) => mark.type === 'link')?.attrs?.href;
  return typeof href === 'string' && href.startsWith(SHOWN) ? href : null;
}

/** A document whose links to pages and files of a set lead to what these have become, and in which what is to be shown of them is shown. */
export function withTargets(node: NodeJson, targets: ReferenceTargets): NodeJson {
  const target = targets.page ? pageAt(shownIn(node)) : null;
  const shown = target && shownAt(targets.page?.(target));
  if (shown) return { type: 'transclusion', attrs: { ...shown } };
  const copy: NodeJson = { ...node };
  if (node.marks) copy.marks = node.marks.flatMap((mark) => markWith(mark, targets));
  if (targets.file && typeof node.attrs?.fileId === 'string')
    copy.attrs = { ...node.attrs, fileId: targets.file(node.attrs.fileId) };
  if (node.content)
    copy.content = withWanted(node.content, targets).map((child) => withTargets(child, targets));
  return copy;
}

/** The content of a block, in which links to pages that become nothing are links by their names; words that are others stay before them. */
function withWanted(content: readonly NodeJson[], { page, wanted }: ReferenceTargets): NodeJson[] {
  if (!page || !wanted) return [...content];
  const nodes: NodeJson[] = [];
  for (let at = 0; at < content.length; ) {
    const href = linkOf(content[at]);
    let end = at + 1;
    while (href !== undefined && end < content.length && linkOf(content[end]) === href) end += 1;
    const run = content.slice(at, end);
    const target = pageAt(href);
    nodes.push(...(target && page(target) === null ? wantedNodes(run, wanted(target.key)) : run));
    at = end;
  }
  return nodes;
}

function wantedNodes(run: readonly NodeJson[], name: string): NodeJson[] {
  const words = run.map(({ text }) => text ?? '').join('');
  const marks = run[0]?.marks?.filter(({ type }) => type !== 'link') ?? [];
  const link = { type: 'documentLink', attrs: { documentId: null, label: name }, marks };
  const isSaid = [words, words.split(/[/:]/).at(-1) ?? ''].some((said) => nameKey(said) === nameKey(name));
  return isSaid
    ? [link]
    : [...run, { type: 'text', text: ' (', marks }, link, { type: 'text', text: ')', marks }];
}

function linkOf(node: NodeJson | undefined): unknown {
  return node?.text === undefined ? undefined : node.marks?.find(({ type }) => type === 'link')?.attrs?.href;
}

function markWith(mark: MarkJson, { page, file }: ReferenceTargets): MarkJson[] {
  if (mark.type !== 'link') return [mark];
  const href = mark.attrs?.href;
  const target = page && pageAt(href);
  const id = file && typeof href === 'string' ? /^\/f\/([0-9a-f-]{36})$/.exec(href)?.[1] : undefined;
  if (!target && id === undefined) return [mark];
  const fileId = id === undefined ? null : (file?.(id) ?? null);
  const found = target ? page(target) : fileId === null ? null : filePath(fileId);
  return found === null ? [] : [{ ...mark, attrs: { ...mark.attrs, href: found } }];
}

/** Everything that a document leads to: pages of the set with the block, and ids of files. */
export function referencesIn(content: NodeJson): {
  pages: { key: string; block: string | null; words: string }[];
  files: Set<string>;
} {
  const pages: { key: string; block: string | null; words: string }[] = [];
  const files = new Set<string>();
  withTargets(content, {
    file: (id) => {
      files.add(id);
      return id;
    },
  });
  const visit = (node: NodeJson): void => {
    for (const { attrs } of node.marks ?? []) {
      const target = pageAt(attrs?.href);
      if (target) pages.push({ ...target, words: node.text ?? '' });
    }
    for (const child of node.content ?? []) visit(child);
  };
  visit(content);
  return { pages, files };
}
