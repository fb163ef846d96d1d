import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { createTestDatabase, type TestDatabase } from '@plenum/database/testing/test-database';
import { createDAVClient } from 'tsdav';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { RunningCollab } from '../../src/testing/running-collab.ts';
import { CalendarFolder } from './calendar-folder.ts';

const run = promisify(execFile);

/** A user name with its token. */
export interface Credentials {
  username: string;
  password: string;
}

/** Asks for tasks alone (RFC 4791, 7.8). */
export const TASKS_ALONE = [
  {
    'comp-filter': {
      _attributes: { name: 'VCALENDAR' },
      'comp-filter': { _attributes: { name: 'VTODO' } },
    },
  },
];

/** A server with a database of its own for the tests of a file, and the programs that ask it. */
export function calendarKit() {
  let database: TestDatabase;
  let server: RunningCollab;
  beforeAll(async () => {
    database = await createTestDatabase();
    server = await new RunningCollab({ databaseUrl: database.url }).start();
  });
  afterAll(async () => {
    await server.close();
    await database.drop();
  });
  const address = () => `${server.url}/dav/`;
  return {
    server: () => server,
    /** A folder of vdirsyncer and todoman, until the test ends. */
    folder(credentials: Credentials, list: string): CalendarFolder {
      const folder = new CalendarFolder({ ...credentials, url: address(), list });
      onTestFinished(() => folder.remove());
      return folder;
    },
    tsdav: (credentials: Credentials) =>
      createDAVClient({
        ...{ serverUrl: server.url, credentials, authMethod: 'Basic', defaultAccountType: 'caldav' },
      }),
    /** Runs a program for python-caldav that lies here; what it says, from JSON. */
    async python(program: string, { username, password }: Credentials): Promise<unknown> {
      const args = [path.join(import.meta.dirname, '..', program), address(), username, password];
      return JSON.parse((await run('/usr/bin/python3', args)).stdout);
    },
  };
}
