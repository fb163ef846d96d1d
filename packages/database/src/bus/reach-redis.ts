import { AppError } from '@plenum/domain/errors';
import { codeOf, NETWORK_REASONS } from '../network-reasons.ts';
import { connectRedis, endRedis } from './redis-connection.ts';

const UNTRUSTED = 'its certificate is not trusted here (NODE_EXTRA_CA_CERTS)';

/** How a refusal is put, by the first word of what Redis answers, or by the code of Node's TLS. */
const REASONS: Record<string, string> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  WRONGPASS: 'it does not accept the user name or password',
  NOAUTH: 'it asks for a password',
  NOPERM: 'it does not let this user publish and subscribe',
};

/**
 * Sees whether Redis lets this instance publish and subscribe.
 * @param url a `redis://` or `rediss://` URL.
 * @returns the milliseconds that an answer took.
 * @throws AppError `unavailable` with one sentence that names the server and never the password.
 */
export async function reachRedis(url: string): Promise<number> {
  const channel = `plenum:check:${crypto.randomUUID()}`;
  try {
    const redis = await connectRedis(url);
    try {
      const began = performance.now();
      await redis.publish(channel, '');
      const took = performance.now() - began;
      await redis.subscribe(channel);
      return took;
    } finally {
      await endRedis(redis);
    }
  } catch (cause) {
    const { hostname, port } = new URL(url);
    const place = `${hostname}:${port || 6379}`;
    throw new AppError('unavailable', `Redis at ${place} (REDIS_URL) cannot be used: ${reasonOf(cause)}.`, {
      cause,
    });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return 'it does not answer';
  const code = codeOf(error) || (error.message.split(' ')[0] ?? '');
  return REASONS[code] ?? NETWORK_REASONS[code] ?? 'it does not answer';
}
