/** The address of what a place shows from elsewhere; null where it shows nothing of it. */
function addressIn(place: Element): string | null {
  return place.querySelector(':scope > .shown-page-title > a')?.getAttribute('href') ?? null;
}

/** Whether what is to come cannot be read at this moment, and its place shows it: whoever looks may still have it, and it stays there. */
export function isKept(place: Element, next: Element): boolean {
  const address = addressIn(place);
  const isLater = next instanceof HTMLElement && next.dataset.later !== undefined;
  return isLater && address !== null && next.querySelector('a')?.getAttribute('href') === address;
}

/** Whether a place names something for which nobody asks where it cannot be read itself. */
export function isNaming(place: Element): boolean {
  return place.querySelector('.shown-page[aria-label], .document-link') !== null;
}

/** Leaves within what is to come what cannot be read at this moment and is shown there, where nothing is in it for which nobody has asked. */
export function keepInner(place: Element, next: Element): void {
  const before = [...place.querySelectorAll<HTMLElement>('.shown-page[aria-label]')];
  for (const later of next.querySelectorAll<HTMLElement>('.shown-page[data-later]')) {
    const stands = before.find(
      (one) => nameOf(one) === nameOf(later) && isKept(one, later) && !isNaming(one),
    );
    if (stands) later.replaceWith(stands.cloneNode(true));
  }
}

/** Whether all that an element names from elsewhere is named in what comes in its place, too. */
export function hasAllOf(place: Element, next: Element): boolean {
  const named = new Set(namesIn(next));
  return namesIn(place).every((name) => named.has(name));
}

function namesIn(element: Element): string[] {
  const texts = [...element.querySelectorAll<HTMLElement>('.shown-page[aria-label]')];
  const lists = [element, ...element.querySelectorAll('*')].filter((one) => one.matches('.child-pages'));
  return [
    ...texts.map(nameOf),
    ...lists.flatMap((list) =>
      [...list.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? ''),
    ),
  ];
}

function nameOf({ dataset: { page, block = '' } }: HTMLElement): string {
  return `${page} ${block}`;
}

/** Whether the focus is in an element, or a selection begins or ends there. */
export function isUsed(place: HTMLElement): boolean {
  const selection = document.getSelection();
  const isSelected = [selection?.anchorNode, selection?.focusNode].some((node) =>
    place.contains(node ?? null),
  );
  return (isSelected && !selection?.isCollapsed) || place.contains(document.activeElement);
}

/** What somebody has opened or closed is so in what comes. */
export function keepOpen(place: HTMLElement, next: Element): void {
  const before = [...place.querySelectorAll('details')];
  const nameIn = (details: Element) => details.querySelector('summary')?.textContent;
  for (const details of next.querySelectorAll('details')) {
    const at = before.findIndex((one) => nameIn(one) === nameIn(details));
    if (at >= 0) details.open = before.splice(at, 1)[0]?.open ?? false;
  }
}
