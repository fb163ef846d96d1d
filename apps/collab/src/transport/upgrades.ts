import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Gate, refuse } from './gate.ts';
import { readHandshake } from './handshake.ts';
import type { WebProxy } from './web-proxy.ts';

/** A request that asks to change the protocol, as Node hands it over: nothing behind its head is read. */
interface Upgrade {
  req: IncomingMessage;
  socket: Duplex;
  head: Buffer;
}

/**
 * Handles requests that ask to change the protocol: those for a document's socket go to the gate.
 * @param web takes other WebSockets, which only development has; null to refuse them.
 */
export function takeUpgrades(
  server: Server,
  { gate, web }: { gate: Pick<Gate, 'enter'>; web: Pick<WebProxy, 'upgrade'> | null },
): void {
  server.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node listens to it no more, and without a listener a client that resets the connection would end the process.
    socket.on('error', () => socket.destroy());
    if (req.headers.upgrade?.toLowerCase() !== 'websocket') return serveAsItIs(server, { req, socket, head });
    const handshake = readHandshake(req);
    if (handshake) void gate.enter(handshake, { req, socket, head });
    else if (web) web.upgrade(req, socket, head);
    else refuse(socket, '404 Not Found');
  });
}

/**
 * Serves a request as if it asked for no other protocol, as RFC 9110, 7.8, lets a server do: some clients offer h2c with their
 * first request. Of one with a body the rest is lost, so it has to be made again.
 */
function serveAsItIs(server: Server, { req, socket, head }: Upgrade): void {
  const hasBody = req.headers['content-length'] ?? req.headers['transfer-encoding'];
  if (hasBody !== undefined || head.length > 0) {
    refuse(socket, '501 Not Implemented');
    return;
  }
  for (const name of ['upgrade', 'http2-settings']) delete req.headers[name];
  req.headers.connection = 'close';
  const res = new ServerResponse(req);
  res.shouldKeepAlive = false;
  Reflect.apply(res.assignSocket, res, [socket]);
  res.on('finish', () => socket.end());
  server.emit('request', req, res);
}
