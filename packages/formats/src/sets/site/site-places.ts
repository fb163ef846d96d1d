import { escapeHtml } from '@plenum/editor/html/markup';
import { FileNames } from '../file-names.ts';

/** Where a page lies. */
export interface SitePlace {
  key: string;
  parent: string | null;
  title: string;
  icon: string | null;
}

/** The pages of a site: their files, and how they lie below each other. */
export class SitePlaces {
  readonly #places: ReadonlyMap<string, SitePlace>;
  readonly #below = new Map<string | null, string[]>();
  readonly #files = new Map<string, string>();

  constructor(places: readonly SitePlace[]) {
    this.#places = new Map(places.map((place) => [place.key, place]));
    const names = new FileNames('pages/');
    for (const { key, parent, title } of places) {
      this.#files.set(key, names.take('', title, '.html'));
      const above = parent !== null && this.#places.has(parent) ? parent : null;
      const beside = this.#below.get(above);
      if (beside) beside.push(key);
      else this.#below.set(above, [key]);
    }
  }

  /** The file of a page; null for one that is not on the site. */
  fileOf(key: string): string | null {
    return this.#files.get(key) ?? null;
  }

  /** The same as an address from where the site begins. */
  addressOf(key: string): string {
    return (this.#files.get(key) ?? 'index.html').split('/').map(encodeURIComponent).join('/');
  }

  titleOf(key: string): string {
    return this.#places.get(key)?.title ?? key;
  }

  /** An emoji and a space, as HTML. */
  iconOf(key: string): string {
    const icon = this.#places.get(key)?.icon ?? null;
    return icon === null ? '' : `<span aria-hidden="true">${escapeHtml(icon)}</span> `;
  }

  below(key: string | null): readonly string[] {
    return this.#below.get(key) ?? [];
  }

  /** The keys of what is above a page, from the top on. */
  above(key: string): string[] {
    const keys: string[] = [];
    let parent = this.#places.get(key)?.parent ?? null;
    while (parent !== null && !keys.includes(parent) && this.#places.has(parent)) {
      keys.unshift(parent);
      parent = this.#places.get(parent)?.parent ?? null;
    }
    return keys;
  }
}
