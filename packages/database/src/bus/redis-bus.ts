import type { Redis } from 'ioredis';
import type { Bus } from './bus.ts';
import { busOver } from './bus-over.ts';
import type { OpenLine } from './line.ts';
import { connectRedis, endRedis } from './redis-connection.ts';

/** Where an instance's processes meet. */
interface RedisBusOptions {
  /** A `redis://` or `rediss://` URL. */
  url: string;
  /** The instance's own channel: a Redis may serve several, and its numbered databases do not keep channels apart. */
  channel: string;
}

/** The bus on Redis' publish and subscribe. Connects when it is first used, to send and to listen. */
export function redisBus({ url, channel }: RedisBusOptions): Bus {
  let sending: Promise<Redis> | null = null;
  const end = async (connecting: Promise<Redis>): Promise<void> => {
    if (sending === connecting) sending = null;
    await connecting.then(endRedis, () => {});
  };
  return busOver({
    async send(payloads) {
      sending ??= connectRedis(url);
      const connecting = sending;
      try {
        const redis = await connecting;
        await Promise.all(payloads.map((payload) => redis.publish(channel, payload)));
      } catch (error) {
        await end(connecting);
        throw error;
      }
    },
    open: (onPayload) => listen({ url, channel }, onPayload),
    close: async () => sending && end(sending),
  });
}

async function listen(
  { url, channel }: RedisBusOptions,
  onPayload: (payload: string) => void,
): Promise<OpenLine> {
  const redis = await connectRedis(url);
  const cut = new Promise<void>((resolve) => redis.once('close', resolve));
  redis.on('message', (_channel, payload) => onPayload(payload));
  const close = () => endRedis(redis);
  try {
    await redis.subscribe(channel);
  } catch (error) {
    await close();
    throw error;
  }
  return { cut, ping: () => redis.ping(), close };
}
