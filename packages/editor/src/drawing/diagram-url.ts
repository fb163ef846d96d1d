/** The page that draws diagrams, in a frame without any right. */
const DIAGRAM_PAGE = '/diagram/frame.html';

/** The longest diagram that is drawn, in characters: it is handed over in an address. */
const MAX_LENGTH = 8_000;

/** The address of a page that draws a diagram; null where there is none, or too much of it. */
export function diagramUrl(source: string): string | null {
  if (source.trim() === '' || source.length > MAX_LENGTH) return null;
  return `${DIAGRAM_PAGE}#${encodeURIComponent(source.replace(/\p{Cs}/gu, '\ufffd'))}`;
}
