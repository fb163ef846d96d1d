import { afterEach, expect, test, vi } from 'vitest';
import { type Guess, GuessLimits, MakingLimits } from './guess-limits.ts';

const ADA: Guess = { secret: 'password of ada', address: '192.0.2.1', knownBrowser: null };
const elsewhere = (i: number) => ({ ...ADA, address: `10.0.${i >> 8}.${i & 255}` });

/** How many of these guesses are let through, one after the other. */
async function letThrough(limits: GuessLimits, guesses: Guess[]): Promise<number> {
  let count = 0;
  for (const guess of guesses) {
    try {
      await limits.count(guess);
      count += 1;
    } catch (error) {
      expect(error).toMatchObject({ code: 'too_many', retryAfter: expect.any(Number) });
    }
  }
  return count;
}

const times = (count: number, make: (i: number) => Guess) => Array.from({ length: count }, (_, i) => make(i));

test('ATT-22 guesses are bounded from one network, at one secret, and at anything', async () => {
  expect(
    await letThrough(
      new GuessLimits(),
      times(30, () => ADA),
    ),
  ).toBe(10);
  expect(await letThrough(new GuessLimits(), times(300, elsewhere))).toBe(100);
  const atMany = times(300, (i) => ({ ...ADA, secret: `password of p${i}` }));
  expect(await letThrough(new GuessLimits(), atMany)).toBe(100);
  const oneLine = times(300, (i) => ({ ...ADA, address: `2001:db8:0:1::${i.toString(16)}` }));
  expect(await letThrough(new GuessLimits(), oneLine)).toBe(10);
});

test('ATT-22 an owner whose browser is known is not locked out by the guesses of others, and is bounded too', async () => {
  const limits = new GuessLimits();
  await letThrough(limits, times(300, elsewhere));
  const owner = { ...ADA, knownBrowser: 'her own' };
  expect(await letThrough(limits, [ADA])).toBe(0);
  expect(
    await letThrough(
      limits,
      times(30, () => owner),
    ),
  ).toBe(10);
  expect(await letThrough(limits, [{ ...owner, knownBrowser: 'her other' }])).toBe(1);
});

test('ATT-22 right answers use up nothing: an assembly signs in from one address', async () => {
  const limits = new GuessLimits();
  for (const guess of times(400, (i) => ({ ...ADA, secret: `password of p${i}` }))) {
    await limits.count(guess);
    await limits.takeBack(guess);
  }
  for (const guess of times(400, elsewhere)) {
    await limits.count(guess);
    await limits.takeBack(guess);
  }
  expect(
    await letThrough(
      limits,
      times(30, () => ADA),
    ),
  ).toBe(10);
});

test('ATT-22 somebody’s own right answers do not make room for guesses at others', async () => {
  const limits = new GuessLimits();
  const own = { ...ADA, secret: 'password of mallory' };
  let guessed = 0;
  for (let i = 0; i < 300; i++) {
    guessed += await letThrough(limits, [{ ...ADA, secret: `password of p${i}` }]);
    if ((await letThrough(limits, [own])) > 0) await limits.takeBack(own);
  }
  expect(guessed).toBe(100);
});

afterEach(() => {
  vi.useRealTimers();
});

test('ATT-22 a code of six digits is guessed at sixty times a day, by all networks together', async () => {
  vi.useFakeTimers();
  const limits = new GuessLimits();
  const guesses = times(300, (i) => ({ ...elsewhere(i), secret: 'code of ada', isShort: true }));
  expect(await letThrough(limits, guesses)).toBe(60);
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(await letThrough(limits, guesses)).toBe(0);
  expect(
    await letThrough(limits, [{ ...ADA, secret: 'code of ada', isShort: true, knownBrowser: 'her own' }]),
  ).toBe(1);
  await vi.advanceTimersByTimeAsync(24 * 60 * 60_000);
  expect(await letThrough(limits, guesses)).toBe(60);
});

test('PAD-6, ACC-18 what strangers make is bounded for each network, in a while and in a day, and for none by the others', async () => {
  vi.useFakeTimers();
  const limits = new MakingLimits();
  const made = async (address: string) => {
    for (let count = 0; ; count++) {
      const refusal = await limits.count({ what: 'pad', address }).catch((error: unknown) => error);
      if (refusal === undefined) continue;
      expect(refusal).toMatchObject({ code: 'too_many', retryAfter: expect.any(Number) });
      return count;
    }
  };
  for (let network = 0; network < 200; network++) expect(await made(`10.0.${network}.1`)).toBe(10);
  for (const more of [10, 10, 0]) {
    await vi.advanceTimersByTimeAsync(11 * 60_000);
    expect(await made('10.0.0.1')).toBe(more);
  }
  await limits.count({ what: 'account', address: '10.0.0.1' });
});
