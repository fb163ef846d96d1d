import { DAY_WIDTH, type Span } from './axis.ts';

/** Puts an element where its days are; the content security policy lets in no style that stands in the page. */
export function placeOn({ at, length }: Span): (element: HTMLElement | null) => void {
  return (element) => {
    if (!element) return;
    element.style.insetInlineStart = `${at * DAY_WIDTH}px`;
    element.style.inlineSize = `${length * DAY_WIDTH}px`;
  };
}
