/** The kinds of callouts, those of GitHub's Markdown. */
export const CALLOUT_KINDS = ['note', 'tip', 'important', 'warning', 'caution'] as const;

/** One of {@link CALLOUT_KINDS}. */
export type CalloutKind = (typeof CALLOUT_KINDS)[number];
