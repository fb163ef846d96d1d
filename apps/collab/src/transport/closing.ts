import type { CloseCode } from '@plenum/protocol/close-codes';
import type { WebSocket } from 'ws';

/** Milliseconds that a client has to answer a close frame. */
export const CLOSE_TIMEOUT = 2_000;

/** Closes a socket with a code, and by force when the client does not answer. */
export function closeWithin(ws: WebSocket, code: CloseCode): void {
  ws.close(code);
  const timer = setTimeout(() => ws.terminate(), CLOSE_TIMEOUT);
  ws.once('close', () => clearTimeout(timer));
}
