import path from 'node:path';
import { ROOT } from '../env.ts';
import type { ProgramFile } from './program.ts';

const WEB = path.join(ROOT, 'apps/web/.next/standalone/apps/web');

/** The built programs. */
export const PROGRAMS: { web: ProgramFile; collab: ProgramFile } = {
  web: {
    module: path.join(WEB, 'server.js'),
    folder: WEB,
    nodeOptions: ['--import', new URL('./exit-with-launcher.js', import.meta.url).href],
    // Not in the bundle of the pages: it is a program of its own, with libraries of its own.
    environment: { CONVERTER: path.join(ROOT, 'packages/formats/dist/worker.js') },
    // Next.js announces its private address, which would be taken for the one to open.
    hidden: /^\s*($|▲|✓|- (Local|Network):)/,
  },
  collab: {
    module: path.join(ROOT, 'apps/collab/dist/main.js'),
    folder: path.join(ROOT, 'apps/collab'),
    environment: { WEB_BUILT: path.join(WEB, '.next/static') },
    // Said here already, in words and with the address to open.
    hidden: /"msg":"serving"/,
  },
};

/** The same as they are while they are worked on: pages are compiled as they are opened. */
export const DEVELOPMENT_PROGRAMS: { web: ProgramFile; collab: ProgramFile } = {
  web: {
    ...PROGRAMS.web,
    module: path.join(ROOT, 'apps/web/node_modules/next/dist/bin/next'),
    folder: path.join(ROOT, 'apps/web'),
    arguments: ['dev', '--hostname', '127.0.0.1'],
  },
  collab: { ...PROGRAMS.collab, environment: {} },
};
