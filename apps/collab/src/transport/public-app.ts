import { COLLAB_PATH } from '@plenum/protocol/address';
import express, { type Express } from 'express';
import { limitBody } from './body-limit.ts';
import type { Health } from './health.ts';
import type { WebProxy } from './web-proxy.ts';

/** What the public port answers to plain HTTP: its own health, and web for everything else. */
export function publicApp({
  health,
  web,
}: {
  health: Pick<Health, 'isWell'>;
  web: Pick<WebProxy, 'request'>;
}): Express {
  const app = express();
  app.disable('x-powered-by');
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
  app.use(limitBody, (req, res) => web.request(req, res));
  return app;
}
