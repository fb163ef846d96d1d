import { lookup as systemLookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type AllowedHosts, hostOf, isPublicAddress } from '@plenum/database/webhooks/addresses';
import { destinationOf } from '@plenum/database/webhooks/destination';
import type { Outcome, TakenMessage } from '@plenum/database/webhooks/queue';
import { signaturesOf } from '@plenum/database/webhooks/signature';
import { AppError } from '@plenum/domain/errors';
import type { Failure } from '@plenum/domain/webhooks/schema';

/** Milliseconds for an answer's head to come, from the question where its host is. */
export const POST_TIMEOUT = 10_000;

/** Bytes of an answer's body that are taken off the line, and thrown away; whoever sends more is cut off. */
const MAX_ANSWER = 64 * 1024;

/** An address that a name leads to. */
interface Address {
  address: string;
  family: number;
}

/** Where all addresses of a name are asked for. */
export type Resolve = (hostname: string) => Promise<Address[]>;

/** What is needed to send messages. */
export interface PostOptions {
  allowed: AllowedHosts;
  resolve?: Resolve;
  timeout?: number;
}

/** Ends a message that its courier does not wait for any more. */
export class Abandoned extends Error {}

/**
 * Sends a message, signed, and resolves to what came of it; never rejects but with {@link Abandoned}. The name is asked for once, each of
 * its addresses has to be allowed, and the connection goes to one of those: a name that leads elsewhere a moment later leads nowhere.
 * Nothing is followed, and nothing of an answer but its status is kept.
 */
export async function post(
  message: Pick<TakenMessage, 'id' | 'url' | 'body' | 'secrets'>,
  { allowed, resolve = resolveAll, timeout = POST_TIMEOUT }: PostOptions,
  abandoned: AbortSignal,
): Promise<Outcome> {
  if (message.secrets.length === 0) return failed('secret');
  const late = AbortSignal.timeout(timeout);
  const signal = AbortSignal.any([late, abandoned]);
  try {
    const url = destinationOf(message.url, allowed);
    const addresses = await until(signal, findAddresses(url, { allowed, resolve }));
    const status = await send({ url, addresses, message, signal });
    if (status >= 200 && status < 300) return { arrived: true, status };
    return { ...failed(status >= 300 && status < 400 ? 'redirect' : 'status'), status };
  } catch (error) {
    if (abandoned.aborted) throw new Abandoned();
    if (late.aborted) return failed('timeout');
    if (error instanceof Failed) return failed(error.failure);
    return failed(error instanceof AppError ? 'refusedAddress' : failureOf(error));
  }
}

class Failed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure);
    this.failure = failure;
  }
}

function failed(failure: Failure) {
  return { arrived: false, failure, status: null } as const;
}

/** The addresses of a host, all of which are allowed: one that is not spoils the others. */
async function findAddresses(
  url: URL,
  { allowed, resolve }: Required<Pick<PostOptions, 'allowed' | 'resolve'>>,
): Promise<Address[]> {
  const host = hostOf(url);
  const family = isIP(host);
  const addresses = family === 0 ? await resolve(host).catch(() => []) : [{ address: host, family }];
  if (addresses.length === 0) throw new Failed('unknownHost');
  const mayReach = ({ address }: Address) =>
    isIP(address) !== 0 && (allowed.names(host) || allowed.covers(address) || isPublicAddress(address));
  if (!addresses.every(mayReach)) throw new Failed('refusedAddress');
  return addresses;
}

async function send({
  url,
  addresses,
  message: { id, body, secrets },
  signal,
}: {
  url: URL;
  addresses: Address[];
  message: Pick<TakenMessage, 'id' | 'body' | 'secrets'>;
  signal: AbortSignal;
}): Promise<number> {
  const timestamp = Math.floor(Date.now() / 1_000);
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((done, fail) => {
    const request = client.request(
      url,
      {
        method: 'POST',
        // Of its own: no connection is kept, and none that another message has opened is used.
        agent: false,
        lookup: only(addresses),
        signal,
        maxHeaderSize: 16 * 1024,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Plenum webhooks',
          'webhook-id': id,
          'webhook-timestamp': timestamp,
          'webhook-signature': signaturesOf({ id, timestamp, body }, secrets),
        },
      },
      (response) => {
        let size = 0;
        response.on('error', ignore);
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > MAX_ANSWER) response.destroy();
        });
        done(response.statusCode ?? 0);
      },
    );
    request.on('error', fail);
    request.end(body);
  });
}

/** Answers every question for a name with the addresses that were looked at. */
function only(addresses: Address[]): LookupFunction {
  return (_hostname, options, answer) => {
    const [first] = addresses;
    if (options.all) answer(null, addresses);
    else answer(null, first?.address ?? '', first?.family);
  };
}

/** What OpenSSL and Node say of a certificate that is not to be trusted. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS_/;

function failureOf(error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return CERTIFICATE.test(code) ? 'certificate' : 'noConnection';
}

/** What comes of something, unless the signal comes first: a question for a name cannot be taken back. */
function until<T>(signal: AbortSignal, result: Promise<T>): Promise<T> {
  return new Promise((done, fail) => {
    const stop = () => fail(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    result.then(done, fail).finally(() => signal.removeEventListener('abort', stop));
  });
}

function resolveAll(hostname: string): Promise<Address[]> {
  return systemLookup(hostname, { all: true });
}

function ignore(): void {}
