/** Boxes with which a page begins: some screens full. */
const BOXES = 3;

const BOX = '<div class="box">';

/**
 * What a page shows of a text that is in boxes until the editor brings all of it: a browser would otherwise read and lay out
 * a long one twice, before anybody can write. In `htmlFromJson`'s HTML no text and no attribute holds an unescaped angle.
 */
export function beginningOf(html: string): { html: string; isWhole: boolean } {
  let end = html.indexOf(BOX);
  for (let box = 0; box < BOXES && end !== -1; box += 1) end = html.indexOf(BOX, end + BOX.length);
  return end === -1 ? { html, isWhole: true } : { html: html.slice(0, end), isWhole: false };
}
