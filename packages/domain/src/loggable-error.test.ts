import { expect, test } from 'vitest';
import { AppError } from './errors.ts';
import { loggableError } from './loggable-error.ts';

const refusal = Object.assign(
  new Error('duplicate key value violates unique constraint "person_username_key"'),
  {
    name: 'error',
    code: '23505',
    detail: 'Key (username)=(anna) already exists.',
    hint: 'anna',
    where: 'anna',
    parameters: ['anna'],
  },
);
const lostLine = Object.assign(new Error('connect ECONNREFUSED 10.0.0.5:5432'), {
  code: 'ECONNREFUSED',
  syscall: 'connect',
  address: '10.0.0.5',
  port: 5432,
});

test('OPS-5 of a driver’s error stay its class, its code and where it was thrown', () => {
  const { at, ...rest } = loggableError(refusal);
  expect(rest).toEqual({ name: 'error', code: '23505' });
  expect(at?.[0]).toContain('loggable-error.test.ts');
  expect(loggableError(lostLine)).toMatchObject({ name: 'Error', code: 'ECONNREFUSED', syscall: 'connect' });
  for (const error of [refusal, lostLine])
    expect(JSON.stringify(loggableError(error))).not.toMatch(/anna|10\.0\.0\.5|5432|duplicate/);
});

test('OPS-5 causes are described likewise, Prisma’s too, and not without end', () => {
  const cause = { kind: 'DatabaseNotReachable', originalCode: 'ECONNREFUSED', host: '10.0.0.5', port: 5432 };
  const prisma = Object.assign(new Error('Can’t reach 10.0.0.5'), {
    code: 'P1001',
    meta: { driverAdapterError: Object.assign(new Error('10.0.0.5'), { name: 'DriverAdapterError', cause }) },
  });
  expect(loggableError(new AppError('unavailable', 'Try again later.', { cause: prisma }))).toMatchObject({
    name: 'AppError',
    code: 'unavailable',
    message: 'Try again later.',
    cause: {
      code: 'P1001',
      cause: { name: 'DriverAdapterError', cause: { name: 'DatabaseNotReachable', code: 'ECONNREFUSED' } },
    },
  });
  expect(JSON.stringify(loggableError(prisma))).not.toContain('10.0.0.5');
  const ring: { cause?: unknown } = new Error('ring');
  ring.cause = ring;
  expect(JSON.stringify(loggableError(ring)).length).toBeLessThan(50_000);
});

test.each([
  ['a message that looks like frames', new Error('no\n    at secret (token)\n    at secret')],
  ['a message that was changed later', Object.assign(new Error('secret'), { message: 'other' })],
  ['a message in many lines', new SyntaxError('Unexpected token in "secret\n secret"')],
  ['a name that is a text', Object.assign(new Error('secret'), { name: 'a secret, told' })],
  ['a code that is a text', Object.assign(new Error('secret'), { code: 'the secret' })],
  [
    'a digest that is an address',
    Object.assign(new Error('x'), { digest: 'NEXT_REDIRECT;replace;/s/secret;' }),
  ],
  ['a text', 'secret'],
  ['an object', { secret: 'secret' }],
  ['nothing', null],
])('OPS-5 nothing is quoted of %s', (_what, error) => {
  const { name, at = [] } = loggableError(error);
  expect(name).toMatch(/^\w+$/);
  expect(JSON.stringify(loggableError(error))).not.toContain('secret');
  if (error instanceof Error) expect(at.join()).toContain('loggable-error.test.ts');
});
