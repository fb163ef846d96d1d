// Documents with a past, made here, the same each time.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as Y from 'yjs';
import { seededRandom } from './typing.mjs';

const WORDS =
  'the group agrees that each of us brings what was left open last time and says so before we begin'.split(
    ' ',
  );
/** Rows after the snapshot; where everybody has left, the server leaves no more than 40. */
const TAIL = 30;
const LETTERS_A_PARAGRAPH = 400;

/**
 * A state, and the updates after it.
 * @typedef {{ state: Uint8Array, tail: Uint8Array[] }} Seed
 */

/**
 * Many authors at work in one document: each types on at its own place in short runs, jumps elsewhere now and then, and
 * deletes some of what is there. @returns {Seed}
 */
export function syntheticHistory({ authors, operations }) {
  const random = seededRandom(7);
  const pick = (count) => Math.floor(random() * count);
  const doc = new Y.Doc();
  const content = doc.getXmlFragment('content');
  const places = [];
  const act = () => {
    const author = pick(authors);
    doc.clientID = author + 1;
    const place = places[author];
    if (!place || random() < 0.2 || place.text.length > LETTERS_A_PARAGRAPH) {
      places[author] = jump(content, { isNew: content.length < 2 || random() < 0.1, pick });
    }
    const { text, at } = places[author];
    const position = Math.min(at, text.length);
    if (random() < 0.15 && position > 3) {
      text.delete(position - 3, 1 + pick(3));
      places[author].at = position - 3;
    } else {
      const word = WORDS[pick(WORDS.length)].slice(0, 1 + pick(4));
      text.insert(position, word);
      places[author].at = position + word.length;
    }
  };
  return recorded(doc, { operations, act });
}

/** A long document that was never edited. @returns {Seed} */
export function longDocument({ paragraphs, letters }) {
  const doc = new Y.Doc();
  doc.clientID = 1;
  const text = WORDS.join(' ')
    .repeat(Math.ceil(letters / 80))
    .slice(0, letters);
  doc.transact(() => {
    const content = doc.getXmlFragment('content');
    content.insert(
      0,
      Array.from({ length: paragraphs }, () => newParagraph(text)),
    );
  });
  return { state: Y.encodeStateAsUpdate(doc), tail: [] };
}

/**
 * A recorded session of several authors, with the concurrency it had (github.com/josephg/editing-traces, "concurrent").
 * @param {string} file a .json.gz
 * @returns {Seed}
 */
export function recordedHistory(file) {
  const { txns, numAgents } = JSON.parse(gunzipSync(readFileSync(file)));
  const first = new Y.Doc();
  first.clientID = numAgents + 1;
  first.getXmlFragment('content').insert(0, [newParagraph('')]);
  const start = Y.encodeStateAsUpdate(first);
  const desks = Array.from({ length: numAgents }, (_, agent) => {
    const desk = new Y.Doc();
    desk.clientID = agent + 1;
    Y.applyUpdate(desk, start);
    return desk;
  });
  const made = [];
  const seen = desks.map(() => new Set());
  for (const [i, { agent, parents, patches }] of txns.entries()) {
    const desk = desks[agent];
    for (const missing of ancestors(parents, { txns, seen: seen[agent] })) take(desk, made[missing]);
    const keep = (update) => {
      made[i] = update;
    };
    desk.on('update', keep);
    desk.transact(() => patch(desk, patches));
    desk.off('update', keep);
    seen[agent].add(i);
  }
  return collected([start, ...made.filter((update) => update)]);
}

function patch(desk, patches) {
  const text = desk.getXmlFragment('content').get(0).get(0);
  for (const [position, deleted, inserted] of patches) {
    if (deleted > 0) text.delete(position, deleted);
    if (inserted) text.insert(position, inserted);
  }
}

/** A transaction that changed nothing has no update. */
function take(desk, update) {
  if (update) Y.applyUpdate(desk, update);
}

/** Transactions that have to come before, oldest first; they count as seen afterwards. */
function ancestors(parents, { txns, seen }) {
  const found = [];
  const open = [...parents];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    found.push(next);
    open.push(...txns[next].parents);
  }
  return found.sort((a, b) => a - b);
}

function jump(content, { isNew, pick }) {
  if (isNew) content.insert(pick(content.length + 1), [newParagraph('')]);
  const text = content.get(pick(content.length)).get(0);
  return { text, at: pick(text.length + 1) };
}

function newParagraph(text) {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  return paragraph;
}

function recorded(doc, { operations, act }) {
  for (let i = 0; i < operations - TAIL; i++) doc.transact(act);
  const state = Y.encodeStateAsUpdate(doc);
  const tail = [];
  doc.on('update', (update) => tail.push(update));
  for (let i = 0; i < TAIL; i++) doc.transact(act);
  return { state, tail };
}

/** What is left of updates when deleted text is no longer kept, but for the last of them. */
function collected(updates) {
  const doc = new Y.Doc();
  for (const update of updates.slice(0, -TAIL)) Y.applyUpdate(doc, update);
  return { state: Y.encodeStateAsUpdate(doc), tail: updates.slice(-TAIL) };
}
