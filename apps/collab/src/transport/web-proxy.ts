import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WEB_CONNECTION_REST } from '@plenum/domain/web-connection';
import { ProxyServer } from 'httpxy';
import { clientAddressBehind } from './client-address.ts';
import { answerUnavailable } from './unavailable.ts';

/** Milliseconds that web may take until it begins to answer, and to accept a hot-reload socket. */
const ANSWER_TIMEOUT = 60_000;
const UPGRADE_TIMEOUT = 5_000;

/** Headers that only this process may set, whatever a client sends. */
const OURS = /^(x-forwarded-|x-middleware-|cf-|forwarded$|x-real-ip$|true-client-ip$|x-client-ip$)/;

/** Hands requests to web. */
export interface WebProxy {
  request(req: IncomingMessage, res: ServerResponse): void;
  /** For the hot-reload sockets of development. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** Proxies to web on a port of 127.0.0.1; what web sees of host, scheme and address comes from here alone. */
export function webProxy(options: {
  port: number;
  publicUrl: URL;
  trustedProxies: readonly string[];
  /** Milliseconds for which a connection is kept that rests. */
  rest?: number;
}): WebProxy {
  const proxy = new ProxyServer({
    target: { protocol: 'http:', host: '127.0.0.1', port: options.port },
    agent: new Agent({ keepAlive: true, timeout: options.rest ?? WEB_CONNECTION_REST.publicServer }),
    proxyTimeout: ANSWER_TIMEOUT,
    upgradeTimeout: UPGRADE_TIMEOUT,
  });
  proxy.on('error', (_error, req, res) => {
    if (req && res && 'writeHead' in res) answerUnavailable(req, res);
    else res?.destroy();
  });
  const addressOf = clientAddressBehind(options.trustedProxies);
  const claimHeaders = (req: IncomingMessage): void => {
    const forwardedFor = [req.headers['x-forwarded-for'] ?? []].flat().join(',');
    for (const name of Object.keys(req.headers)) if (OURS.test(name)) delete req.headers[name];
    req.headers.host = options.publicUrl.host;
    req.headers['x-forwarded-host'] = options.publicUrl.host;
    req.headers['x-forwarded-proto'] = options.publicUrl.protocol.slice(0, -1);
    req.headers['x-forwarded-for'] = addressOf({ peer: req.socket.remoteAddress, forwardedFor });
  };
  return {
    request(req, res) {
      claimHeaders(req);
      // The error listener answers; what is rejected besides is a client that has gone.
      proxy.web(req, res).catch(() => {});
    },
    upgrade(req, socket, head) {
      if (!(socket instanceof Socket)) {
        socket.destroy();
        return;
      }
      claimHeaders(req);
      proxy.ws(req, socket, { agent: false }, head).catch(() => socket.destroy());
    },
  };
}
