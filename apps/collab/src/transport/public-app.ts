import { COLLAB_PATH } from '@plenum/protocol/address';
import express, {
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import type { Logger } from 'pino';
import { limitBody } from './body-limit.ts';
import { BUILT_FILES_PATH, builtFiles } from './built-files.ts';
import type { Health } from './health.ts';
import { readablePath } from './readable-path.ts';
import { answerUnavailable } from './unavailable.ts';
import type { WebProxy } from './web-proxy.ts';

/** For a year nobody comes to this very name without encryption (RFC 6797); what stands at other names is not ours to say. */
const HSTS = 'max-age=31536000';

/**
 * What the public port answers to plain HTTP: its own health, calendar programs, the files that were built, and web for everything else; while
 * it stops, only that it does.
 */
export function publicApp({
  health,
  web,
  calendar,
  builtFolder,
  isSecure,
  log,
}: {
  health: Pick<Health, 'isWell' | 'isStopping' | 'readiness'>;
  web: Pick<WebProxy, 'request'>;
  /** What calendar programs get. */
  calendar: RequestHandler;
  /** Where the built files are; null to have web serve them. */
  builtFolder: string | null;
  /** People come by HTTPS. */
  isSecure: boolean;
  log: Pick<Logger, 'error'>;
}): Express {
  const app = express();
  app.disable('x-powered-by');
  if (isSecure) {
    app.use((_req, res, next) => {
      res.set('Strict-Transport-Security', HSTS);
      next();
    });
  }
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
  app.use(calendar);
  if (builtFolder !== null) app.use(BUILT_FILES_PATH, builtFiles(builtFolder));
  app.use(readablePath, limitBody, (req, res) => web.request(req, res));
  // Express's own handler shows the error to whoever asked, and writes the request's address to the console.
  app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    const isTheirs = isHttpError(error) && error.status < 500;
    if (!isTheirs) log.error({ err: error }, 'a request failed');
    if (res.headersSent) res.destroy();
    else res.status(isTheirs ? error.status : 500).end();
  });
  return app;
}

/** As Express marks what is wrong with a request, such as an address that cannot be decoded. */
function isHttpError(error: unknown): error is Error & { status: number } {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}
