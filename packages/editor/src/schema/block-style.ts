import { type CommandProps, Extension } from '@tiptap/core';
import { safeAttributes } from './attributes.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    blockStyle: {
      /** Where the lines of the selected blocks stand; null for where their direction begins. */
      setAlignment(align: Alignment | null): ReturnType;
      /** The direction of the selected blocks; null for what their own text has. */
      setDirection(dir: Direction | null): ReturnType;
    };
  }
}

/** Where the lines of a block stand, seen from where its direction begins. */
export type Alignment = 'center' | 'end' | 'justify';

/** The direction of a block's text. */
export type Direction = 'ltr' | 'rtl';

/** The blocks that have an alignment and a direction of their own. */
export const STYLED_BLOCKS: readonly string[] = ['paragraph', 'heading'];

/** Alignment and direction of blocks of text. */
export const BlockStyle = Extension.create({
  name: 'blockStyle',

  addGlobalAttributes() {
    return [
      {
        types: [...STYLED_BLOCKS],
        attributes: {
          align: {
            default: null,
            parseHTML: (element) =>
              element.getAttribute('data-align') ?? alignmentOf(element.style.textAlign),
            renderHTML: (attributes) => ({ 'data-align': safeAttributes('paragraph', attributes).align }),
          },
          dir: {
            default: null,
            parseHTML: (element) => element.getAttribute('data-dir'),
            renderHTML: (attributes) => {
              const { dir } = safeAttributes('paragraph', attributes);
              return { dir: dir ?? 'auto', 'data-dir': dir };
            },
          },
        },
      },
    ];
  },

  addCommands() {
    const set =
      (attributes: { align?: Alignment | null; dir?: Direction | null }) =>
      ({ commands }: CommandProps) =>
        STYLED_BLOCKS.map((type) => commands.updateAttributes(type, attributes)).some(Boolean);
    return { setAlignment: (align) => set({ align }), setDirection: (dir) => set({ dir }) };
  },
});

function alignmentOf(style: string): string | null {
  if (style === 'right') return 'end';
  return style === 'left' || style === 'start' ? null : style;
}
