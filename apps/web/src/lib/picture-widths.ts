import { widthsBelow } from '@plenum/domain/picture-widths';
import { inWidthPath } from './paths.ts';

/** How wide pictures are: in a text all of a telephone's screen and at most the column; as a slide all of any. */
const SIZES = { text: '(max-width: 720px) 100vw, 720px', slide: '100vw' };

/** A picture whose width is known, as `htmlFromJson` writes it: in no text and no attribute of it there is an unescaped angle or quote. */
const PICTURE = /<img src="([^"]+)" alt="([^"]*)" width="(\d+)"/g;

/**
 * A document's HTML in which browsers choose among the widths in which its pictures are had. Not where the editor comes in its place: that
 * has the pictures themselves, and they would be had twice.
 */
export function withWidths(html: string, shownAs: keyof typeof SIZES = 'text'): string {
  return html.replace(PICTURE, (whole, path: string, _alt: string, width: string) => {
    const widths = widthsBelow(Number(width));
    if (widths.length === 0) return whole;
    const sources = [...widths.map((one) => `${inWidthPath(path, one)} ${one}w`), `${path} ${width}w`];
    return `${whole} srcset="${sources.join(', ')}" sizes="${SIZES[shownAs]}"`;
  });
}
