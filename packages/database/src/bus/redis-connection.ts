import { isIP } from 'node:net';
import type { Redis } from 'ioredis';

/** Milliseconds to connect, and for a command's answer. */
const TIMEOUT = 2_000;

/**
 * Connects once: neither does the connection try again by itself, nor do commands wait for one. The library is loaded here, since
 * most instances have no Redis.
 * @throws Error when that fails or takes too long. What it says can quote the address.
 */
export async function connectRedis(url: string): Promise<Redis> {
  const { Redis } = await import('ioredis');
  const { protocol, hostname } = new URL(url);
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: null,
    enableOfflineQueue: false,
    enableReadyCheck: false,
    disableClientInfo: true,
    protocol: 2,
    connectTimeout: TIMEOUT,
    commandTimeout: TIMEOUT,
    ...(protocol === 'rediss:' && { tls: isIP(hostname) === 0 ? { servername: hostname } : {} }),
  });
  // Unheard, it would end the process. What an error befalls is rejected as well, but says only that the connection is closed.
  let cause: Error | null = null;
  redis.on('error', (error) => {
    cause = error;
  });
  try {
    await redis.connect();
    return redis;
  } catch (error) {
    redis.disconnect();
    throw cause ?? error;
  }
}

/** Ends a connection at once. */
export async function endRedis(redis: Redis): Promise<void> {
  redis.disconnect();
}
