import { expect, test } from 'vitest';
import { Ledger, newLatencies } from './ledger.mjs';

function document() {
  const latencies = newLatencies();
  const ledger = new Ledger(latencies);
  return { latencies, ledger };
}

test('BENCH-2 an operation counts once at each client but its own, whatever frames bring it', () => {
  const { ledger, latencies } = document();
  const writer = ledger.addWriter();
  const author = ledger.addReceiver({ writer, kind: 'writers' });
  const reader = ledger.addReceiver({ kind: 'readers' });
  const frames = [ledger.type(writer), ledger.type(writer)].map((text) => Buffer.from(text));
  for (const receiver of [author, reader]) {
    ledger.arrived(receiver, frames[0]);
    ledger.arrived(receiver, Buffer.concat(frames));
  }
  expect(ledger.deliveredTo('writers')).toBe(0);
  expect(ledger.deliveredTo('readers')).toBe(2);
  expect(latencies.readers.count).toBe(2);
  expect(ledger.missingAt('writers') + ledger.missingAt('readers')).toBe(0);
});

test('BENCH-2 what has not arrived is missing, but not at who came later', () => {
  const { ledger } = document();
  const writer = ledger.addWriter();
  const early = ledger.addReceiver({ kind: 'readers' });
  const first = ledger.type(writer);
  const late = ledger.addReceiver({ kind: 'readers' });
  expect(ledger.missingAt('readers')).toBe(1);
  ledger.arrived(late, Buffer.from(first));
  expect(ledger.missingAt('readers')).toBe(1);
  ledger.arrived(early, Buffer.from(first));
  expect(ledger.missingAt('readers')).toBe(0);
  ledger.type(writer);
  expect(ledger.missingAt('readers')).toBe(2);
});
