import { BLOCKS, type BlockKind } from '../blocks.ts';
import { type Completion, hasWordWith } from './completion.ts';

/** `/` where a word could begin: all kinds of blocks. */
export function blockCompletion(texts: {
  label(block: BlockKind): string;
  /** What a block can be found by beside its label. */
  words(block: BlockKind): string;
  /** For whoever comes by a link, who can name no document. */
  isGuest?: boolean;
}): Completion {
  return {
    name: 'blocks',
    trigger: '/',
    pattern: /(?:^|\s)\/([^\s/]{0,24})$/u,
    least: 0,
    find: (query) =>
      BLOCKS.filter(
        (block) =>
          !(texts.isGuest && block.name === 'transclusion') &&
          hasWordWith(`${texts.label(block)} ${texts.words(block)}`, query),
      ).map((block) => ({
        id: block.name,
        label: texts.label(block),
        apply: (chain) => block.apply(chain),
      })),
  };
}
