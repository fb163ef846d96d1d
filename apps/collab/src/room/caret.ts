/** The longest name of a Yjs type that a caret may be in. */
const MAX_NAME = 100;

/**
 * Whether what somebody says of their caret is one: two relative positions of Yjs as it writes them (`createRelativePositionFromJSON`), or
 * nothing. Everybody's editor looks up the places of all carets, and whatever else is there would make each of them fail.
 */
export function isCaret(value: unknown): boolean {
  return value === null || (isRecord(value) && isPosition(value.anchor) && isPosition(value.head));
}

function isPosition(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { type = null, tname = null, item = null, assoc = 0 } = value;
  if (type === null && tname === null && item === null) return false;
  const isName = tname === null || (typeof tname === 'string' && tname.length <= MAX_NAME);
  return isName && [type, item].every((id) => id === null || isId(id)) && Number.isInteger(assoc);
}

function isId(value: unknown): boolean {
  return isRecord(value) && isCount(value.client) && isCount(value.clock);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
