import { once } from 'node:events';

/** Serves on a free loopback port, tells the parent which, and ends with the parent. For the peers' programs. */
export async function serve(server) {
  process.on('disconnect', () => process.exit(0));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.send({ port: server.address().port });
}
