import { mergeAttributes, Node } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { safeAttributes } from './attributes.ts';
import { decisionTitle, ENGLISH_DECISION, type Outcome, VOTES } from './decision-words.ts';

/** The result of a decision and its votes, whoever wrote them. */
export function outcomeOf({ attrs }: Pick<ProseMirrorNode, 'attrs'>): Outcome {
  const { result, yes, no, abstain } = safeAttributes('decision', attrs) as Outcome & Record<string, unknown>;
  return { result, yes, no, abstain };
}

/** The attributes of the HTML of a decision by which it is read again. */
export function decisionData(outcome: Outcome): Record<string, string | null> {
  const votes = VOTES.map((vote) => [`data-${vote}`, outcome[vote] === null ? null : String(outcome[vote])]);
  return { 'data-result': outcome.result, ...Object.fromEntries(votes) };
}

const count = (value: string | null) => (value !== null && /^\d{1,6}$/.test(value) ? Number(value) : null);

/** Blocks that say what was decided, with what became of it. What is written in it is text like any other; the result is chosen. */
export const Decision = Node.create<{ titleOf(outcome: Outcome): string }>({
  name: 'decision',
  group: 'block',
  content: 'block+',
  defining: true,
  addOptions: () => ({ titleOf: (outcome) => decisionTitle(outcome, ENGLISH_DECISION) }),
  addAttributes: () => ({
    result: { default: 'open', parseHTML: (element) => element.getAttribute('data-result') },
    ...Object.fromEntries(
      VOTES.map((vote) => [
        vote,
        { default: null, parseHTML: (element: HTMLElement) => count(element.getAttribute(`data-${vote}`)) },
      ]),
    ),
  }),
  parseHTML: () => [{ tag: 'div.decision' }],
  renderHTML({ node, HTMLAttributes: { result: _result, yes: _yes, no: _no, abstain: _abstain, ...rest } }) {
    const outcome = outcomeOf(node);
    const own = { class: 'decision', 'data-title': this.options.titleOf(outcome), role: 'note' };
    return ['div', mergeAttributes(rest, own, decisionData(outcome)), 0];
  },
});
