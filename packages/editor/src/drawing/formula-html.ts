import katex from 'katex';

/** The longest formula that is drawn, in characters. */
const MAX_LENGTH = 5_000;

/** What gives a name to other TeX, of which a line could be made that takes minutes to draw and fills the memory. */
const DEFINITION = /\\(?:[egx]?def|let|futurelet|global|long|(?:re)?newcommand|providecommand)(?![a-zA-Z])/;

/**
 * A formula in TeX as MathML, which browsers draw without fonts or style sheets of ours; null where it is none. Nothing in it is a link, an
 * image or a `style` attribute, and it is about as long as the formula: one that defines commands is none.
 */
export function formulaHtml(tex: string, isBlock: boolean): string | null {
  if (tex.trim() === '' || tex.length > MAX_LENGTH || DEFINITION.test(tex)) return null;
  try {
    const html = katex.renderToString(tex, {
      displayMode: isBlock,
      output: 'mathml',
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: 500,
      maxSize: 20,
    });
    return html.replace(/ style="[^"]*"/g, '');
  } catch (error) {
    if (error instanceof katex.ParseError || error instanceof RangeError) return null;
    throw error;
  }
}
