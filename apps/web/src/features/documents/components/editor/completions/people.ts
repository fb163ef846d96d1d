import type { PersonCard } from '@plenum/domain/accounts/types';
import { type Completion, hasWordWith } from './completion.ts';

/** How many are offered at once. */
const MOST = 8;

/** `@`: somebody of those whom one may name in the document, whom `load` asks for once. */
export function peopleCompletion(load: () => Promise<readonly PersonCard[]>): Completion {
  let people: Promise<readonly PersonCard[]> | null = null;
  return {
    name: 'people',
    trigger: '@',
    pattern: /(?:^|[\s(])@([\p{L}\p{M}\p{N}._-]{0,32})$/u,
    least: 0,
    async search(query) {
      people ??= load();
      const all = await people.catch((error: unknown) => {
        people = null;
        throw error;
      });
      return all
        .filter(({ displayName, username }) => hasWordWith(`${displayName} ${username}`, query))
        .slice(0, MOST)
        .map(({ id, displayName, username }) => ({
          id,
          label: displayName,
          hint: `@${username}`,
          apply: (chain) =>
            chain.insertContent([
              { type: 'mention', attrs: { personId: id, label: displayName } },
              { type: 'text', text: ' ' },
            ]),
        }));
    },
  };
}
