import { STYLED_BLOCKS } from '@plenum/editor/schema/block-style';
import { Extension } from '@tiptap/core';
import { type Attrs, type DOMOutputSpec, DOMSerializer, type Node } from '@tiptap/pm/model';

/** Elements of a type of block that are kept to be copied. */
const MOST_KEPT = 20;

/**
 * Draws the blocks that a text mostly consists of as copies of one with the same attributes but for its id. Tiptap asks every
 * extension for those of every block, which is a third of what it takes to draw a long document.
 */
export const CopiedBlocks = Extension.create({
  name: 'copiedBlocks',

  // ProseMirror looks up how blocks are drawn when it draws the first.
  onBeforeCreate() {
    const { nodes } = this.editor.schema;
    for (const name of STYLED_BLOCKS) {
      const spec = nodes[name]?.spec;
      if (spec?.toDOM) Object.assign(spec, { toDOM: drawCopies(spec.toDOM) });
    }
  },
});

function drawCopies(draw: (block: Node) => DOMOutputSpec): (block: Node) => DOMOutputSpec {
  let kept: { attrs: Attrs; dom: HTMLElement }[] = [];
  return ({ type, attrs }) => {
    let first = kept.find((one) => isLike(one.attrs, attrs));
    if (!first) {
      const { dom } = DOMSerializer.renderSpec(document, draw(type.create({ ...attrs, id: null })));
      first = { attrs, dom };
      kept = [first, ...kept.slice(0, MOST_KEPT - 1)];
    }
    const dom = document.importNode(first.dom);
    if (attrs.id) dom.setAttribute('data-id', attrs.id);
    return { dom, contentDOM: dom };
  };
}

function isLike(one: Attrs, other: Attrs): boolean {
  for (const name in one) if (name !== 'id' && one[name] !== other[name]) return false;
  return true;
}
