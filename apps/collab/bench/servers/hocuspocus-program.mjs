// Hocuspocus as it is shipped, in memory: every setting is its own, but for the address, the port and its greeting.
import { Server } from '@hocuspocus/server';

process.on('disconnect', () => process.exit(0));
const server = new Server({ port: 0, address: '127.0.0.1', quiet: true });
await server.listen();
process.send({ port: server.address.port });
