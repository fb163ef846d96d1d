/**
 * A document's HTML in which a table that is wider than the column scrolls by itself, by keyboard too, in the box that the
 * editor draws around it. In `htmlFromJson`'s HTML no text and no attribute holds an unescaped angle.
 */
export function scrollingHtml(html: string): string {
  return html
    .replaceAll('<table', '<div class="tableWrapper" tabindex="0"><table')
    .replaceAll('</table>', '</table></div>');
}
