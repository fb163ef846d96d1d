import katex from 'katex';

/** The longest formula that is drawn, in characters. */
const MAX_LENGTH = 5_000;

/**
 * A formula in TeX as MathML, which browsers draw without fonts or style sheets of ours; null where it is none. Nothing in it is a link, an
 * image or a `style` attribute.
 */
export function formulaHtml(tex: string, isBlock: boolean): string | null {
  if (tex.trim() === '' || tex.length > MAX_LENGTH) return null;
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
