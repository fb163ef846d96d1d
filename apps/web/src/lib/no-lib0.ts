// Stands in a browser for what Yjs and its like load of lib0 and Plenum has no use for: words for developers, which bring a library of
// schemas along for their colours, a channel to the other tabs, which have sockets of their own, and a hash in the names of marks
// that may overlap themselves, of which the schema has none.

export function print(): void {}
export const warn = print;
export const [BOLD, UNBOLD, ORANGE, RED] = ['', '', '', ''];

export function publish(): void {}
export const subscribe = publish;
export const unsubscribe = publish;

/** All that is used of lib0's dom. */
export const doc = globalThis.document;

export function digest(): never {
  throw new Error('A mark of this schema may overlap itself: let lib0 have its hash.');
}
