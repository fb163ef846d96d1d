import { Losses } from '../losses.ts';
import { elementsBelow, elementsOf, readXml, textBelow, visitXml, type XmlElement } from '../xml/read-xml.ts';
import { damaged, ZipReader } from '../zip/read-zip.ts';
import { writeZip, type ZipFile } from '../zip/write-zip.ts';
import { type MammothDocument, readByMammoth } from './mammoth-document.ts';
import { DOCX_NAMESPACES } from './names.ts';
import { type Facts, scanPart } from './scan-docx.ts';

/** How a list counts, by the number of the list and its level. */
export interface ListFacts {
  start: number;
  isOrdered: boolean;
  type: string | null;
  /** Its items have no mark: it only goes on with others. */
  isUnmarked: boolean;
}

/** A DOCX file that is open for reading. */
export interface OpenDocx {
  document: MammothDocument;
  facts: Facts;
  losses: Losses;
  zip: ZipReader;
  lists: ReadonlyMap<string, ListFacts>;
  /** What its properties say. */
  title: string | null;
}

const XML_PART = /\.(xml|rels)$/i;
const TEXT_PART = /^word\/(document|footnotes|endnotes)\d*\.xml$/i;
const MARGIN_PART = /^word\/(header|footer)\d*\.xml$/i;

/**
 * Opens a DOCX file (ECMA-376). mammoth gets an archive that is made here of parts that were vetted here, so that it sees nothing else:
 * of pictures it gets their names alone, and of what lies elsewhere only the address.
 */
export async function openDocx(bytes: Uint8Array): Promise<OpenDocx> {
  const zip = new ZipReader(bytes);
  const losses = new Losses();
  const facts: Facts = { paragraphs: new Map(), runs: new Map() };
  const files: ZipFile[] = [];
  const parts = new Map<string, Uint8Array>();
  for (const name of zip.names) {
    if (!XML_PART.test(name)) {
      files.push({ name, content: name, isStored: true });
      continue;
    }
    const content = zip.read(name) ?? new Uint8Array();
    if (MARGIN_PART.test(name)) {
      const words = textBelow(readXml(content, DOCX_NAMESPACES)).trim();
      if (/\p{L}/u.test(words)) losses.add('headersFooters', { place: words });
    } else if (TEXT_PART.test(name)) {
      files.push({ name, content: scanPart(content, { facts, losses }), isStored: true });
    } else if (!/^(word\/(comments|glossary|theme)|customXml)/i.test(name)) {
      visitXml(content, DOCX_NAMESPACES, {});
      files.push({ name, content, isStored: true });
      parts.set(name, content);
    }
  }
  if (!files.some(({ name }) => name === 'word/document.xml')) throw damaged();
  return {
    document: await readByMammoth(writeZip(files)),
    facts,
    losses,
    zip,
    lists: listsIn(parts.get('word/numbering.xml')),
    title: titleIn(parts.get('docProps/core.xml')),
  };
}

function titleIn(properties: Uint8Array | undefined): string | null {
  if (!properties) return null;
  const [title] = elementsOf(readXml(properties, DOCX_NAMESPACES), 'dc:title');
  return title ? textBelow(title) : null;
}

const TYPES: Readonly<Record<string, string>> = {
  lowerLetter: 'a',
  upperLetter: 'A',
  lowerRoman: 'i',
  upperRoman: 'I',
};

/** How each list counts: `numId level`. A list may begin at another number than what it is made by. */
function listsIn(part: Uint8Array | undefined): Map<string, ListFacts> {
  const lists = new Map<string, ListFacts>();
  if (!part) return lists;
  const root = readXml(part, DOCX_NAMESPACES);
  const patterns = new Map<string, XmlElement>();
  for (const pattern of elementsOf(root, 'w:abstractNum')) {
    patterns.set(pattern.attributes['w:abstractNumId'] ?? '', pattern);
  }
  for (const list of elementsOf(root, 'w:num')) {
    const pattern = patterns.get(value(list, 'w:abstractNumId') ?? '');
    if (!pattern) continue;
    for (const level of elementsOf(pattern, 'w:lvl')) {
      const number = level.attributes['w:ilvl'] ?? '0';
      const overrides = elementsOf(list, 'w:lvlOverride').filter(
        (one) => one.attributes['w:ilvl'] === number,
      );
      const said = (name: string) =>
        [...overrides, level].map((one) => value(one, name)).find((one) => one !== undefined);
      const start = said('w:startOverride') ?? said('w:start') ?? '1';
      const format = said('w:numFmt') ?? '';
      lists.set(`${list.attributes['w:numId']} ${number}`, {
        start: Number.parseInt(start, 10) || 0,
        isOrdered: format !== 'bullet' && format !== 'none',
        type: TYPES[format] ?? null,
        isUnmarked: said('w:lvlText')?.trim() === '',
      });
    }
  }
  return lists;
}

function value(element: XmlElement, name: string): string | undefined {
  return elementsBelow(element, name)[0]?.attributes['w:val'];
}
