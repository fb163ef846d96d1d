import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AppError } from '@plenum/domain/errors';
import type { Metrics } from './metrics.ts';

/** Milliseconds for a request to come, and connections at once: one or two scrapers ask now and then. */
const REQUEST_TIMEOUT = 5_000;
const MAX_CONNECTIONS = 20;

/** A port of its own for metrics, which is not for everybody. */
export interface MetricsServer {
  close(): void;
}

/**
 * Serves `/metrics`, and nothing else, on a port of its own.
 * @throws AppError `unavailable` in one sentence when it cannot listen there.
 */
export async function serveMetrics(
  metrics: Pick<Metrics, 'contentType' | 'text'>,
  { port, address }: { port: number; address: string },
): Promise<MetricsServer> {
  const options = { headersTimeout: REQUEST_TIMEOUT, requestTimeout: REQUEST_TIMEOUT };
  const server = createServer(options, (req, res) => void answer(metrics, { req, res }));
  server.maxConnections = MAX_CONNECTIONS;
  server.listen(port, address);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const message = 'Metrics cannot be served at METRICS_ADDRESS and METRICS_PORT: choose others.';
    throw new AppError('unavailable', message, { cause });
  }
  return {
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  metrics: Pick<Metrics, 'contentType' | 'text'>,
  { req, res }: { req: IncomingMessage; res: ServerResponse },
): Promise<void> {
  req.resume();
  if (req.url?.split('?', 1)[0] !== '/metrics') return void res.writeHead(404).end();
  if (req.method !== 'GET' && req.method !== 'HEAD') {
    return void res.writeHead(405, { Allow: 'GET, HEAD' }).end();
  }
  try {
    const text = await metrics.text();
    res.writeHead(200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }).end(text);
  } catch {
    res.writeHead(500).end();
  }
}
