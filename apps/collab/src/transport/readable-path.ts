import type { NextFunction, Request, Response } from 'express';

/**
 * Has a path that cannot be decoded read as it stands: nothing is there, and whoever asks is told so by the page that they asked, where web would
 * fail.
 */
export function readablePath(req: Request, _res: Response, next: NextFunction): void {
  const [path = '', ...query] = req.url.split('?');
  if (!isReadable(path)) req.url = [path.replaceAll('%', '%25'), ...query].join('?');
  next();
}

function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
