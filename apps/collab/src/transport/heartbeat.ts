import type { WebSocket, WebSocketServer } from 'ws';
import type { Rooms } from '../room/rooms.ts';

/** Milliseconds between two signs of life; y-websocket gives a connection up after 30 s without a message. */
const INTERVAL = 20_000;

/** Sends every socket a sign of life and ends those that have given none since the last. Returns what stops it. */
export function startHeartbeat({ sockets, rooms }: { sockets: WebSocketServer; rooms: Rooms }): () => void {
  let silent = new WeakSet<WebSocket>();
  const timer = setInterval(() => {
    rooms.sendSignOfLife();
    const before = silent;
    silent = new WeakSet();
    for (const ws of sockets.clients) {
      if (before.has(ws)) ws.terminate();
      else {
        silent.add(ws);
        ws.once('pong', () => silent.delete(ws));
        ws.ping();
      }
    }
  }, INTERVAL);
  return () => clearInterval(timer);
}
