import { CLOSE } from '@plenum/protocol/close-codes';
import { WebSocket } from 'ws';

/** The code of RFC 6455 that ws closes with when a message is larger than it takes. */
const MESSAGE_TOO_BIG = 1009;

/** A WebSocket that says in the protocol's own words that a message is too large: y-websocket would retry after 1009 for ever. */
export class LiveSocket extends WebSocket {
  override close(code?: number, data?: string | Buffer): void {
    super.close(code === MESSAGE_TOO_BIG ? CLOSE.tooLarge : code, data);
  }
}
