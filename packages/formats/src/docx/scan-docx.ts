import type { Losses } from '../losses.ts';
import { textOf, visitXml, type XmlElement } from '../xml/read-xml.ts';
import { escapeXml } from '../xml/write-xml.ts';
import { DOCX_NAMESPACES, WORD } from './names.ts';

/** What mammoth leaves out of a paragraph. */
export interface ParagraphFacts {
  numId?: string;
  isRightToLeft?: true;
  /** All that it shows is a line from side to side. */
  isRule?: true;
}

/** What mammoth leaves out of a run: its colours as RRGGBB. */
export interface RunFacts {
  colour?: string;
  ground?: string;
}

/** What was found out about the parts of a text, by the numbers that their marks have. */
export interface Facts {
  paragraphs: Map<string, ParagraphFacts>;
  runs: Map<string, RunFacts>;
}

/** The names of the bookmarks that say which paragraph or run it is: no name that a file may have itself. */
export const MARK = { paragraph: '\u00a7p', run: '\u00a7r' } as const;

/** Characters that are kept to say where something stood. */
const LONGEST = 200;

/** Elements that are not taken along, and what they count as. */
const LEFT_OUT = {
  'm:oMath': 'equations',
  'w:del': 'deletedText',
  'w:moveFrom': 'deletedText',
  'w:commentReference': 'comments',
  'w:txbxContent': 'textBoxes',
  'c:chart': 'drawings',
  'dgm:relIds': 'drawings',
  'w:object': 'embedded',
  'w:ffData': 'formFields',
  'w:dropDownList': 'formFields',
  'w:comboBox': 'formFields',
} as const;

/**
 * Reads a part of a document's text before mammoth does: notes what gets lost and where, and gives each paragraph, and each run with a
 * colour, a bookmark by which what mammoth leaves out of it is found again.
 * @returns the part with the bookmarks.
 */
export function scanPart(content: Uint8Array, { facts, losses }: { facts: Facts; losses: Losses }): string {
  const text = textOf(content);
  const scan = new PartScan(facts, losses);
  visitXml(text, DOCX_NAMESPACES, scan);
  return scan.marked(text);
}

interface OpenParagraph {
  id: string;
  words: string;
  lost: (keyof typeof LEFT_OUT | 'w:sz')[];
  facts: ParagraphFacts;
}

class PartScan {
  readonly #facts: Facts;
  readonly #losses: Losses;
  readonly #marks: { position: number; xml: string }[] = [];
  readonly #paragraphs: OpenParagraph[] = [];
  #run: { prefix: string; position: number; facts: RunFacts } | null = null;
  #isText = false;
  #fallbacks = 0;
  #equation: { depth: number; words: string } | null = null;
  #isEquationText = false;

  constructor(facts: Facts, losses: Losses) {
    this.#facts = facts;
    this.#losses = losses;
  }

  open({ name, prefix, attributes, position, isEmpty }: Tag): void {
    if (name === 'mc:Fallback') this.#fallbacks += 1;
    const paragraph = this.#paragraphs.at(-1);
    // What a fallback shows is the same once more.
    if (isLeftOut(name) && this.#fallbacks === 0) this.#lose(name);
    switch (name) {
      case 'w:p': {
        const id = String(this.#facts.paragraphs.size);
        const facts: ParagraphFacts = {};
        this.#facts.paragraphs.set(id, facts);
        this.#paragraphs.push({ id, words: '', lost: [], facts });
        if (!isEmpty) this.#mark(position, prefix, `${MARK.paragraph}${id}`);
        break;
      }
      case 'w:numId':
        if (paragraph && attributes['w:val']) paragraph.facts.numId = attributes['w:val'];
        break;
      case 'w:bidi':
        if (paragraph && isOn(attributes)) paragraph.facts.isRightToLeft = true;
        break;
      case 'w:r':
        this.#run = { prefix, position, facts: {} };
        break;
      case 'w:color':
        if (this.#run && attributes['w:val']) this.#run.facts.colour = attributes['w:val'];
        break;
      case 'w:shd':
        if (this.#run && attributes['w:fill']) this.#run.facts.ground = attributes['w:fill'];
        break;
      case 'v:rect':
        if (paragraph && attributes['o:hr'] === 't') paragraph.facts.isRule = true;
        break;
      case 'm:oMath':
        this.#equation = { depth: (this.#equation?.depth ?? 0) + 1, words: this.#equation?.words ?? '' };
        break;
      case 'm:t':
        this.#isEquationText = true;
        break;
      case 'w:t':
        this.#isText = true;
        break;
      case 'w:sz':
        if (this.#run) paragraph?.lost.push('w:sz');
        break;
      case 'w:br':
        if (attributes['w:type'] === 'page')
          this.#losses.add('pageBreaks', { place: paragraph?.words ?? '' });
        break;
    }
  }

  text(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (this.#isText && paragraph && paragraph.words.length < LONGEST) paragraph.words += text;
    if (this.#isEquationText && this.#equation) this.#equation.words += text;
  }

  close(name: string, position: number): void {
    if (name === 'm:t') this.#isEquationText = false;
    if (name === 'm:oMath') this.#endEquation(position);
    if (name === 'mc:Fallback') this.#fallbacks -= 1;
    if (name === 'w:t') this.#isText = false;
    if (name === 'w:r') this.#endRun();
    if (name === 'w:p') this.#endParagraph();
  }

  /** The text with the marks in it. */
  marked(text: string): string {
    const pieces: string[] = [];
    let from = 0;
    for (const { position, xml } of this.#marks.sort((a, b) => a.position - b.position)) {
      pieces.push(text.slice(from, position), xml);
      from = position;
    }
    return [...pieces, text.slice(from)].join('');
  }

  #lose(name: keyof typeof LEFT_OUT): void {
    const paragraph = this.#paragraphs.at(-1);
    if (paragraph) paragraph.lost.push(name);
    else this.#losses.add(LEFT_OUT[name]);
  }

  #endRun(): void {
    const run = this.#run;
    this.#run = null;
    if (!run || Object.keys(run.facts).length === 0) return;
    const id = String(this.#facts.runs.size);
    this.#facts.runs.set(id, run.facts);
    this.#mark(run.position, run.prefix, `${MARK.run}${id}`);
  }

  /** What an equation says stays, as text. */
  #endEquation(position: number): void {
    const equation = this.#equation;
    if (!equation) return;
    equation.depth -= 1;
    if (equation.depth > 0) return;
    this.#equation = null;
    const text = `<t xml:space="preserve" xmlns="${WORD}">${escapeXml(equation.words)}</t>`;
    this.#marks.push({ position, xml: `<r xmlns="${WORD}">${text}</r>` });
  }

  #endParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (!paragraph) return;
    const { lost, words } = paragraph;
    for (const name of new Set(lost)) {
      const code = name === 'w:sz' ? 'fonts' : LEFT_OUT[name];
      // Sizes are said of each run anew.
      const count = name === 'w:sz' ? 1 : lost.filter((one) => one === name).length;
      this.#losses.add(code, { place: words });
      this.#losses.add(code, { count: count - 1 });
    }
  }

  #mark(position: number, prefix: string, name: string): void {
    const w = prefix === '' ? '' : `${prefix}:`;
    const xml = `<${w}bookmarkStart ${w}id="0" ${w}name="${escapeXml(name)}"/>`;
    this.#marks.push({ position, xml });
  }
}

type Tag = {
  name: string;
  prefix: string;
  attributes: XmlElement['attributes'];
  position: number;
  isEmpty: boolean;
};

function isLeftOut(name: string): name is keyof typeof LEFT_OUT {
  return Object.hasOwn(LEFT_OUT, name);
}

function isOn(attributes: XmlElement['attributes']): boolean {
  return !['0', 'false', 'off'].includes(attributes['w:val'] ?? '');
}
