import { loggableError } from '@plenum/domain/loggable-error';
import pino from 'pino';
import { expect, test } from 'vitest';
import { takeOverConsole, tellFailure } from './framework-log.ts';

function setUp() {
  const lines: string[] = [];
  const options = { base: null, serializers: { err: loggableError } };
  const log = pino(options, { write: (line: string) => void lines.push(line) });
  const console = { error(..._words: unknown[]) {}, warn(..._words: unknown[]) {} };
  takeOverConsole({ console, log });
  return { console, log, told: () => lines.splice(0).map((line) => JSON.parse(line)) };
}

const lost = () =>
  Object.assign(new Error('connect ECONNREFUSED 10.0.0.5:5432'), {
    code: 'ECONNREFUSED',
    address: '10.0.0.5',
  });

test('OPS-6 what the framework writes of an error is told as the log tells it', () => {
  const { console, told } = setUp();
  console.error('⨯ failed for 10.0.0.5', lost());
  const [line, ...rest] = told();
  expect(rest).toEqual([]);
  expect(line).toMatchObject({ level: 50, err: { name: 'Error', code: 'ECONNREFUSED' } });
  expect(JSON.stringify(line)).not.toContain('10.0.0.5');
});

test('OPS-6 of its words is told where they were written, and nothing of what they say', () => {
  const { console, told } = setUp();
  console.warn('`x-forwarded-host` header with value `secret.example` does not match');
  const [line] = told();
  expect(line).toMatchObject({ level: 40 });
  expect(line.err.at.join()).toContain('framework-log.test.ts');
  expect(JSON.stringify(line)).not.toContain('secret');
});

test('OPS-6 of a failed page the pattern of its address is told, and the number that people were told', () => {
  const { log, told } = setUp();
  tellFailure(Object.assign(lost(), { digest: '3265173434' }), '/s/[token]', { log });
  const [line] = told();
  expect(line).toMatchObject({ route: '/s/[token]', err: { code: 'ECONNREFUSED', digest: '3265173434' } });
  expect(JSON.stringify(line)).not.toContain('10.0.0.5');
});
