import { Mark, markInputRule } from '@tiptap/core';

/** The language of a code block that holds a formula. */
export const FORMULA_LANGUAGE = 'math';

/** The language of a code block that holds a diagram. */
export const DIAGRAM_LANGUAGE = 'mermaid';

/**
 * A formula in the line, as text in TeX with a mark, so that it is written together like any other; what draws it comes beside.
 * One that stands on its own is a code block in the language {@link FORMULA_LANGUAGE}.
 */
export const Formula = Mark.create({
  name: 'formula',
  code: true,
  excludes: '_',
  exitable: true,
  inclusive: true,
  parseHTML: () => [{ tag: 'code.formula', priority: 60 }],
  renderHTML: () => ['code', { class: 'formula', dir: 'ltr' }, 0],
  addInputRules() {
    return [markInputRule({ find: /(?:^|[\s(])(\$([^\s$](?:[^$]*[^\s$])?)\$)$/, type: this.type })];
  },
});
