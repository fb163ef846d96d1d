import * as Y from 'yjs';
import type { NodeJson } from '../schema/json.ts';
import { pageLink } from '../schema/page-link.ts';
import { FRAGMENT_NAME } from '../schema/schema.ts';
import { elementsFromJson } from './elements-from-json.ts';
import { knownBlocks } from './known-json.ts';
import { addressOf, ownAddress, shownNow, withLinks } from './moved-links.ts';
import { type Section, sectionsOf, valuesIn, type WhichSections, withLevels, wordsOf } from './sections.ts';
import { elementsIn, textsIn } from './texts-in.ts';
import { type PlacedThread, ThreadPlaces } from './thread-places.ts';
import { updateFromJson } from './update-from-json.ts';

/** How a text is parted. */
export interface Splitting {
  which: WhichSections;
  documentId: string;
  /** The instance's public origin, by which links to its own documents are known. */
  origin: string;
  threads: readonly PlacedThread[];
  /** The title that a page has by the words of its heading. */
  titleOf: (words: string) => string;
  newId: () => string;
}

/** A page that a section becomes. */
export interface SplitPage {
  id: string;
  title: string;
  /** A Yjs update (V1) that makes its text. */
  seed: Uint8Array;
  content: NodeJson;
  /** The ids of its blocks, which the text had that it comes from, and that of the heading. */
  blockIds: string[];
  threads: PlacedThread[];
}

/** What makes pages of the sections of a text, and the update (V1) that puts a link to each in its place. */
export interface SplitText {
  update: Uint8Array;
  pages: SplitPage[];
}

/**
 * Makes pages of sections of the text that some updates (V1) make, in their order: with its heading as the title, and as the first paragraph where
 * it says more than that, what is below it with the
 * ids of its blocks, smaller headings that much greater, and the notes that it refers to. A link to the page takes the heading's place and
 * id. Links within the text lead where they led. Null where there is no such section.
 * @throws AppError `conflict` where the text has what the schema doesn't know.
 */
export function splitText(updates: Iterable<Uint8Array>, splitting: Splitting): SplitText | null {
  const doc = new Y.Doc();
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update);
    });
    const fragment = doc.getXmlFragment(FRAGMENT_NAME);
    const blocks = knownBlocks(fragment);
    const sections = sectionsOf(blocks, splitting.which);
    if (sections.length === 0) return null;
    const parts = partsOf(blocks, sections);
    const pages = sections.map(({ heading }) => {
      const title = splitting.titleOf(wordsOf(heading));
      return { id: splitting.newId(), title };
    });
    const where = new Map<string, string>();
    for (const [i, part] of parts.entries()) {
      const id = pages[i]?.id;
      if (id)
        for (const block of valuesIn(
          part.map(({ json }) => json),
          'id',
        ))
          where.set(block, id);
    }
    const places = new ThreadPlaces(fragment, splitting.threads);
    const made = sections.map((section, i) =>
      pageOf({
        ...(pages[i] ?? { id: '', title: '' }),
        section,
        part: parts[i] ?? [],
        where,
        places,
        splitting,
      }),
    );
    return {
      update: takenOut(doc, { fragment, blocks, sections, parts, pages: made, where, splitting }),
      pages: made,
    };
  } finally {
    doc.destroy();
  }
}

/** Blocks that go into a page, with where each stands in the text. */
type Part = { at: number; json: NodeJson }[];

/** What goes into each page: what is below its heading, and behind that the notes that are referred to there, wherever they stand. */
function partsOf(blocks: readonly NodeJson[], sections: readonly Section[]): Part[] {
  const all = blocks.map((json, at) => ({ json, at }));
  const notes = all.filter(({ json }) => json.type === 'footnote');
  return sections.map(({ from, to }) => {
    const text = all.slice(from + 1, to).filter(({ json }) => json.type !== 'footnote');
    const referred = valuesIn([blocks[from] ?? { type: '' }, ...text.map(({ json }) => json)], 'noteId');
    return [...text, ...notes.filter(({ json }) => referred.has(String(json.attrs?.noteId)))];
  });
}

function pageOf({
  id,
  title,
  section: { level, heading, from },
  part,
  where,
  places,
  splitting,
}: {
  id: string;
  title: string;
  section: Section;
  part: Part;
  where: ReadonlyMap<string, string>;
  places: ThreadPlaces;
  splitting: Splitting;
}): SplitPage {
  const lead = linkChanger({ in: id, where, splitting });
  const beyond = beyondTitle(heading, title);
  const content: NodeJson = {
    type: 'doc',
    content: withLevels(
      [...beyond, ...part.map(({ json }) => json)].map((json) => withLinks(json, lead)),
      -level,
    ),
  };
  const seed = updateFromJson(content);
  const copy = new Y.Doc();
  try {
    Y.applyUpdate(copy, seed);
    const elements = copy.getXmlFragment(FRAGMENT_NAME).toArray();
    const copies = new Map<number, unknown>(part.map(({ at }, i) => [at, elements[beyond.length + i]]));
    // What is said of the heading is said of the page.
    copies.set(from, null);
    const headingId = heading.attrs?.id;
    const blockIds = [...valuesIn(content.content ?? [], 'id')];
    if (typeof headingId === 'string') blockIds.push(headingId);
    return { id, title, seed, content, blockIds, threads: places.inCopies(copies) };
  } finally {
    copy.destroy();
  }
}

/** A heading as a paragraph, where it says more than the title that was made of it: a link, a name, a note, or longer words. */
function beyondTitle({ content = [] }: NodeJson, title: string): NodeJson[] {
  const isPlain = content.every(({ type, marks }) => type === 'text' && !marks?.length);
  const words = wordsOf({ type: 'heading', attrs: { level: 1 }, content });
  return words === '' || (isPlain && words === title) ? [] : [{ type: 'paragraph', content }];
}

/** Where a link leads that stands in a page, or where it stood before. */
function linkChanger({
  in: pageId,
  where,
  splitting: { documentId, origin },
}: {
  in: string;
  where: ReadonlyMap<string, string>;
  splitting: Splitting;
}): (href: string) => string {
  return (href) => {
    const address = ownAddress(href, origin);
    if (!address || (address.documentId ?? documentId) !== documentId) return href;
    const now = (address.blockId !== null && where.get(address.blockId)) || documentId;
    if (pageId === documentId && now === documentId) return href;
    if (address.rest !== '') {
      // Its files are the page's, too.
      return address.rest.startsWith('/files/') ? addressOf({ ...address, documentId: pageId }) : href;
    }
    return now === pageId && address.documentId === null ? href : addressOf({ ...address, documentId: now });
  };
}

/** The update that puts the links in the sections' places. */
function takenOut(
  doc: Y.Doc,
  {
    fragment,
    blocks,
    sections,
    parts,
    pages,
    where,
    splitting,
  }: {
    fragment: Y.XmlFragment;
    blocks: readonly NodeJson[];
    sections: readonly Section[];
    parts: readonly Part[];
    pages: readonly SplitPage[];
    where: ReadonlyMap<string, string>;
    splitting: Splitting;
  },
): Uint8Array {
  const going = new Set(sections.flatMap(({ from }, i) => [from, ...(parts[i] ?? []).map(({ at }) => at)]));
  // A note that is referred to elsewhere, too, stays there.
  const rest = blocks.filter(({ type }, at) => !going.has(at) && type !== 'footnote');
  const referred = valuesIn(rest, 'noteId');
  for (const [at, { type, attrs }] of blocks.entries()) {
    if (type === 'footnote' && referred.has(String(attrs?.noteId))) going.delete(at);
  }
  const links = elementsFromJson(
    pages.map(({ id, title }, i) => ({
      type: 'paragraph',
      attrs: { id: sections[i]?.heading.attrs?.id },
      content: [pageLink({ id, title })],
    })),
  );
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  doc.transact(() => {
    for (let at = blocks.length - 1; at >= 0; at--) {
      if (!going.has(at)) continue;
      fragment.delete(at, 1);
      const link = links[sections.findIndex(({ from }) => from === at)];
      if (link) fragment.insert(at, [link]);
    }
    leadAnew(fragment, linkChanger({ in: splitting.documentId, where, splitting }));
  });
  return Y.mergeUpdates(updates);
}

/** Has the links of what stays lead where they are to lead now, and what is shown there from what has moved be shown from there. */
function leadAnew(fragment: Y.XmlFragment, change: (href: string) => string): void {
  for (const place of elementsIn(fragment, 'transclusion')) {
    const shown = place.getAttributes();
    const now = shownNow(shown, change);
    if (now && now.documentId !== shown.documentId) place.setAttribute('documentId', now.documentId);
  }
  for (const text of textsIn(fragment)) {
    let at = 0;
    const delta: { insert: unknown; attributes?: { link?: { href?: unknown } } }[] = text.toDelta();
    for (const { insert, attributes } of delta) {
      const length = typeof insert === 'string' ? insert.length : 1;
      const href = attributes?.link?.href;
      if (typeof href === 'string' && change(href) !== href) {
        text.format(at, length, { link: { ...attributes?.link, href: change(href) } });
      }
      at += length;
    }
  }
}
