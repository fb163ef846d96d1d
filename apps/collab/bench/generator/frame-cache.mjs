import { markersIn } from './markers.mjs';

/** Frames and bytes remembered before the older half is forgotten. */
const MAX_FRAMES = 20_000;
const MAX_BYTES = 32 * 1024 * 1024;
/** Bytes of a frame's ends that it is looked up by. */
const KEY = 48;

/**
 * Reads each distinct frame once, however many sockets it arrives at: what a server sends to hundreds is the same bytes, and a
 * generator that reads them hundreds of times would measure itself.
 */
export class FrameCache {
  #recent = new Map();
  #older = new Map();
  #frames = 0;
  #bytes = 0;

  /** The marks in a frame, as `markersIn` has them. @param {Buffer} bytes */
  markersIn(bytes) {
    const key = keyOf(bytes);
    const known = find(this.#recent, key, bytes) ?? find(this.#older, key, bytes);
    if (known) return known.markers;
    const frame = { bytes, markers: markersIn(bytes) };
    const own = this.#recent.get(key);
    if (own) own.push(frame);
    else this.#recent.set(key, [frame]);
    this.#count(bytes.length);
    return frame.markers;
  }

  #count(bytes) {
    this.#frames += 1;
    this.#bytes += bytes;
    if (this.#frames < MAX_FRAMES && this.#bytes < MAX_BYTES) return;
    this.#older = this.#recent;
    this.#recent = new Map();
    this.#frames = 0;
    this.#bytes = 0;
  }
}

function keyOf(bytes) {
  if (bytes.length <= 2 * KEY) return bytes.latin1Slice(0, bytes.length);
  return bytes.latin1Slice(0, KEY) + bytes.latin1Slice(bytes.length - KEY, bytes.length);
}

function find(frames, key, bytes) {
  return frames.get(key)?.find((frame) => frame.bytes.equals(bytes));
}
