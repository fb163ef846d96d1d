import { COLLAB_PATH } from '@plenum/protocol/address';
import express, { type Express } from 'express';
import { limitBody } from './body-limit.ts';
import { BUILT_FILES_PATH, builtFiles } from './built-files.ts';
import type { Health } from './health.ts';
import { answerUnavailable } from './unavailable.ts';
import type { WebProxy } from './web-proxy.ts';

/**
 * What the public port answers to plain HTTP: its own health, the files that were built, and web for everything else; while
 * it stops, only that it does.
 */
export function publicApp({
  health,
  web,
  builtFolder,
}: {
  health: Pick<Health, 'isWell' | 'isStopping' | 'readiness'>;
  web: Pick<WebProxy, 'request'>;
  /** Where the built files are; null to have web serve them. */
  builtFolder: string | null;
}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.get('/readyz', async (_req, res) => {
    const parts = await health.readiness();
    const isReady = Object.values(parts).every(Boolean);
    if (health.isStopping) res.set('Connection', 'close');
    res
      .status(isReady ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: isReady ? 'ok' : 'unavailable', parts });
  });
  app.use((req, res, next) => {
    if (!health.isStopping) return next();
    res.set('Connection', 'close');
    answerUnavailable(req, res);
  });
  app.get('/healthz', async (_req, res) => {
    const isWell = await health.isWell();
    res
      .status(isWell ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: isWell ? 'ok' : 'unavailable' });
  });
  app.all(`${COLLAB_PATH}/{*document}`, (_req, res) => {
    res.status(426).set({ Upgrade: 'websocket', Connection: 'Upgrade' }).end();
  });
  if (builtFolder !== null) app.use(BUILT_FILES_PATH, builtFiles(builtFolder));
  app.use(limitBody, (req, res) => web.request(req, res));
  return app;
}
