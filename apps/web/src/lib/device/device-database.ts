import { answer } from './requests.ts';

/** Object stores: whose the device is, the documents it keeps, and their texts in pieces. */
export const STORES = { owner: 'owner', copies: 'copies', rows: 'rows' } as const;

/** What the database is called. */
export const DEVICE_DATABASE = 'plenum';

const VERSION = 1;

/** Milliseconds that a browser may take; some never answer, as where another page holds an older version open. */
const PATIENCE = 2000;

/** How the database is opened. */
interface Opening {
  /** Hears when the browser takes the connection away, as Safari does of pages in the background. */
  onLost?: () => void;
  /** Hears that another window deletes it, or wants another version; the connection is closed then. */
  onOvertaken?: () => void;
  /** Makes it where there is none. */
  isMade?: boolean;
}

/**
 * The database of what is kept on this device; one for the origin.
 * @throws Error where the browser gives none, as in some private windows, does not answer in time, or there is none to open.
 */
export async function openDeviceDatabase({
  onLost = () => {},
  onOvertaken = () => {},
  isMade = true,
}: Opening = {}): Promise<IDBDatabase> {
  const request = indexedDB.open(DEVICE_DATABASE, VERSION);
  request.onupgradeneeded = () => {
    if (!isMade) return request.transaction?.abort();
    request.result.createObjectStore(STORES.owner);
    request.result.createObjectStore(STORES.copies, { keyPath: ['person', 'document', 'epoch'] });
    request.result.createObjectStore(STORES.rows);
  };
  const database = await inTime(request);
  database.onclose = onLost;
  database.onversionchange = () => {
    database.close();
    onOvertaken();
  };
  return database;
}

/** Does something with the database and lets go of it. */
export async function withDeviceDatabase<T>(act: (database: IDBDatabase) => Promise<T>): Promise<T> {
  const database = await openDeviceDatabase();
  try {
    return await act(database);
  } finally {
    database.close();
  }
}

/** Deletes it all; other windows let go of it by themselves. */
export async function deleteDeviceDatabase(): Promise<void> {
  await inTime(indexedDB.deleteDatabase(DEVICE_DATABASE));
}

async function inTime(request: IDBOpenDBRequest): Promise<IDBDatabase> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLate = false;
  const opened = answer(request).then((database) => {
    if (isLate) database?.close();
    return database;
  });
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isLate = true;
      reject(new Error('The database of this device did not open in time.'));
    }, PATIENCE);
  });
  try {
    return await Promise.race([opened, late]);
  } finally {
    clearTimeout(timer);
  }
}
