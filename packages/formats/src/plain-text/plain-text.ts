/** What is read of a file at most: UTF-16 units, and until when, by `performance.now()`. */
export interface TextLimits {
  length: number;
  until: number;
}

/** What is no part of a text, or would be refused by a database: control characters, and halves of characters. */
const CONTROLS = /\p{Cc}+/gu;
const HALVES = /\p{Cs}/gu;

/** The text of a file as it is gathered: a paragraph in each line, no more than there is room and time for. */
export class PlainText {
  readonly #limits: TextLimits;
  readonly #lines: string[] = [];
  #left: number;

  constructor(limits: TextLimits) {
    this.#limits = limits;
    this.#left = limits.length;
  }

  /** Whether nothing more is to be read. */
  get isFull(): boolean {
    return this.#left <= 0 || performance.now() >= this.#limits.until;
  }

  /** Takes a paragraph, as much of it as there is room for. */
  add(paragraph: string): void {
    const line = paragraph.replace(CONTROLS, ' ').replace(/\s+/g, ' ').trim();
    if (line === '' || this.#left <= 0) return;
    this.#lines.push(line.slice(0, this.#left));
    this.#left -= line.length + 1;
  }

  toString(): string {
    return this.#lines.join('\n').replace(HALVES, '');
  }
}
