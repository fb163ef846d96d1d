import { DECISION_RESULTS, type DecisionResult } from '@plenum/domain/documents/decision-results';

/** The votes of a decision that are counted, in their order. */
export const VOTES = ['yes', 'no', 'abstain'] as const;

/** One of {@link VOTES}. */
export type Vote = (typeof VOTES)[number];

/** The most votes of a kind. */
export const MOST_VOTES = 100_000;

/** The result of a decision, with the votes that were counted. */
export interface Outcome extends Readonly<Record<Vote, number | null>> {
  result: DecisionResult;
}

/** What a language calls decisions, their results and the votes for them. */
export type DecisionWords = Readonly<Record<'decision' | DecisionResult | Vote, string>>;

/** English, for readers of whom nothing is known, and for files that are read back. */
export const ENGLISH_DECISION: DecisionWords = {
  decision: 'Decision',
  open: 'open',
  accepted: 'accepted',
  rejected: 'rejected',
  postponed: 'postponed',
  yes: 'yes',
  no: 'no',
  abstain: 'abstaining',
};

/** What stands above a decision: `Decision: accepted (7 yes, 1 no, 2 abstaining)`. Votes that nobody counted are left out. */
export function decisionTitle(outcome: Outcome, words: DecisionWords = ENGLISH_DECISION): string {
  const votes = votesText(outcome, words);
  const title = `${words.decision}: ${words[outcome.result]}`;
  return votes === '' ? title : `${title} (${votes})`;
}

/** The votes in words: `7 yes, 1 no`; empty where none were counted. */
export function votesText(outcome: Outcome, words: DecisionWords): string {
  const counted = VOTES.filter((vote) => outcome[vote] !== null);
  return counted.map((vote) => `${outcome[vote]} ${words[vote]}`).join(', ');
}

const TITLE =
  /^Decision: (open|accepted|rejected|postponed)(?: \((?:(\d{1,6}) yes)?(?:, )?(?:(\d{1,6}) no)?(?:, )?(?:(\d{1,6}) abstaining)?\))?$/;

/** What {@link decisionTitle} says in English; null for other words. */
export function outcomeFromTitle(title: string): Outcome | null {
  const found = TITLE.exec(title);
  const result = DECISION_RESULTS.find((one) => one === found?.[1]);
  if (!found || !result) return null;
  const [yes, no, abstain] = [found[2], found[3], found[4]].map((count) => (count ? Number(count) : null));
  return { result, yes: yes ?? null, no: no ?? null, abstain: abstain ?? null };
}
