import { nestLists } from './nest-lists.ts';

/** The styles by which word processors mark text where others use elements. */
const KEPT_STYLES = [
  'font-weight',
  'font-style',
  'text-decoration',
  'text-decoration-line',
  'vertical-align',
  'text-align',
];
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
  unwrapGoogleDocs(body);
  nestLists(body);
  for (const element of body.querySelectorAll('*')) clean(element);
  dropEmptyLines(body);
  return body.innerHTML;
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
  if (/^(?:Mso)?Title$/.test(element.className)) rename(element, 'h1');
  const styles = element instanceof HTMLElement ? keptStyles(element.style) : '';
  for (const { name } of [...element.attributes])
    if (!KEPT_ATTRIBUTES.has(name)) element.removeAttribute(name);
  if (styles !== '') element.setAttribute('style', styles);
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

function keptStyles(style: CSSStyleDeclaration): string {
  return KEPT_STYLES.flatMap((name) => {
    const value = style.getPropertyValue(name);
    return value === '' ? [] : [`${name}: ${value}`];
  }).join('; ');
}

/** Word processors make room with lines of nothing but a space that does not break. */
function dropEmptyLines(body: HTMLElement): void {
  for (const line of body.querySelectorAll('p')) {
    const isEmpty = line.textContent?.trim() === '' && !line.querySelector('br');
    if (isEmpty && !line.closest('td, th, li')) line.remove();
  }
}
