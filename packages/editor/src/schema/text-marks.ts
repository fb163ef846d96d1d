import { Mark, mergeAttributes } from '@tiptap/core';
import { safeAttributes } from './attributes.ts';
import { COLOURS, type Colour } from './colours.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    colours: {
      /** Gives the selected text a colour, or with null takes it away. */
      setTextColour(colour: Colour | null): ReturnType;
      /** Gives the selected text a ground, or with null takes it away. */
      setHighlight(colour: Colour | null): ReturnType;
    };
  }
}

function colouredMark(name: 'textColour' | 'highlight', tag: 'span' | 'mark') {
  return Mark.create({
    name,
    addAttributes: () => ({
      colour: { default: null, parseHTML: (element) => element.getAttribute('data-colour') },
    }),
    // Of a colour that there is not nothing is parsed.
    parseHTML: () => COLOURS.map((colour) => ({ tag: `${tag}[data-colour="${colour}"]` })),
    renderHTML: ({ mark }) => [tag, { 'data-colour': safeAttributes(name, mark.attrs).colour }, 0],
  });
}

/** Text in one of the colours. */
export const TextColour = colouredMark('textColour', 'span').extend({
  addCommands: () => ({
    setTextColour:
      (colour) =>
      ({ commands }) =>
        colour ? commands.setMark('textColour', { colour }) : commands.unsetMark('textColour'),
  }),
});

/** Text on a ground of one of the colours. */
export const Highlight = colouredMark('highlight', 'mark').extend({
  addCommands: () => ({
    setHighlight:
      (colour) =>
      ({ commands }) =>
        colour ? commands.setMark('highlight', { colour }) : commands.unsetMark('highlight'),
  }),
});

function shiftedMark(name: 'superscript' | 'subscript', tag: 'sup' | 'sub', keys: string) {
  return Mark.create({
    name,
    excludes: 'superscript subscript',
    parseHTML: () => [{ tag }, { style: `vertical-align=${tag === 'sup' ? 'super' : 'sub'}` }],
    renderHTML: ({ HTMLAttributes }) => [tag, mergeAttributes(HTMLAttributes), 0],
    addKeyboardShortcuts() {
      return { [keys]: () => this.editor.commands.toggleMark(name) };
    },
  });
}

/** Raised text. */
export const Superscript = shiftedMark('superscript', 'sup', 'Mod-.');

/** Lowered text. */
export const Subscript = shiftedMark('subscript', 'sub', 'Mod-,');
