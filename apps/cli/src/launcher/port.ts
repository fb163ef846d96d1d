import { once } from 'node:events';
import { createServer } from 'node:net';
import { AppError } from '@plenum/domain/errors';

/**
 * Whether nobody listens on a port, on any address of this machine.
 * @throws AppError `unavailable` where this user may not use the port at all.
 */
export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen({ port })) && (await canListen({ port, host: '127.0.0.1' }));
}

async function canListen(place: { port: number; host?: string }): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(place);
    await once(server, 'listening');
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') return false;
    if (code === 'EACCES') {
      throw new AppError(
        'unavailable',
        `This user may not use port ${place.port}. Choose one above 1023: PORT=3000`,
      );
    }
    throw error;
  } finally {
    server.close();
  }
}
