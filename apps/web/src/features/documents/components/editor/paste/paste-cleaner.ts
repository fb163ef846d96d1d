import { Fragment, type ResolvedPos, DOMParser as SchemaParser, Slice } from '@tiptap/pm/model';
import { cleanHtml } from './clean-html.ts';
import { htmlFromPlainText } from './plain-text.ts';

/** Keeps the structure of what is pasted from elsewhere, and drops what only means something there. */
export const pasteCleaner = {
  transformPastedHTML: cleanHtml,
  htmlFromPlainText,
  clipboardTextParser(text: string, $context: ResolvedPos, plain: boolean): Slice {
    const html = plain ? null : htmlFromPlainText(text);
    return html === null ? linesOf(text, $context) : listsOf(html, $context);
  },
};

function listsOf(html: string, $context: ResolvedPos): Slice {
  const body = document.createElement('div');
  body.innerHTML = html;
  return SchemaParser.fromSchema($context.doc.type.schema).parseSlice(body, { context: $context });
}

/** A paragraph for each line, marked as the text around. */
function linesOf(text: string, $context: ResolvedPos): Slice {
  const { schema } = $context.doc.type;
  const marks = $context.marks();
  const lines = text
    .split(/(?:\r\n?|\n)+/)
    .map((line) => schema.nodes.paragraph?.create(null, line === '' ? null : schema.text(line, marks)))
    .filter((line) => line !== undefined);
  return Slice.maxOpen(Fragment.from(lines));
}
