// The floor: each message goes to everybody else on the same path, a frame a message, and nothing is understood or kept.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { serve } from './serve.mjs';

const rooms = new Map();
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (ws, req) => {
  const room = rooms.get(req.url) ?? new Set();
  rooms.set(req.url, room.add(ws));
  ws.on('message', (data) => {
    for (const other of room) if (other !== ws) other.send(data);
  });
  ws.on('close', () => {
    room.delete(ws);
    if (room.size === 0) rooms.delete(req.url);
  });
});
await serve(server);
