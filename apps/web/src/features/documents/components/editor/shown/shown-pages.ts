import { MAX_SHOWN } from '@plenum/editor/schema/shown-pages';
import { hasAllOf, isKept, isNaming, isUsed, keepInner, keepOpen } from './place-use.ts';

/** Milliseconds between two questions, at most between two that fail, and until one is given up. */
const OFTEN = 5_000;
const SELDOM = 60_000;
const PATIENCE = 10_000;

/**
 * Milliseconds for which what is new waits until the focus or a selection has left: longer than somebody reads a paragraph, and not so long that
 * a focus that was forgotten there has them read what is no longer true.
 */
const HELD = 120_000;

/** And for which what cannot be read at this moment stays though others are named within it, for which nobody asks meanwhile. */
const UNASKED = 30_000;

/** How near the screen a place has to be. */
const NEAR = '600px 0px';

/** What is to be shown in a place later, since when, and after which milliseconds at last. */
interface Held {
  html: string;
  since: number;
  bound: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

interface Answer {
  items: { documentId: string; blockId: string | null; html: string }[];
  childPages: string | null;
}

/**
 * What is shown from elsewhere within one text: all its places ask together, again and again while somebody looks at one of them, and get
 * something only where it has changed. Without a network they keep what they show, as what the server cannot read at a moment, and where the
 * page may be read no more they say so. All are asked for once, so that they are there when the page is printed.
 */
export class ShownPages {
  readonly #address: string;
  readonly #noMore: string;
  /** With what each shows. */
  readonly #places = new Map<HTMLElement, string>();
  readonly #held = new Map<HTMLElement, Held>();
  /** Places for which no question was answered yet. */
  readonly #unasked = new Set<HTMLElement>();
  readonly #near = new Set<Element>();
  readonly #watch = new IntersectionObserver((entries) => this.#see(entries), { rootMargin: NEAR });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #etag = { of: '', value: '' };
  #wait = OFTEN;
  /** When the next question may be asked at the earliest, by the clock of the page. */
  #due = 0;
  #isAsking = false;
  #isOver = false;

  /** @param noMore what stands in the places of a page that may be read no more. */
  constructor(address: string, noMore: string) {
    this.#address = address;
    this.#noMore = noMore;
  }

  /** Has a place follow what is to be shown in it. Ends by calling what comes back. */
  add(place: HTMLElement): () => void {
    if (this.#places.size === 0) this.#listen('addEventListener');
    this.#places.set(place, '');
    this.#watch.observe(place);
    this.#unasked.add(place);
    // Where there is no answer, it is not asked for more often by that.
    if (this.#wait === OFTEN) this.#due = 0;
    this.#plan();
    return () => {
      this.#places.delete(place);
      this.#unasked.delete(place);
      this.#letGo(place);
      this.#near.delete(place);
      this.#watch.unobserve(place);
      if (this.#places.size > 0) return;
      clearTimeout(this.#timer);
      this.#listen('removeEventListener');
    };
  }

  readonly #again = () => {
    this.#wait = OFTEN;
    this.#isOver = false;
    this.#due = 0;
    this.#plan();
  };

  /** Once the focus is where it goes, which may be within the same place. */
  readonly #release = () => {
    setTimeout(() => {
      for (const [place, { html, bound }] of this.#held)
        if (bound === HELD && !isUsed(place)) this.#show(place, html);
    });
  };

  #listen(how: 'addEventListener' | 'removeEventListener'): void {
    document[how]('visibilitychange', this.#again);
    window[how]('online', this.#again);
    window[how]('beforeprint', this.#again);
    for (const left of ['focusout', 'selectionchange']) document[how](left, this.#release);
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting && target instanceof HTMLElement && this.#places.has(target)) this.#near.add(target);
      else this.#near.delete(target);
    }
    this.#plan();
  }

  /** Asks when it is time, where somebody looks. */
  #plan(): void {
    clearTimeout(this.#timer);
    const isWanted = this.#near.size > 0 || this.#unasked.size > 0;
    const isSeen = document.visibilityState === 'visible' && navigator.onLine;
    if (this.#isAsking || this.#isOver || !isWanted || !isSeen) return;
    this.#timer = setTimeout(() => this.#ask(), Math.max(0, this.#due - performance.now()));
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    const asked = [...this.#places.keys()];
    const isDone = await this.#fetch().catch(() => false);
    this.#isAsking = false;
    this.#wait = isDone ? OFTEN : Math.min(SELDOM, 2 * this.#wait);
    if (isDone) for (const place of asked) this.#unasked.delete(place);
    // What was added meanwhile was in no question.
    const isNew = isDone && this.#unasked.size > 0;
    this.#due = isNew ? 0 : performance.now() + this.#wait;
    this.#plan();
  }

  /** Whether there was an answer. */
  async #fetch(): Promise<boolean> {
    const question = this.#question();
    if (this.#etag.of !== question) this.#etag = { of: question, value: '' };
    const isKnown = this.#unasked.size === 0 && this.#etag.value !== '';
    const answer = await fetch(`${this.#address}?${question}`, {
      cache: 'no-store',
      headers: isKnown ? { 'If-None-Match': this.#etag.value } : {},
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status === 304) return true;
    if ([401, 403, 404].includes(answer.status) && isOurs(answer)) return this.#end();
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

  /** What may be read no more stands on no screen; it is asked for again when somebody comes back to the page. */
  #end(): false {
    this.#isOver = true;
    for (const one of this.#places.keys()) this.#unasked.add(one);
    const sentence = document.createElement('p');
    sentence.textContent = this.#noMore;
    const place = document.createElement('div');
    place.append(sentence);
    for (const one of this.#places.keys()) this.#show(one, place.outerHTML);
    return false;
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
    const before = this.#places.get(place);
    if (before === html) {
      this.#letGo(place);
      return;
    }
    const shown = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
    if (!shown) return;
    keepInner(place, shown);
    if (this.#holds(place, html, boundOf(place, { shown, isFirst: before === '' }))) return;
    this.#letGo(place);
    this.#places.set(place, html);
    for (const name of ['role', 'aria-label']) {
      const value = shown.getAttribute(name);
      if (value === null) place.removeAttribute(name);
      else place.setAttribute(name, value);
    }
    // One landmark of a name is enough.
    const text = place.closest('.ProseMirror');
    if (place.tagName === 'NAV' && text?.querySelector('nav.child-pages') !== place) place.role = 'group';
    keepOpen(place, shown);
    if (place.innerHTML !== shown.innerHTML) place.replaceChildren(...shown.childNodes);
  }

  /** Whether it is to be shown later. However often something else comes, what stands there stays no longer than what comes first allows. */
  #holds(place: HTMLElement, html: string, bound: number): boolean {
    const before = this.#held.get(place);
    const now = performance.now();
    const since = before?.bound === bound ? before.since : now;
    const rest = since + bound - now;
    if (rest <= 0) return false;
    clearTimeout(before?.timer);
    const timer = Number.isFinite(rest) ? setTimeout(() => this.#show(place, html), rest) : undefined;
    this.#held.set(place, { html, since, bound, timer });
    return true;
  }

  #letGo(place: HTMLElement): void {
    clearTimeout(this.#held.get(place)?.timer);
    this.#held.delete(place);
  }
}

/** Milliseconds for which what stands in a place stays there when something else is to be shown. */
function boundOf(place: HTMLElement, { shown, isFirst }: { shown: Element; isFirst: boolean }): number {
  if (isKept(place, shown)) return isNaming(place) ? UNASKED : Number.POSITIVE_INFINITY;
  // What may be read no more has no name, also within what is shown, and goes at once.
  const mayStay = !isFirst && shown.hasAttribute('aria-label') && hasAllOf(place, shown);
  return mayStay && isUsed(place) ? HELD : 0;
}

/** Whether it is the answer of an instance: what is between answers 403 and 404 of its own, which says nothing of the page. */
function isOurs({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('application/problem+json') ?? false;
}
