import type { DecisionWords } from '@plenum/editor/schema/decision-words';

/** What the reader's language calls decisions. */
export function decisionWordsIn(words: (key: `decisions.${keyof DecisionWords}`) => string): DecisionWords {
  return {
    decision: words('decisions.decision'),
    open: words('decisions.open'),
    accepted: words('decisions.accepted'),
    rejected: words('decisions.rejected'),
    postponed: words('decisions.postponed'),
    yes: words('decisions.yes'),
    no: words('decisions.no'),
    abstain: words('decisions.abstain'),
  };
}
