import { afterAll, beforeAll, expect, test } from 'vitest';
import { ThrowAwayRedis } from '../testing/throw-away-redis.ts';
import { reachRedis } from './reach-redis.ts';
import { connectRedis, endRedis } from './redis-connection.ts';

let redis: ThrowAwayRedis;
beforeAll(async () => {
  redis = await ThrowAwayRedis.start();
  const connection = await connectRedis(redis.url);
  await connection.call('ACL', 'SETUSER', 'reader', 'on', '>sesame', '+@read', '+ping');
  await connection.call(
    'ACL',
    'SETUSER',
    'plenum',
    'on',
    '>open sesame',
    'resetchannels',
    '&plenum:*',
    '+@pubsub',
    '+ping',
  );
  await connection.call('CONFIG', 'SET', 'requirepass', 'secret');
  await endRedis(connection);
});
afterAll(() => redis.stop());

function as(user: string, password: string): string {
  const url = new URL(redis.url);
  Object.assign(url, { username: user, password });
  return url.href;
}

test('BUS-12 a Redis that lets nobody publish and subscribe is told in one sentence without its password', async () => {
  const { host } = new URL(redis.url);
  const refused = (reason: string) => `Redis at ${host} (REDIS_URL) cannot be used: ${reason}.`;
  await expect(reachRedis(redis.url)).rejects.toThrow(refused('it asks for a password'));
  await expect(reachRedis(as('', 'sesame'))).rejects.toThrow(
    refused('it does not accept the user name or password'),
  );
  await expect(reachRedis(as('reader', 'sesame'))).rejects.toThrow(
    refused('it does not let this user publish and subscribe'),
  );
  await expect(reachRedis('redis://:sesame@127.0.0.1:9')).rejects.toThrow(
    'Redis at 127.0.0.1:9 (REDIS_URL) cannot be used: nothing answers there.',
  );
  redis.pause();
  await expect(reachRedis(as('', 'secret'))).rejects.toThrow(refused('it does not answer'));
  redis.resume();
});

test('BUS-12 one that lets this user use the channels of Plenum alone is enough', async () => {
  await expect(reachRedis(as('plenum', 'open sesame'))).resolves.toBeLessThan(2_000);
  await expect(reachRedis(as('', 'secret'))).resolves.toBeLessThan(2_000);
});
