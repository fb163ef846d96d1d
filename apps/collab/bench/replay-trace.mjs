// Replays a recorded editing session of two authors through two real y-websocket clients against a running server, with the
// concurrency it had, and checks that everybody ends with its end text, also somebody who connects afresh.
//
//   PLENUM_URL=http://localhost:3000 PLENUM_TOKEN=… [PLENUM_DOCUMENT=id] node replay-trace.mjs TRACE.json.gz [--check]
//
// Without PLENUM_DOCUMENT a document is made in the token's first workspace. --check types nothing and only compares.
// Format of traces: github.com/josephg/editing-traces, "concurrent".
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { ANNOUNCEMENT, COLLAB_PATH } from '@plenum/protocol/address';
import { MESSAGE, readAcknowledgement, syncFrame } from '@plenum/protocol/messages';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/** Frames that one author sends ahead of their acknowledgement. */
const MAX_AHEAD = 400;
/** Milliseconds without any progress after which it has failed. */
const PATIENCE = 60_000;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false } },
});
const { PLENUM_URL = 'http://localhost:3000', PLENUM_TOKEN, PLENUM_DOCUMENT } = process.env;
const [file] = positionals;
if (!file || !PLENUM_TOKEN) {
  console.error(
    'Usage: PLENUM_TOKEN=… [PLENUM_URL=…] [PLENUM_DOCUMENT=…] node replay-trace.mjs TRACE.json.gz [--check]',
  );
  process.exit(2);
}
const headers = { Authorization: `Bearer ${PLENUM_TOKEN}` };
const trace = JSON.parse(gunzipSync(readFileSync(file)));
const documentId = PLENUM_DOCUMENT ?? (await makeDocument());
/** One author: types into a document of its own, which the provider's document follows and feeds. */
class Author {
  constructor(clientId) {
    this.desk = new Y.Doc();
    this.desk.clientID = clientId;
    this.doc = new Y.Doc();
    /** The updates of this author's transactions, in order. */
    this.updates = [];
    /** How many of the other's transactions have been taken over. */
    this.seen = 0;
    this.sent = 0;
    this.acknowledged = 0;
    this.latencies = [];
    this.sentAt = new Map();
    this.provider = connect(this.doc, {
      onFrame: () => {
        this.sent += 1;
        this.sentAt.set(this.sent, performance.now());
      },
      onAcknowledged: (frames) => {
        for (let frame = this.acknowledged + 1; frame <= frames; frame++) {
          this.latencies.push(performance.now() - this.sentAt.get(frame));
          this.sentAt.delete(frame);
        }
        this.acknowledged = frames;
      },
    });
    this.desk.on('update', (update, origin) => {
      if (origin === 'other') return;
      this.updates.push(update);
      Y.applyUpdate(this.doc, update, 'desk');
    });
  }

  get text() {
    return textIn(this.desk);
  }

  /** Takes over the other's transactions up to a number, as soon as they have come through the server. */
  async follow(other, count) {
    for (; this.seen < count; this.seen++) {
      const update = other.updates[this.seen];
      await until(() => contains(this.doc, update), 'an edit of the other author');
      Y.applyUpdate(this.desk, update, 'other');
    }
  }

  type(patches) {
    this.desk.transact(() => {
      for (const [position, deleted, inserted] of patches) {
        if (deleted > 0) this.text.delete(position, deleted);
        if (inserted) this.text.insert(position, inserted);
      }
    });
  }
}

async function replay() {
  // Yjs puts what two insert at the same place in the order of their client ids; the trace puts its first author first.
  const clientIds = crypto.getRandomValues(new Uint32Array(2)).sort();
  const authors = [...clientIds].map((clientId) => new Author(clientId));
  await until(() => authors.every(({ provider }) => provider.synced), 'the connection');
  for (const author of authors) Y.applyUpdate(author.desk, Y.encodeStateAsUpdate(author.doc), 'other');
  const [first] = authors;
  first.desk.transact(() => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText()]);
    const content = first.desk.getXmlFragment('content');
    content.insert(content.length, [paragraph]);
  });
  // The paragraph is the first author's transaction 0, which everything else builds on.
  const versions = [];
  for (const { agent, parents, patches } of trace.txns) {
    const before = parents.reduce(
      ([a, b], parent) => {
        const [x, y] = versions[parent];
        return [Math.max(a, x), Math.max(b, y)];
      },
      [1, 0],
    );
    const [author, other] = [authors[agent], authors[1 - agent]];
    if (before[agent] !== author.updates.length)
      throw new Error('The trace forks an author, which this cannot replay.');
    await author.follow(other, before[1 - agent]);
    author.type(patches);
    if (author.sent - author.acknowledged > MAX_AHEAD) {
      await until(() => author.sent - author.acknowledged < MAX_AHEAD / 2, 'acknowledgements');
    }
    versions.push(before.with(agent, author.updates.length));
  }
  await until(
    () => authors.every(({ sent, acknowledged }) => sent === acknowledged),
    'the last acknowledgement',
  );
  const seconds = (performance.now() - began) / 1_000;
  await until(
    () => authors.every(({ doc }) => textIn(doc).toString() === trace.endContent),
    'the two to converge',
  );
  const latencies = authors.flatMap((author) => author.latencies).sort((a, b) => a - b);
  const quantile = (q) => (latencies[Math.floor(latencies.length * q)] ?? 0).toFixed(1);
  console.log(`document        ${documentId}`);
  console.log(
    `edits           ${trace.txns.length} in ${seconds.toFixed(1)} s, ${(trace.txns.length / seconds).toFixed(0)} a second`,
  );
  console.log(
    `acknowledged    p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms, while sending as fast as allowed`,
  );
  console.log(`both authors    end with the trace's end text, ${trace.endContent.length} characters`);
  for (const { provider } of authors) leave(provider);
}

async function compareAfresh() {
  const doc = new Y.Doc();
  const start = performance.now();
  const provider = connect(doc, { onFrame() {}, onAcknowledged() {} });
  await until(() => provider.synced, 'the fresh connection');
  const opened = performance.now() - start;
  const text = textIn(doc)?.toString();
  leave(provider);
  if (text !== trace.endContent) {
    console.error(
      `Different: a fresh client reads ${text?.length ?? 0} characters, the trace ends with ${trace.endContent.length}.`,
    );
    process.exit(1);
  }
  console.log(`a fresh client  reads the same, ${opened.toFixed(0)} ms after connecting`);
  process.exit(0);
}

function connect(doc, { onFrame, onAcknowledged }) {
  class Socket extends WebSocket {
    constructor(url, protocols) {
      super(url, protocols, { headers });
    }

    send(data) {
      if (syncFrame(data)) onFrame();
      super.send(data);
    }
  }
  const provider = new WebsocketProvider(
    `${PLENUM_URL.replace(/^http/, 'ws')}${COLLAB_PATH}`,
    documentId,
    doc,
    {
      WebSocketPolyfill: Socket,
      disableBc: true,
      params: { [ANNOUNCEMENT.name]: ANNOUNCEMENT.value },
    },
  );
  provider.messageHandlers[MESSAGE.acknowledgement] = (_encoder, decoder) =>
    onAcknowledged(readAcknowledgement(decoder));
  provider.messageHandlers[MESSAGE.access] = () => {};
  provider.on('connection-close', (event) => {
    if (!event || !provider.shouldConnect) return;
    console.error(`The server closed the connection with ${event.code}.`);
    process.exit(1);
  });
  return provider;
}

function leave(provider) {
  provider.shouldConnect = false;
  provider.destroy();
}

/** The text of the last paragraph. */
function textIn(doc) {
  const content = doc.getXmlFragment('content');
  return content.length > 0 ? content.get(content.length - 1).get(0) : undefined;
}

/** Whether a document has everything that one transaction inserted and deleted. */
function contains(doc, update) {
  const { structs, ds } = Y.decodeUpdate(update);
  const has = (client, end) => Y.getState(doc.store, client) >= end;
  if (!structs.every(({ id, length }) => has(id.client, id.clock + length))) return false;
  for (const [client, items] of ds.clients) {
    const known = doc.store.clients.get(client) ?? [];
    for (const { clock, len } of items) {
      if (!has(client, clock + len)) return false;
      for (let at = clock; at < clock + len; ) {
        const struct = known[Y.findIndexSS(known, at)];
        if (!struct.deleted) return false;
        at = struct.id.clock + struct.length;
      }
    }
  }
  return true;
}

/** Waits for something to become true, looking after each round of the event loop. */
async function until(condition, what) {
  const start = performance.now();
  while (!condition()) {
    if (performance.now() - start > PATIENCE) {
      console.error(`Waited ${PATIENCE / 1_000} seconds for ${what}.`);
      process.exit(1);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function makeDocument() {
  const [workspace] = (await api('GET', '/workspaces')).items;
  const { id } = await api('POST', `/workspaces/${workspace.id}/documents`, {
    kind: 'wiki',
    title: 'Replayed session',
  });
  return id;
}

async function api(method, path, body) {
  const response = await fetch(`${PLENUM_URL}/api/v1${path}`, {
    method,
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  if (response.ok) return response.json();
  console.error(`${method} ${path}: ${response.status}`);
  process.exit(1);
}

const began = performance.now();
if (!values.check) await replay();
await compareAfresh();
