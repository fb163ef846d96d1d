// What a writer types: a mark that says who typed it and as which operation, so that a receiver finds it again in the bytes of
// whatever frame brings it, merged or not, without decoding the update.

const FIRST = 0x7e;
const WRITER_DIGITS = 3;
const OPERATION_DIGITS = 4;
/** Bytes, and UTF-16 units, of a mark. */
export const MARKER_LENGTH = 1 + WRITER_DIGITS + OPERATION_DIGITS;
/** Writers of one document, and operations of one writer, at most. */
export const MAX_WRITERS = 36 ** WRITER_DIGITS;
export const MAX_OPERATIONS = 36 ** OPERATION_DIGITS;

/** The text of a writer's operation; both are counted from 0. @throws RangeError beyond the most there can be. */
export function markerOf(writer, operation) {
  if (writer >= MAX_WRITERS || operation >= MAX_OPERATIONS)
    throw new RangeError('There is no mark for so many.');
  return `~${digits(writer, WRITER_DIGITS)}${digits(operation, OPERATION_DIGITS)}`;
}

/**
 * The marks in a frame, in the order in which they stand there.
 * @param {Buffer} bytes
 * @returns {Uint32Array} writer and operation in turns
 */
export function markersIn(bytes) {
  const found = [];
  for (let at = bytes.indexOf(FIRST); at !== -1; ) {
    const writer = numberAt(bytes, at + 1, WRITER_DIGITS);
    const operation = writer === -1 ? -1 : numberAt(bytes, at + 1 + WRITER_DIGITS, OPERATION_DIGITS);
    if (operation !== -1) found.push(writer, operation);
    at = bytes.indexOf(FIRST, at + (operation === -1 ? 1 : MARKER_LENGTH));
  }
  return Uint32Array.from(found);
}

function digits(number, count) {
  return number.toString(36).padStart(count, '0');
}

/** The number written in so many digits of base 36 from a place on; -1 where something else stands there. */
function numberAt(bytes, at, count) {
  let number = 0;
  for (let i = at; i < at + count; i++) {
    const byte = bytes[i];
    if (byte >= 0x30 && byte <= 0x39) number = number * 36 + byte - 0x30;
    else if (byte >= 0x61 && byte <= 0x7a) number = number * 36 + byte - 0x61 + 10;
    else return -1;
  }
  return number;
}
