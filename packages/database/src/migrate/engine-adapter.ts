import { randomUUID } from 'node:crypto';
import {
  type ColumnType,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

const NAMES = { provider: 'postgres', adapterName: '@plenum/schema-engine-adapter' } as const;

/** Object id of text[]. Typed as any number, since the list of known ids in `pg` has no arrays. */
const TEXT_ARRAY: number = 1009;

/**
 * How the engine must see a PostgreSQL type, by its object id (src/include/catalog/pg_type.dat). It reads catalogues,
 * so `"char"` (18), `name` (19), `oid` (26) and `pg_node_tree` (194) are among them; what is not here is text.
 */
const COLUMN_TYPES: Record<number, ColumnType> = {
  16: ColumnTypeEnum.Boolean,
  18: ColumnTypeEnum.Character,
  20: ColumnTypeEnum.Int64,
  21: ColumnTypeEnum.Int32,
  23: ColumnTypeEnum.Int32,
  26: ColumnTypeEnum.Int64,
  700: ColumnTypeEnum.Float,
  701: ColumnTypeEnum.Double,
  1002: ColumnTypeEnum.TextArray,
  1003: ColumnTypeEnum.TextArray,
  1005: ColumnTypeEnum.Int32Array,
  1007: ColumnTypeEnum.Int32Array,
  1009: ColumnTypeEnum.TextArray,
  1015: ColumnTypeEnum.TextArray,
  1028: ColumnTypeEnum.Int64Array,
  1114: ColumnTypeEnum.DateTime,
  1184: ColumnTypeEnum.DateTime,
};

/** How the text of a value becomes what the engine expects, where that differs from what `pg` makes of it. */
const PARSERS: Record<number, (text: string) => unknown> = {
  1002: pg.types.getTypeParser(TEXT_ARRAY),
  1003: pg.types.getTypeParser(TEXT_ARRAY),
  1114: toIsoTime,
  1184: toIsoTime,
};

function toIsoTime(text: string): string {
  return `${text.replace(' ', 'T').replace(/[+-]\d\d(:\d\d)?$/, '')}Z`;
}

/** An adapter and its connections, which the engine does not close by itself. */
export interface EngineAdapter {
  factory: SqlMigrationAwareDriverAdapterFactory;
  close(): Promise<void>;
}

/**
 * Connects Prisma's schema engine to a database and to shadow databases on the same server. Prisma's own adapter for `pg`
 * (7.10) serves the client only: it does not know the catalogues' types, cuts scripts at every semicolon, and deletes a
 * shadow database while still connected to it.
 */
export function engineAdapter(url: string): EngineAdapter {
  const open = new Set<pg.Client>();
  const connect = async (database?: string) => {
    const target = new URL(url);
    if (database) target.pathname = `/${database}`;
    const client = await connectTo(target.href);
    open.add(client);
    return client;
  };
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    ...NAMES,
    connect: async () => asDriver(await connect()),
    async connectToShadowDb() {
      const database = `shadow_${randomUUID().replaceAll('-', '')}`;
      const admin = await connect();
      await admin.query(`create database ${database}`);
      const shadow = await connect(database);
      const dispose = async () => {
        await shadow.end();
        await admin.query(`drop database ${database} with (force)`);
        await admin.end();
        open.delete(shadow);
        open.delete(admin);
      };
      return { ...asDriver(shadow), dispose };
    },
  };
  return { factory, close: async () => void (await Promise.all([...open].map((client) => client.end()))) };
}

async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'plenum-schema-engine',
    options: '-c TimeZone=UTC',
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}

function asDriver(client: pg.Client): SqlDriverAdapter {
  return {
    ...NAMES,
    queryRaw: (query) => explained(() => read(client, query)),
    executeRaw: ({ sql, args }) => explained(async () => (await client.query(sql, args)).rowCount ?? 0),
    // Without values `pg` uses the simple protocol, which takes a whole script.
    executeScript: (script) => explained(async () => void (await client.query(script))),
    startTransaction() {
      throw new Error('The schema engine compares and scripts; it does not open transactions.');
    },
    getConnectionInfo: () => ({ supportsRelationJoins: true }),
    dispose: () => client.end(),
  };
}

/** Hands the engine PostgreSQL's errors as it knows them; it looks for the missing table of a database without migrations. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const { code = '', severity = '', message, detail, column, hint, table } = error;
    const original = { originalCode: code, originalMessage: message };
    if (code === '42P01')
      throw new DriverAdapterError({ kind: 'TableDoesNotExist', ...(table && { table }), ...original });
    throw new DriverAdapterError({
      kind: 'postgres',
      code,
      severity,
      message,
      detail,
      column,
      hint,
      ...original,
    });
  }
}

async function read(client: pg.Client, { sql, args }: SqlQuery): Promise<SqlResultSet> {
  const { fields, rows } = await client.query<unknown[]>({
    text: sql,
    values: args,
    rowMode: 'array',
    types: { getTypeParser: (id: number) => PARSERS[id] ?? pg.types.getTypeParser(id, 'text') },
  });
  return {
    columnNames: fields.map((field) => field.name),
    columnTypes: fields.map((field) => COLUMN_TYPES[field.dataTypeID] ?? ColumnTypeEnum.Text),
    rows,
  };
}
