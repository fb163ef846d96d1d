import { shownAt } from '@plenum/editor/schema/shown-path';
import { Extension } from '@tiptap/core';
import { Fragment, type ResolvedPos, DOMParser as SchemaParser, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { cleanHtml } from './clean-html.ts';
import { htmlFromPlainText } from './plain-text.ts';

/** Keeps the structure of what is pasted from elsewhere, and drops what only means something there. */
export const CleanPaste = Extension.create({
  name: 'cleanPaste',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          transformPastedHTML: cleanHtml,
          clipboardTextParser(text, $context, plain) {
            const shown = plain ? null : placeOf(text, $context);
            if (shown) return shown;
            const html = plain ? null : htmlFromPlainText(text);
            return html === null ? linesOf(text, $context) : listsOf(html, $context);
          },
        },
      }),
    ];
  },
});

/** The address of a block, alone on an empty line: the block is shown there. */
function placeOf(text: string, { parent, doc }: ResolvedPos): Slice | null {
  const { origin } = window.location;
  const target = text.startsWith(origin) ? shownAt(text.slice(origin.length).trim()) : null;
  const place = target?.blockId && doc.type.schema.nodes.transclusion?.create({ ...target });
  const isEmpty = parent.type.name === 'paragraph' && parent.childCount === 0;
  return place && isEmpty ? new Slice(Fragment.from(place), 0, 0) : null;
}

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
