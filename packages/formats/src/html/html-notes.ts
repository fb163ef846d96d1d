import { newBlockId } from '@plenum/editor/schema/block-id';
import { attribute, elementsIn, type HtmlElement, isElement, textOfHtml } from './tree.ts';

/** The notes of a page: a number that leads to a place which leads back. */
export interface HtmlNotes {
  /** The ids of the notes that numbers lead to. */
  references: ReadonlyMap<HtmlElement, string>;
  /** The elements that are notes. */
  bodies: ReadonlyMap<HtmlElement, string>;
  /** The ways back. */
  backLinks: ReadonlySet<HtmlElement>;
}

const HOLDS_NOTE = /^(li|div|p|aside|section|dd)$/;
const LONGEST_NUMBER = 12;

/** Finds notes whoever has written the page: each program has its own names for them, and all lead there and back. */
export function findNotes(root: Parameters<typeof elementsIn>[0]): HtmlNotes {
  const places = new Map<string, HtmlElement>();
  const links: HtmlElement[] = [];
  for (const element of elementsIn(root)) {
    for (const name of namesOf(element)) if (!places.has(name)) places.set(name, element);
    if (element.tagName === 'a' && fragmentOf(element) !== null) links.push(element);
  }
  const references = new Map<HtmlElement, string>();
  const bodies = new Map<HtmlElement, string>();
  const backLinks = new Set<HtmlElement>();
  const linksIn = new Map<HtmlElement, HtmlElement[]>();
  const linksOf = (body: HtmlElement): HtmlElement[] => {
    const known = linksIn.get(body) ?? [...elementsIn(body)].filter(({ tagName }) => tagName === 'a');
    linksIn.set(body, known);
    return known;
  };
  for (const link of links) {
    if (backLinks.has(link)) continue;
    const body = bodyOf(places.get(fragmentOf(link) ?? ''));
    if (!body || body === link || isWithin(link, body)) continue;
    const own = new Set(
      [link, link.parentNode, ...link.childNodes].flatMap((node) =>
        node && isElement(node) ? namesOf(node) : [],
      ),
    );
    const isNumber = textOfHtml(link).trim().length <= LONGEST_NUMBER;
    const known = bodies.get(body);
    const back = linksOf(body).filter((one) => own.has(fragmentOf(one) ?? ''));
    if (!isNumber || (back.length === 0 && known === undefined)) continue;
    const id = known ?? newBlockId();
    references.set(link, id);
    bodies.set(body, id);
    for (const one of back) backLinks.add(one);
  }
  return { references, bodies, backLinks };
}

/** The element that a note is, from the place that its number leads to: that may be the way back itself. */
function bodyOf(place: HtmlElement | undefined): HtmlElement | null {
  if (!place) return null;
  if (HOLDS_NOTE.test(place.tagName)) return place;
  const parent = place.parentNode;
  if (!parent || !isElement(parent) || !HOLDS_NOTE.test(parent.tagName)) return null;
  const outer = parent.parentNode;
  return outer && isElement(outer) && outer.tagName === 'div' && namesOf(outer).length > 0 ? outer : parent;
}

function isWithin(element: HtmlElement, body: HtmlElement): boolean {
  for (let at = element.parentNode; at; at = 'parentNode' in at ? at.parentNode : null)
    if (at === body) return true;
  return false;
}

function namesOf(element: HtmlElement): string[] {
  const names = [attribute(element, 'id'), element.tagName === 'a' ? attribute(element, 'name') : null];
  return names.filter((name) => name !== null && name !== '').map(String);
}

function fragmentOf(link: HtmlElement): string | null {
  const href = attribute(link, 'href');
  return href?.startsWith('#') && href.length > 1 ? href.slice(1) : null;
}
