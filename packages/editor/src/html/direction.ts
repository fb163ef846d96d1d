import type { Node } from '@tiptap/pm/model';

const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Mandaic}\p{Script=Samaritan}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;

/**
 * The `dir` of a block that holds blocks: `rtl` when its first block of text is set to it or, where it is set to nothing, when the first
 * letter is of a right-to-left script, else null.
 * `dir="auto"` can't tell, as it skips descendants that have a `dir` of their own (HTML, "the directionality").
 */
export function containerDirection(node: Node): 'rtl' | null {
  const set = firstSetDirection(node);
  if (set !== null) return set === 'rtl' ? 'rtl' : null;
  const letter = firstLetter(node);
  return letter !== null && RIGHT_TO_LEFT.test(letter) ? 'rtl' : null;
}

function firstSetDirection(node: Node): unknown {
  let block: Node | null = node;
  while (block && !block.isTextblock) block = block.firstChild;
  return block?.attrs.dir ?? null;
}

function firstLetter(node: Node): string | null {
  if (node.isText) return /\p{L}/u.exec(node.text ?? '')?.[0] ?? null;
  for (const child of node.children) {
    const letter = firstLetter(child);
    if (letter !== null) return letter;
  }
  return null;
}
