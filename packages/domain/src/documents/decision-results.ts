/** What became of what was to be decided. */
export const DECISION_RESULTS = ['open', 'accepted', 'rejected', 'postponed'] as const;

/** One of {@link DECISION_RESULTS}. */
export type DecisionResult = (typeof DECISION_RESULTS)[number];
