import { codeHtml } from '@plenum/editor/drawing/code-html';
import { formulaHtml } from '@plenum/editor/drawing/formula-html';
import { htmlFromJson } from '@plenum/editor/html/html-from-json';
import { element, escapeHtml } from '@plenum/editor/html/markup';
import { isRecord } from '@plenum/editor/schema/json';
import { safeDocument } from '@plenum/editor/schema/safe-document';
import { dayWords, type ExportPicture, type ExportSource, wholeHref } from '../writing/export-source.ts';
import { linksAsText } from '../writing/links-as-text.ts';
import { shownAsLinks } from '../writing/shown-as-links.ts';
import { PAGE_STYLE } from './page-style.ts';

/** How much of one document is drawn; what is beyond is shown as its source. */
const LIMITS = { formulas: 1_000, code: 200_000 };

/** What a page may do: show itself. */
const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * A document as one page of HTML, with its style sheet and its pictures in it: it asks for nothing and runs nothing, as it also says itself.
 * @param style CSS to be added to that of the page.
 */
export function htmlFromSource(source: ExportSource, { style = '' }: { style?: string } = {}): string {
  const { title, words, pictures, content, baseUrl } = source;
  const body = bodyFromSource(
    {
      content: withWholeLinks(linksAsText(shownAsLinks(safeDocument(content).toJSON(), words)), baseUrl),
      words,
    },
    (id) => dataUrl(pictures.get(id)),
  );
  return `<!doctype html>
<html lang="${escapeHtml(words.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(POLICY)}">
<meta name="referrer" content="no-referrer">
${element('title', {}, escapeHtml(title))}
<style>${PAGE_STYLE}${style}</style>
</head>
<body>
${element('h1', { class: 'title', dir: 'auto' }, escapeHtml(title))}
${body}
</body>
</html>
`;
}

/** A document as the inside of a page that asks for nothing and runs nothing. @param fileUrl where its files are for the page. */
export function bodyFromSource(
  { content, words }: Pick<ExportSource, 'content' | 'words'>,
  fileUrl: (id: string) => string | null,
): string {
  const left = { ...LIMITS };
  return htmlFromJson(content, {
    fileUrl,
    formulaHtml: (tex, isBlock) => (left.formulas-- > 0 ? formulaHtml(tex, isBlock) : null),
    codeHtml(code, language) {
      left.code -= code.length;
      return left.code >= 0 ? codeHtml(code, language) : null;
    },
    words: {
      callout: (kind) => words.callouts[kind],
      decisions: words.decisions,
      contents: words.contents,
      footnote: (number) => `${words.footnote} ${number}`,
      backToText: words.backToText,
      diagram: words.diagram,
      missingFile: words.missingFile,
      shownPage: words.shownPage,
      date: (date) => dayWords(date, words.locale),
    },
  });
}

/** A picture as an address that has it in it. */
export function dataUrl(picture: ExportPicture | undefined): string | null {
  return picture ? `data:${picture.type};base64,${Buffer.from(picture.content).toString('base64')}` : null;
}

/** A link within this instance leads there from wherever the page is. */
function withWholeLinks(json: unknown, baseUrl: string): unknown {
  if (Array.isArray(json)) return json.map((one) => withWholeLinks(one, baseUrl));
  if (!isRecord(json)) return json;
  const copy: Record<string, unknown> = { ...json };
  if (json.content !== undefined) copy.content = withWholeLinks(json.content, baseUrl);
  if (Array.isArray(json.marks)) {
    copy.marks = json.marks.map((mark: unknown) => {
      if (!isRecord(mark) || mark.type !== 'link' || !isRecord(mark.attrs)) return mark;
      return { ...mark, attrs: { ...mark.attrs, href: wholeHref(mark.attrs.href, baseUrl) } };
    });
  }
  return copy;
}
