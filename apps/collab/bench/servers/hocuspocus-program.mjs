// Hocuspocus as it is shipped, in memory: every setting is its own, but for the address, the port and its greeting.
import { Server } from '@hocuspocus/server';
import { applyUpdate } from 'yjs';
import { seed } from './seed.mjs';

process.on('disconnect', () => process.exit(0));
const loading = seed && { onLoadDocument: async ({ document }) => applyUpdate(document, seed) };
const server = new Server({ port: 0, address: '127.0.0.1', quiet: true, ...loading });
await server.listen();
process.send({ port: server.address.port });
