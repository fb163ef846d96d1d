import { syncFrame } from '@plenum/protocol/messages';

/** What a {@link syncSocket} asks and tells. */
export interface SyncSocketPort {
  /** Whether sync frames may go out: a reader's are never accepted, so they are not sent. */
  mayWrite(): boolean;
  /** A sync frame was handed to the open socket. */
  onFrame(frame: 'step2' | 'update'): void;
}

/** A WebSocket class for y-websocket that reports each sync frame it sends, which is what acknowledgements count. */
export function syncSocket({ mayWrite, onFrame }: SyncSocketPort): typeof WebSocket {
  return class SyncSocket extends WebSocket {
    override send(data: string | BufferSource | Blob): void {
      const frame = data instanceof Uint8Array ? syncFrame(data) : null;
      if (frame && !mayWrite()) return;
      super.send(data);
      if (frame && this.readyState === WebSocket.OPEN) onFrame(frame);
    }
  };
}
