// A server in memory that does what y-websocket's own server (bin/utils.js of y-websocket 1 and 2) does: a Y.Doc for each
// room, into which every update is applied and from which every change goes to every connection at once, the awareness
// likewise; rooms stay when all have left. Written here because the package of today (@y/websocket-server) wants Yjs 14.
import { createServer } from 'node:http';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocketServer } from 'ws';
import * as awarenessProtocol from 'y-protocols/awareness';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';
import { seed } from './seed.mjs';
import { serve } from './serve.mjs';

const SYNC = 0;
const AWARENESS = 1;
const PING_INTERVAL = 30_000;
const rooms = new Map();

class Room extends Y.Doc {
  /** Each connection, with the client ids of its awareness. @type {Map<import('ws').WebSocket, Set<number>>} */
  connections = new Map();

  constructor() {
    super({ gc: true });
    this.awareness = new awarenessProtocol.Awareness(this);
    this.awareness.setLocalState(null);
    this.awareness.on('update', (changes, connection) => this.#tellAwareness(changes, connection));
    if (seed) Y.applyUpdate(this, seed);
    this.on('update', (update) => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, SYNC);
      syncProtocol.writeUpdate(encoder, update);
      this.#broadcast(encoding.toUint8Array(encoder));
    });
  }

  #tellAwareness({ added, updated, removed }, connection) {
    const own = this.connections.get(connection);
    for (const client of added) own?.add(client);
    for (const client of removed) own?.delete(client);
    this.#broadcast(awarenessMessage(this.awareness, [...added, ...updated, ...removed]));
  }

  #broadcast(message) {
    for (const connection of this.connections.keys()) send(this, connection, message);
  }
}

function awarenessMessage(awareness, clients) {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, AWARENESS);
  encoding.writeVarUint8Array(encoder, awarenessProtocol.encodeAwarenessUpdate(awareness, clients));
  return encoding.toUint8Array(encoder);
}

function send(room, ws, message) {
  if (ws.readyState !== ws.CONNECTING && ws.readyState !== ws.OPEN) leave(room, ws);
  else ws.send(message, {}, (error) => error && leave(room, ws));
}

function leave(room, ws) {
  const clients = room.connections.get(ws);
  if (!clients) return;
  room.connections.delete(ws);
  awarenessProtocol.removeAwarenessStates(room.awareness, [...clients], null);
  ws.close();
}

function receive(room, ws, bytes) {
  const decoder = decoding.createDecoder(bytes);
  const encoder = encoding.createEncoder();
  switch (decoding.readVarUint(decoder)) {
    case SYNC:
      encoding.writeVarUint(encoder, SYNC);
      syncProtocol.readSyncMessage(decoder, encoder, room, ws);
      if (encoding.length(encoder) > 1) send(room, ws, encoding.toUint8Array(encoder));
      break;
    case AWARENESS:
      awarenessProtocol.applyAwarenessUpdate(room.awareness, decoding.readVarUint8Array(decoder), ws);
      break;
  }
}

const server = createServer();
const sockets = new WebSocketServer({ server });
sockets.on('connection', (ws, req) => {
  ws.binaryType = 'arraybuffer';
  const room = rooms.get(req.url) ?? new Room();
  rooms.set(req.url, room);
  room.connections.set(ws, new Set());
  ws.on('message', (message) => receive(room, ws, new Uint8Array(message)));
  let isAlive = true;
  const heartbeat = setInterval(() => {
    if (!isAlive) {
      leave(room, ws);
      clearInterval(heartbeat);
      return;
    }
    isAlive = false;
    ws.ping();
  }, PING_INTERVAL);
  ws.on('close', () => {
    leave(room, ws);
    clearInterval(heartbeat);
  });
  ws.on('pong', () => {
    isAlive = true;
  });
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, SYNC);
  syncProtocol.writeSyncStep1(encoder, room);
  send(room, ws, encoding.toUint8Array(encoder));
  const present = [...room.awareness.getStates().keys()];
  if (present.length > 0) send(room, ws, awarenessMessage(room.awareness, present));
});
await serve(server);
