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
 * something only where it has changed. Without a network they keep what they show, and where the page may be read no more they say so. All
 * are asked for once, so that they are there when the page is printed.
 */
export class ShownPages {
  readonly #address: string;
  readonly #noMore: string;
  /** With what each shows. */
  readonly #places = new Map<HTMLElement, string>();
  /** What is to be shown where somebody is. */
  readonly #held = new Map<HTMLElement, string>();
  readonly #near = new Set<Element>();
  readonly #watch = new IntersectionObserver((entries) => this.#see(entries), { rootMargin: NEAR });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #etag = { of: '', value: '' };
  #wait = OFTEN;
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
    this.#etag.value = '';
    this.#askIn(0);
    return () => {
      this.#places.delete(place);
      this.#held.delete(place);
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
    this.#askIn(0);
  };

  /** Once the focus is where it goes, which may be within the same place. */
  readonly #release = () => {
    setTimeout(() => {
      for (const [place, html] of this.#held) if (!isUsed(place)) this.#show(place, html);
    });
  };

  #listen(how: 'addEventListener' | 'removeEventListener'): void {
    document[how]('visibilitychange', this.#again);
    window[how]('online', this.#again);
    window[how]('beforeprint', this.#again);
    for (const left of ['focusout', 'selectionchange']) document[how](left, this.#release);
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
    const isNear = this.#near.size > 0 || this.#etag.value === '';
    const isSeen = document.visibilityState === 'visible' && navigator.onLine && isNear;
    if (isSeen && !this.#isOver && this.#places.size > 0) this.#timer = setTimeout(() => this.#ask(), wait);
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
    if ([401, 403, 404].includes(answer.status)) return this.#end();
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
    this.#etag.value = '';
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
    this.#held.delete(place);
    const before = this.#places.get(place);
    if (before === html) return;
    const shown = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
    if (!shown) return;
    // What may be read no more has no name, also within what is shown, and goes at once.
    if (before && shown.hasAttribute('aria-label') && hasAllOf(place, shown) && isUsed(place)) {
      this.#held.set(place, html);
      return;
    }
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
}

/** Whether all that an element names from elsewhere is named in what comes in its place, too. */
function hasAllOf(place: Element, shown: Element): boolean {
  const named = new Set(namesIn(shown));
  return namesIn(place).every((name) => named.has(name));
}

function namesIn(element: Element): string[] {
  const texts = [...element.querySelectorAll<HTMLElement>('.shown-page[aria-label]')];
  const lists = [element, ...element.querySelectorAll('*')].filter((one) => one.matches('.child-pages'));
  return [
    ...texts.map(({ dataset: { page, block = '' } }) => `${page} ${block}`),
    ...lists.flatMap((list) =>
      [...list.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? ''),
    ),
  ];
}

/** Whether the focus is in an element, or a selection begins or ends there. */
function isUsed(place: HTMLElement): boolean {
  const selection = document.getSelection();
  const isSelected = [selection?.anchorNode, selection?.focusNode].some((node) =>
    place.contains(node ?? null),
  );
  return (isSelected && !selection?.isCollapsed) || place.contains(document.activeElement);
}

/** What somebody has opened or closed is so in what comes. */
function keepOpen(place: HTMLElement, shown: Element): void {
  const before = [...place.querySelectorAll('details')];
  const nameOf = (details: Element) => details.querySelector('summary')?.textContent;
  for (const details of shown.querySelectorAll('details')) {
    const at = before.findIndex((one) => nameOf(one) === nameOf(details));
    if (at >= 0) details.open = before.splice(at, 1)[0]?.open ?? false;
  }
}
