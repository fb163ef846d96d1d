import type { NodeJson } from '@plenum/editor/schema/json';
import { type Loss, Losses } from '../losses.ts';
import { referencesIn } from './references.ts';

/** A set names each thing that it loses. */
const BOUNDS = { places: 5000, letters: 300 };
const MOST_SECTIONS = 500_000;
const MOST_WANTED = 100_000;

/** What is known of a set's pages while they are read, and told when all have been: what they lead to, and what is not there. */
export class SetRecord {
  readonly losses = new Losses(BOUNDS);
  readonly #keys: ReadonlySet<string>;
  readonly #media: ReadonlyMap<string, string>;
  readonly #wanted = new Map<string, string>();
  readonly #blocks = new Set<string>();
  readonly #sought = new Map<string, string>();

  /** @param media the keys of files by their ids. */
  constructor({ keys, media }: { keys: Iterable<string>; media: ReadonlyMap<string, string> }) {
    this.#keys = new Set(keys);
    this.#media = media;
  }

  /** What a page leads to; its headings are noted, so that links to them can be told from those to nowhere. */
  note(
    key: string,
    content: NodeJson,
    title: string | null,
  ): { links: string[]; wanted: string[]; media: string[] } {
    if (title !== null) this.#blocks.add(title);
    this.#noteHeadings(content);
    const { pages, files } = referencesIn(content);
    const links = new Set<string>();
    const wanted = new Set<string>();
    for (const target of pages) {
      if (this.#keys.has(target.key)) links.add(target.key);
      else {
        wanted.add(target.key);
        if (this.#wanted.size < MOST_WANTED) this.#wanted.set(target.key, `${target.key} (${key})`);
      }
      if (target.block !== null && this.#keys.has(target.key) && this.#sought.size < MOST_SECTIONS)
        this.#sought.set(target.block, `${key}: ${target.words}`);
    }
    const media = [...files].flatMap((id) => this.#media.get(id) ?? []);
    return { links: [...links], wanted: [...wanted], media };
  }

  /** All that is lost, once every page was noted. */
  list(): Loss[] {
    const losses = new Losses(BOUNDS);
    losses.addAll(this.losses.list());
    for (const place of this.#wanted.values()) losses.add('wantedPages', { place });
    for (const [block, place] of this.#sought)
      if (!this.#blocks.has(block)) losses.add('lostAnchors', { place });
    return losses.list();
  }

  #noteHeadings({ type, attrs, content = [] }: NodeJson): void {
    if (type === 'heading' && typeof attrs?.id === 'string' && this.#blocks.size < MOST_SECTIONS)
      this.#blocks.add(attrs.id);
    for (const child of content) this.#noteHeadings(child);
  }
}
