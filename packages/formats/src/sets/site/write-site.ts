import { fileAt } from '@plenum/editor/schema/file-path';
import type { MarkJson, NodeJson } from '@plenum/editor/schema/json';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import { PAGE_STYLE } from '../../html/page-style.ts';
import { wholeHref } from '../../writing/export-source.ts';
import { linksAsText } from '../../writing/links-as-text.ts';
import { shownAsLinks } from '../../writing/shown-as-links.ts';
import { ZipStream } from '../../zip/zip-stream.ts';
import { FileNames } from '../file-names.ts';
import { type SiteWords, siteBody, siteNav, sitePage, sitePath } from './site-page.ts';
import { type SitePlace, SitePlaces } from './site-places.ts';

/** A file of a site, for those who come to it by its pages. */
export interface SiteFile {
  id: string;
  name: string;
}

/** What becomes a site. Pages and files are asked for one by one, once. */
export interface SiteSource {
  title: string;
  /** The address of this instance, for links that lead out of the site. */
  baseUrl: string;
  words: SiteWords;
  /** All pages, each after the one that it lies below, and beside each other in their order. */
  places: readonly SitePlace[];
  files: readonly SiteFile[];
  page(key: string): Promise<NodeJson>;
  /** Null for one that is gone meanwhile. */
  file(id: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** The key of the page that a link leads to, and the block there; null for any other link. */
  pageAt(href: string): { key: string; block: string | null } | null;
  onPart?(done: { parts: number; of: number }): void;
}

const STYLE = `
body.site{max-width:70rem;display:grid;grid-template-columns:minmax(12rem,16rem) minmax(0,45rem);gap:0 3rem}
nav.pages{font-size:.9375rem;overflow-wrap:anywhere}
nav.pages ul{list-style:none;margin:0;padding-inline-start:1rem}
nav.pages>ul{padding-inline-start:0}
nav.pages a{display:inline-block;padding:.2rem 0}
nav.pages [aria-current]{font-weight:600;color:inherit;text-decoration:none}
nav.path ol{display:flex;flex-wrap:wrap;list-style:none;padding:0;margin:0;font-size:.875rem}
nav.path li+li::before{content:"/";margin-inline:.5em;color:var(--soft)}
.skip{position:absolute;inset-inline-start:-999rem}
.skip:focus{position:static;grid-column:1/-1}
main{grid-column:2}
@media(max-width:50rem){body.site{display:block}nav.pages{margin-bottom:1.5rem;padding-bottom:1rem;border-bottom:1px solid var(--line)}}
@media print{nav.pages,.skip{display:none}body.site{display:block}}
`;

/** A branch or workspace as a site of files, in pieces of an archive: a page for each, without a program, to be put on any server or opened from a folder. */
export async function* writeSite(source: SiteSource): AsyncGenerator<Uint8Array, void> {
  const { title: siteTitle, words, places: given, files } = source;
  const zip = new ZipStream();
  const places = new SitePlaces(given);
  const names = new FileNames('files/');
  const paths = new Map(files.map(({ id, name }) => [id, names.take(`${id}/`, name, '')]));
  const fileUrl = (id: string): string | null => {
    const path = paths.get(id);
    return path === undefined ? null : `../${path.split('/').map(encodeURIComponent).join('/')}`;
  };
  const of = given.length + paths.size;
  yield* zip.file('style.css', PAGE_STYLE + STYLE);
  let parts = 0;
  for (const { key, title } of given) {
    const text = linksAsText(shownAsLinks(safeDocument(await source.page(key)).toJSON(), words));
    const content = withSiteLinks(text, { source, places, fileUrl });
    const nav = siteNav(places, { key, root: '../', words, siteTitle });
    const path = sitePath(places, { key, words });
    const body = siteBody(content, { words, fileUrl });
    yield* zip.file(
      places.fileOf(key) ?? '',
      sitePage({ title, siteTitle, path, body, root: '../', nav, words }),
    );
    parts += 1;
    source.onPart?.({ parts, of });
  }
  const nav = siteNav(places, { key: null, root: '', words, siteTitle });
  yield* zip.file(
    'index.html',
    sitePage({ title: siteTitle, siteTitle, path: '', body: '', root: '', nav, words }),
  );
  for (const [id, path] of paths) {
    const content = await source.file(id);
    if (content) yield* zip.stream(path, content);
    parts += 1;
    source.onPart?.({ parts, of });
  }
  yield zip.finish();
}

interface Around {
  source: SiteSource;
  places: SitePlaces;
  fileUrl(id: string): string | null;
}

/** Links to pages of the site lead to their files, those to anything else of this instance to its address. */
function withSiteLinks(node: NodeJson, around: Around): NodeJson {
  const copy: NodeJson = { ...node };
  if (node.marks) copy.marks = node.marks.flatMap((mark) => markWith(mark, around));
  if (node.content) copy.content = node.content.map((child) => withSiteLinks(child, around));
  return copy;
}

function markWith(mark: MarkJson, { source, places, fileUrl }: Around): MarkJson[] {
  const href = mark.attrs?.href;
  if (mark.type !== 'link' || typeof href !== 'string') return [mark];
  const file = fileAt(href);
  const target = source.pageAt(href);
  const isHere = target !== null && places.fileOf(target.key) !== null;
  const page = isHere
    ? `../${places.addressOf(target.key)}${target.block === null ? '' : `#block-${target.block}`}`
    : null;
  const found = page ?? (file === null ? null : fileUrl(file)) ?? wholeHref(href, source.baseUrl);
  return found === null ? [] : [{ ...mark, attrs: { ...mark.attrs, href: found } }];
}
