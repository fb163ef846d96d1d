import type { LiveState } from './live-document.ts';

/**
 * Follows a guest's document, to tell when it is to be opened anew. While they can only read, the server brings it up to date
 * without what was deleted, and lets nobody see them; that stays so on that connection when they may write again.
 * @returns for each state, whether now is the time: they may write, and the server has all that they wrote before
 */
export function followGuestCopy(): (state: Pick<LiveState, 'link' | 'save'>) => boolean {
  let isReaders = false;
  return ({ link, save }) => {
    isReaders ||= link.kind !== 'live' && save.kind === 'readOnly';
    return isReaders && link.kind === 'live' && save.kind === 'saved';
  };
}
