import type { ChatMessageId } from '@plenum/domain/ids';
import { idAfter } from '../id-after.ts';

/** An id that comes after another one. To be asked for while nothing else is said in the chat. */
export function messageIdAfter(previous: ChatMessageId | null): ChatMessageId {
  return idAfter(previous);
}
