/** An operation on text (Etherpad, "Easysync"): as many characters as it has, with the attributes that their numbers stand for. */
export interface Op {
  attribs: string;
  chars: number;
  lines: number;
}

const OP = /((?:\*[0-9a-z]+)*)(?:\|([0-9a-z]+))?\+([0-9a-z]+)/gy;

/** Operations that one text may have. */
const MOST_OPS = 500_000;

/** Reads the attributes of a text; null for what is none. */
export function readOps(attribs: string): Op[] | null {
  const ops: Op[] = [];
  OP.lastIndex = 0;
  while (OP.lastIndex < attribs.length) {
    const match = OP.exec(attribs);
    if (!match || ops.length >= MOST_OPS) return null;
    const [, numbers = '', lines = '0', chars = '0'] = match;
    ops.push({ attribs: numbers, lines: Number.parseInt(lines, 36), chars: Number.parseInt(chars, 36) });
  }
  return ops;
}

/** The numbers of the attributes of an operation. */
export function attributeNumbers(attribs: string): number[] {
  return attribs
    .split('*')
    .slice(1)
    .map((number) => Number.parseInt(number, 36));
}

/** Writes operations as Etherpad does, which takes no other way: those that are alike and follow each other as one. */
export class OpWriter {
  readonly #written: string[] = [];
  #open: Op | null = null;
  /** Characters behind the last line end of what is open. */
  #rest = 0;

  /** Inserted text with its attributes. */
  add(text: string, attribs: string): void {
    const end = text.lastIndexOf('\n') + 1;
    if (end > 0) this.#append({ attribs, chars: end, lines: text.split('\n').length - 1 });
    if (end < text.length) this.#append({ attribs, chars: text.length - end, lines: 0 });
  }

  toString(): string {
    this.#flush();
    return this.#written.join('');
  }

  #append(op: Op): void {
    const open = this.#open;
    if (!open || open.attribs !== op.attribs) {
      this.#flush();
      this.#open = { ...op };
    } else if (op.lines > 0) {
      open.chars += this.#rest + op.chars;
      open.lines += op.lines;
      this.#rest = 0;
    } else if (open.lines === 0) open.chars += op.chars;
    else this.#rest += op.chars;
  }

  #flush(): void {
    const open = this.#open;
    if (!open) return;
    const lines = open.lines > 0 ? `|${open.lines.toString(36)}` : '';
    this.#written.push(`${open.attribs}${lines}+${open.chars.toString(36)}`);
    if (this.#rest > 0) this.#written.push(`${open.attribs}+${this.#rest.toString(36)}`);
    this.#open = null;
    this.#rest = 0;
  }
}
