import { newBlockId } from '@plenum/editor/schema/block-id';
import type { NodeJson } from '@plenum/editor/schema/json';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import { type Loss, Losses } from '../losses.ts';
import { tooLarge } from '../zip/read-zip.ts';

/** A picture that came along in a file, as it came: nobody has looked at it yet. */
export interface ImportedPicture {
  /** What `image` nodes of the content have as `fileId`, until it is stored. */
  id: string;
  name: string;
  content: Uint8Array;
}

/** What was read from a file. */
export interface ImportedDocument {
  /** What the file says itself; null where it says nothing. */
  title: string | null;
  /** As it writes them; they can be none. */
  tags?: string[];
  /** ProseMirror JSON, vetted; blocks have no ids yet. */
  content: NodeJson;
  pictures: ImportedPicture[];
  losses: Loss[];
}

/** Pictures of one file, and bytes that they may have together. */
const MOST_PICTURES = 300;
const MOST_PICTURE_BYTES = 64 * 2 ** 20;

/** Nodes of one document: about what a text of two megabytes has. */
const MOST_NODES = 400_000;

/** What a reader gathers beside the text. */
export class Gathered {
  readonly losses = new Losses();
  readonly #pictures = new Map<string, ImportedPicture>();
  #bytes = 0;

  /** An `image` for a picture; one that is there several times is kept once. Null where there are too many. */
  image(picture: { key: string; name: string; alt: string; content: () => Uint8Array }): NodeJson | null {
    const known = this.#pictures.get(picture.key) ?? this.#take(picture);
    return known && { type: 'image', attrs: { fileId: known.id, alt: picture.alt } };
  }

  #take({
    key,
    name,
    content,
  }: {
    key: string;
    name: string;
    content: () => Uint8Array;
  }): ImportedPicture | null {
    if (this.#pictures.size >= MOST_PICTURES) return null;
    const bytes = content();
    if (this.#bytes + bytes.length > MOST_PICTURE_BYTES) return null;
    this.#bytes += bytes.length;
    const picture = { id: newBlockId(), name, content: new Uint8Array(bytes) };
    this.#pictures.set(key, picture);
    return picture;
  }

  /**
   * The document of what was read. Whatever text the schema has no place for is counted, so that nothing goes in silence.
   * @throws AppError `too_large` for more parts than a document holds.
   */
  finish(title: string | null, blocks: NodeJson[]): ImportedDocument {
    if (countNodes(blocks) > MOST_NODES) throw tooLarge();
    const doc = safeDocument({ type: 'doc', content: blocks });
    const missing = lettersIn(blocks) - letters(doc.textContent);
    if (missing > 0) this.losses.add('unreadable', { count: missing });
    const used = new Set<unknown>();
    doc.descendants(({ type, attrs }) => {
      if (type.name === 'image') used.add(attrs.fileId);
    });
    const pictures = [...this.#pictures.values()];
    const lost = pictures.filter(({ id }) => !used.has(id));
    this.losses.add('missingPictures', { count: lost.length });
    return {
      title: title?.replace(/\s+/g, ' ').trim() || null,
      content: doc.toJSON(),
      pictures: pictures.filter(({ id }) => used.has(id)),
      losses: this.losses.list(),
    };
  }
}

function countNodes(nodes: readonly NodeJson[]): number {
  let count = 0;
  const open: (readonly NodeJson[])[] = [nodes];
  for (let some = open.pop(); some; some = open.pop()) {
    count += some.length;
    if (count > MOST_NODES) return count;
    for (const { content } of some) if (content) open.push(content);
  }
  return count;
}

function lettersIn(nodes: readonly NodeJson[]): number {
  let count = 0;
  const open: (readonly NodeJson[])[] = [nodes];
  for (let some = open.pop(); some; some = open.pop()) {
    for (const { text, content } of some) {
      if (text !== undefined) count += letters(text);
      if (content) open.push(content);
    }
  }
  return count;
}

/** Characters that somebody sees. */
function letters(text: string): number {
  return text.replace(/[\s\p{Cc}\p{Cs}]/gu, '').length;
}
