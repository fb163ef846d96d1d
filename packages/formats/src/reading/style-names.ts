/** What styles are called whose text is something of its own here: by us, by Word, LibreOffice and pandoc. */
export const STYLES = {
  code: /^(source code|html preformatted|plain text|preformatted text|code)$/i,
  codeCharacter: /^(verbatim char|source text|html code|code|teletype|html typewriter)$/i,
  quote: /^(block text|quote|intense quote|quotations)$/i,
  rule: /^horizontal (rule|line)$/i,
  contents: /^(contents|toc( heading| ?\d)|contents \d)$/i,
  heading: /^heading ([1-9])$/i,
  title: /^title$/i,
  /** What goes on with an item of a list, by its level. */
  continued: /^list continue(?: ([1-9]))?$/i,
  formula: /^formula$/i,
  formulaCharacter: /^formula (char|text)$/i,
} as const;
