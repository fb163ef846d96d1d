import { shownAt, shownPath } from '@plenum/editor/schema/shown-path';
import { nestLists } from './nest-lists.ts';

const KEPT_ATTRIBUTES = new Set([
  'href',
  'title',
  'colspan',
  'rowspan',
  'start',
  'type',
  'data-type',
  'data-checked',
  'dir',
]);
/** Places of what is shown from elsewhere, and links by title, which a copy of them needs its attributes for. */
const PLACES = 'div.shown-page, nav.child-pages[data-levels], a.document-link[href^="/d/"]';
const JUNK =
  'script, style, meta, link, title, xml, template, iframe, object, embed, noscript, o\\:p, .Apple-interchange-newline';

/**
 * HTML that was copied elsewhere, without what only that place means: styles and classes, comments, pictures and frames of other servers.
 * What word processors and pads write in ways of their own becomes what it means: lists, tasks, headings. What was copied from a document
 * here stays as it is.
 */
export function cleanHtml(html: string): string {
  if (html.includes('data-pm-slice')) return html;
  // Nothing of it is loaded or run there.
  const { body } = new DOMParser().parseFromString(html.replace(/<!\[(?:if|endif)[^>]*>/g, ''), 'text/html');
  for (const junk of body.querySelectorAll(JUNK)) junk.remove();
  removeComments(body);
  emptyPlaces(body);
  nameDocuments(body);
  unwrapGoogleDocs(body);
  nestLists(body);
  for (const title of body.querySelectorAll('p.MsoTitle, p.Title')) rename(title, 'h1');
  for (const element of body.querySelectorAll('*')) clean(element);
  dropEmptyLines(body);
  return body.innerHTML;
}

/** Of what a page shows from elsewhere, as it is read, its place alone is pasted; all else of that class is text. */
function emptyPlaces(body: HTMLElement): void {
  for (const place of body.querySelectorAll<HTMLElement>('div.shown-page')) {
    const { page: documentId = '', block: blockId = null } = place.dataset;
    if (shownAt(shownPath({ documentId, blockId }))) place.replaceChildren();
    else place.className = '';
  }
  for (const list of body.querySelectorAll('nav.child-pages[data-levels]')) list.replaceChildren();
}

/**
 * A link between documents names the document alone: where it was copied from a shared page, its address has the secret of the link by which
 * that is read.
 */
function nameDocuments(body: HTMLElement): void {
  for (const link of body.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href') ?? '';
    const path = href.startsWith(location.origin) ? href.slice(location.origin.length) : href;
    const found = /^\/(?:d|s\/[^/]+)\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(#[\w-]*)?$/i.exec(path);
    if (found) link.setAttribute('href', `/d/${found[1]}${found[2] ?? ''}`);
  }
}

function removeComments(body: HTMLElement): void {
  const comments = document.createNodeIterator(body, NodeFilter.SHOW_COMMENT);
  for (let comment = comments.nextNode(); comment; comment = comments.nextNode())
    comment.parentNode?.removeChild(comment);
}

/** Google Docs has all of it in one bold element that is not bold, and tasks as items with a role. */
function unwrapGoogleDocs(body: HTMLElement): void {
  for (const wrapper of body.querySelectorAll('b[id^="docs-internal-guid"]'))
    wrapper.replaceWith(...wrapper.childNodes);
  for (const item of body.querySelectorAll('li[role="checkbox"]')) {
    item.setAttribute('data-type', 'taskItem');
    item.setAttribute('data-checked', item.getAttribute('aria-checked') ?? 'false');
    item.parentElement?.setAttribute('data-type', 'taskList');
    for (const box of item.querySelectorAll(':scope > img')) box.remove();
  }
}

function clean(element: Element): void {
  if (element instanceof HTMLImageElement) {
    element.replaceWith(...inPlaceOf(element));
    return;
  }
  const styles = stylesOf(element);
  const align = alignmentOf(styles.get('text-align') ?? element.getAttribute('align'));
  for (const { name } of [...element.attributes])
    if (!KEPT_ATTRIBUTES.has(name) && !element.matches(PLACES)) element.removeAttribute(name);
  if (align !== null && /^(?:P|H\d)$/.test(element.tagName)) element.setAttribute('data-align', align);
  if (/^(?:B|STRONG)$/.test(element.tagName) && isPlain(styles)) element.replaceWith(...element.childNodes);
  else if (!/^(?:BODY|UL|OL|TABLE|TBODY|THEAD|TR)$/.test(element.tagName)) mark(element, styles);
}

/** The picture of another server is a link to it: nobody who reads may be made to ask there. */
function inPlaceOf({ src, alt }: HTMLImageElement): (Node | string)[] {
  if (!/^https?:/.test(src)) return [alt];
  const link = document.createElement('a');
  link.href = src;
  link.textContent = alt || src;
  return [link];
}

function rename(element: Element, name: string): void {
  const renamed = document.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
}

/** From the attribute: the content security policy keeps it from becoming the element's style. */
function stylesOf(element: Element): ReadonlyMap<string, string> {
  const rules = (element.getAttribute('style') ?? '').split(';').map((rule) => rule.split(':'));
  return new Map(
    rules.map(([name = '', value = '']) => [name.trim().toLowerCase(), value.trim().toLowerCase()]),
  );
}

function isPlain(styles: ReadonlyMap<string, string>): boolean {
  return /^(?:normal|[1-5]00)$/.test(styles.get('font-weight') ?? '');
}

/** Word processors mark text by styles where others use elements. */
function mark(element: Element, styles: ReadonlyMap<string, string>): void {
  const decoration = `${styles.get('text-decoration') ?? ''} ${styles.get('text-decoration-line') ?? ''}`;
  const names = {
    // A heading is bold by itself, and a link underlined.
    strong:
      /^(?:bold|bolder|[6-9]00)$/.test(styles.get('font-weight') ?? '') &&
      !element.closest('h1, h2, h3, h4, h5, h6'),
    em: styles.get('font-style') === 'italic',
    u: decoration.includes('underline') && !element.closest('a') && !element.querySelector('a'),
    s: decoration.includes('line-through'),
    sup: styles.get('vertical-align') === 'super',
    sub: styles.get('vertical-align') === 'sub',
  };
  for (const [name, isMarked] of Object.entries(names)) {
    if (!isMarked) continue;
    const marked = document.createElement(name);
    marked.append(...element.childNodes);
    element.append(marked);
  }
}

/** As documents have it, seen from where a text from left to right begins. */
function alignmentOf(align: string | null): string | null {
  if (align === 'right') return 'end';
  return align === 'center' || align === 'justify' ? align : null;
}

/** Word processors make room with lines of nothing but a space that does not break. */
function dropEmptyLines(body: HTMLElement): void {
  for (const line of body.querySelectorAll('p')) {
    const isEmpty = line.textContent?.trim() === '' && !line.querySelector('br');
    if (isEmpty && !line.closest('td, th, li')) line.remove();
  }
}
