import { Fragment, type NodeType } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { isDrawable } from '../schema/attributes.ts';
import { documentSchema, FRAGMENT_NAME } from '../schema/schema.ts';

/** Somebody's file, person and document, which are of no concern to whoever reads. */
export const SOMEBODY = '01a21938-ac32-76ad-892f-5f28dda6054a';

/** What somebody may put where a word belongs who speaks Yjs by hand. Each has `evil` in it, by which it is found again. */
export const HOSTILE_WORDS: readonly string[] = [
  'javascript:alert("evil")',
  'JaVa\tScRiPt:alert("evil")',
  '\u0001javascript:alert("evil")',
  'data:text/html,<script>alert("evil")</script>',
  '//evil.example/x',
  '/\\evil.example',
  '" onmouseover="alert(1)" evil="',
  '</script><script>alert("evil")</script>',
  "'><svg/onload=alert('evil')>",
  '"><img src=x onerror=alert("evil")>',
  '</code></pre></template></textarea></title><script>alert("evil")</script>',
  'left; position: fixed; inset: 0; z-index: 99999; background: url(//evil.example/x)',
  'x fixed inset-0 z-50 evil',
  '__proto__ evil',
  `../../${SOMEBODY}/files/${SOMEBODY}?evil`,
  'a\u202e\u2066evil\u0000\ud800',
  `evil ${'x'.repeat(20_000)}`,
];

/** What is no word at all, or one that other things are called by. */
export const HOSTILE_VALUES: readonly unknown[] = [
  '__proto__',
  'constructor',
  'toString',
  '',
  Number.MAX_SAFE_INTEGER,
  -1,
  0.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1_000_000_000,
  '1000000000',
  true,
  [['script', { src: '//evil.example' }, 'evil']],
  ['iframe', { srcdoc: 'evil' }],
  { toString: 'evil', valueFor: 'evil', type: 'evil' },
  12n,
  new Uint8Array([1, 2]),
];

/** The types of node that a document is made of, but for itself and its letters. */
export const PARTS: readonly NodeType[] = Object.values(documentSchema.nodes).filter(
  (type) => type !== documentSchema.topNodeType && !type.isText,
);

/** Each attribute of a node or a mark, by the name of its type. */
export function attributesOfParts(): [type: string, attribute: string][] {
  return [...Object.values(documentSchema.nodes), ...Object.values(documentSchema.marks)].flatMap((type) =>
    Object.keys(type.spec.attrs ?? {}).map((name): [string, string] => [type.name, name]),
  );
}

/**
 * A document that has each node of the schema where it may stand, and each mark, with a value in all their attributes but those for which it
 * is undefined, and words in all that holds text. Made from the schema, so that nothing that comes to it is forgotten.
 */
export function hostileDocument(valueFor: (attribute: string) => unknown, words: string): Y.Doc {
  const doc = new Y.Doc();
  const fragment = doc.getXmlFragment(FRAGMENT_NAME);
  doc.transact(() => {
    for (const type of PARTS) fragment.push([inPlace(type, { valueFor, words })]);
    for (const mark of Object.values(documentSchema.marks)) {
      const paragraph = new Y.XmlElement('paragraph');
      const text = new Y.XmlText();
      // Those of marks are JSON.
      const attributes = JSON.stringify(attributesOf(mark.spec.attrs, valueFor), (_, part) =>
        typeof part === 'bigint' ? String(part) : part,
      );
      text.insert(0, words, { [mark.name]: JSON.parse(attributes) });
      paragraph.insert(0, [text]);
      fragment.push([paragraph]);
    }
    for (const language of ['math', 'mermaid', 'js', 'markdown']) {
      const code = new Y.XmlElement('codeBlock');
      code.setAttribute('language', language);
      code.insert(0, [new Y.XmlText(words)]);
      fragment.push([code]);
    }
  });
  return doc;
}

/**
 * A whole state (V1) with all that is hostile: as far as an editor draws it, or with values that it does not. Without what no reader would
 * want to wait for.
 */
export function hostileState({ isDrawn }: { isDrawn: boolean }): Uint8Array {
  const values: readonly unknown[] = isDrawn ? HOSTILE_WORDS : HOSTILE_VALUES;
  const states = values.map((value) => {
    const words = typeof value === 'string' ? value.slice(0, 200) : 'evil';
    const drawn = (name: string) => (isDrawable(name, words) ? words : undefined);
    const whole = hostileDocument(isDrawn ? drawn : () => value, words);
    return Y.encodeStateAsUpdate(whole);
  });
  return Y.mergeUpdates(states);
}

interface Hostile {
  valueFor: (attribute: string) => unknown;
  words: string;
}

/** A part within what it has to stand in. */
function inPlace(type: NodeType, hostile: Hostile): Y.XmlElement {
  const { paragraph } = documentSchema.nodes;
  const around = type.isInline
    ? [paragraph]
    : (documentSchema.topNodeType.contentMatch.findWrapping(type) ?? undefined);
  if (!around) throw new Error(`There is no place for ${type.name}.`);
  return [...around].reverse().reduce(
    (inside, outer) => {
      if (!outer) return inside;
      return elementOf(outer, hostile, [inside]);
    },
    elementOf(type, hostile),
  );
}

function elementOf(type: NodeType, hostile: Hostile, children = contentOf(type, hostile)): Y.XmlElement {
  const element = new Y.XmlElement(type.name);
  for (const [name, value] of Object.entries(attributesOf(type.spec.attrs, hostile.valueFor))) {
    // Yjs types attributes as strings; its format takes any value.
    element.setAttribute(name, value as string);
  }
  element.insert(0, children);
  return element;
}

/** The least that a part holds. */
function contentOf(type: NodeType, hostile: Hostile): (Y.XmlElement | Y.XmlText)[] {
  if (type.isTextblock) return [new Y.XmlText(hostile.words)];
  const least = type.contentMatch.fillBefore(Fragment.empty, true);
  return least?.content.map((child) => elementOf(child.type, hostile)) ?? [];
}

function attributesOf(
  attributes: object | null | undefined,
  valueFor: (attribute: string) => unknown,
): Record<string, unknown> {
  const named = Object.keys(attributes ?? {}).map((name): [string, unknown] => [name, valueFor(name)]);
  return Object.fromEntries(named.filter(([, value]) => value !== undefined));
}
