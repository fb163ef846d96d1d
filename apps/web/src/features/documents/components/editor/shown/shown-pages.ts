import { MAX_SHOWN } from '@plenum/editor/schema/shown-pages';

/** Milliseconds between two questions, at most between two that fail, and until one is given up. */
const OFTEN = 5_000;
const SELDOM = 60_000;
const PATIENCE = 10_000;

/** How near the screen a place has to be. */
const NEAR = '600px 0px';

interface Answer {
  items: { documentId: string; blockId: string | null; html: string }[];
  childPages: string | null;
}

/**
 * What is shown from elsewhere within one text: all its places ask together, again and again while somebody looks at one of them, and get
 * something only where it has changed. Without a network they keep what they show.
 */
export class ShownPages {
  readonly #address: string;
  /** With what each shows. */
  readonly #places = new Map<HTMLElement, string>();
  readonly #near = new Set<Element>();
  readonly #watch = new IntersectionObserver((entries) => this.#see(entries), { rootMargin: NEAR });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #etag = { of: '', value: '' };
  #wait = OFTEN;
  #isAsking = false;

  constructor(address: string) {
    this.#address = address;
  }

  /** Has a place follow what is to be shown in it. Ends by calling what comes back. */
  add(place: HTMLElement): () => void {
    if (this.#places.size === 0) this.#listen('addEventListener');
    this.#places.set(place, '');
    this.#watch.observe(place);
    this.#etag.value = '';
    return () => {
      this.#places.delete(place);
      this.#near.delete(place);
      this.#watch.unobserve(place);
      if (this.#places.size > 0) return;
      clearTimeout(this.#timer);
      this.#listen('removeEventListener');
    };
  }

  readonly #again = () => {
    this.#wait = OFTEN;
    this.#askIn(0);
  };

  #listen(how: 'addEventListener' | 'removeEventListener'): void {
    document[how]('visibilitychange', this.#again);
    window[how]('online', this.#again);
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    const before = this.#near.size;
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting && target instanceof HTMLElement && this.#places.has(target)) this.#near.add(target);
      else this.#near.delete(target);
    }
    if (before === 0 || this.#etag.value === '') this.#askIn(0);
  }

  #askIn(wait: number): void {
    clearTimeout(this.#timer);
    const isSeen = document.visibilityState === 'visible' && navigator.onLine && this.#near.size > 0;
    if (isSeen) this.#timer = setTimeout(() => this.#ask(), wait);
  }

  async #ask(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const isDone = await this.#fetch().catch(() => false);
    this.#isAsking = false;
    this.#wait = isDone ? OFTEN : Math.min(SELDOM, 2 * this.#wait);
    this.#askIn(this.#wait);
  }

  /** Whether there was an answer. */
  async #fetch(): Promise<boolean> {
    const question = this.#question();
    if (this.#etag.of !== question) this.#etag = { of: question, value: '' };
    const answer = await fetch(`${this.#address}?${question}`, {
      cache: 'no-store',
      headers: this.#etag.value === '' ? {} : { 'If-None-Match': this.#etag.value },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status === 304) return true;
    if (!answer.ok) return false;
    const { items, childPages }: Answer = await answer.json();
    for (const place of this.#places.keys()) {
      const { page, block } = place.dataset;
      const html =
        page === undefined
          ? childPages
          : items.find((item) => item.documentId === page && item.blockId === (block ?? null))?.html;
      if (html) this.#show(place, html);
    }
    this.#etag.value = answer.headers.get('etag') ?? '';
    return true;
  }

  #question(): string {
    const names = new Set<string>();
    let levels = 0;
    for (const { dataset } of this.#places.keys()) {
      if (dataset.page === undefined) levels = Math.max(levels, Number(dataset.levels) || 0);
      else names.add(dataset.block === undefined ? dataset.page : `${dataset.page}.${dataset.block}`);
    }
    const of = [...names].slice(0, MAX_SHOWN).join(',');
    return new URLSearchParams({ ...(of && { of }), ...(levels > 0 && { levels: `${levels}` }) }).toString();
  }

  /** `html` is the server's, who vets what is shown; where it is what stands there, the focus and the selection in it stay. */
  #show(place: HTMLElement, html: string): void {
    if (this.#places.get(place) === html) return;
    this.#places.set(place, html);
    const shown = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
    if (!shown) return;
    for (const name of ['role', 'aria-label']) {
      const value = shown.getAttribute(name);
      if (value === null) place.removeAttribute(name);
      else place.setAttribute(name, value);
    }
    if (place.innerHTML !== shown.innerHTML) place.replaceChildren(...shown.childNodes);
  }
}
