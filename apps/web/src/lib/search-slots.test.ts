import { randomUUID } from 'node:crypto';
import type { Actor } from '@plenum/domain/access/actor';
import { expect, test } from 'vitest';
import { inSearchSlot } from './search-slots.ts';

function aPerson(): Actor {
  return { kind: 'member', personId: randomUUID(), sessionId: randomUUID() };
}

test('SEARCH-20 one person has three searches under way, and all together five', async () => {
  const ends: (() => void)[] = [];
  const begin = (actor: Actor) =>
    inSearchSlot(actor, () => new Promise<void>((resolve) => ends.push(resolve)));
  const [one, another] = [aPerson(), aPerson()];
  const underWay = [begin(one), begin(one), begin(one)];
  await expect(begin(one)).rejects.toMatchObject({ code: 'too_many', retryAfter: 1 });
  underWay.push(begin(another), begin(another));
  await expect(begin(aPerson())).rejects.toMatchObject({ code: 'too_many' });
  for (const end of ends) end();
  await Promise.all(underWay);
  expect(await inSearchSlot(one, async () => 'found')).toBe('found');
});
