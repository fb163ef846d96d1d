import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from, to } from 'pg-copy-streams';
import type { Table } from './format.ts';

/**
 * Reads a table's rows in the text format of COPY.
 * @param take gets them in parts of about as many bytes as it says, each when the one before has been taken.
 * @returns the number of rows.
 */
export async function copyOut(
  client: pg.Client,
  { table, partBytes }: { table: Table; partBytes: number },
  take: (part: Buffer) => Promise<void>,
): Promise<number> {
  const rows = client.query(to(`copy ${target(client, table)} to stdout`));
  let waiting: Buffer[] = [];
  let bytes = 0;
  const takeWaiting = async () => {
    const part = Buffer.concat(waiting, bytes);
    waiting = [];
    bytes = 0;
    await take(part);
  };
  for await (const chunk of rows) {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes >= partBytes) await takeWaiting();
  }
  if (bytes > 0) await takeWaiting();
  return rows.rowCount;
}

/**
 * Writes rows in the text format of COPY into a table.
 * @returns the number of rows.
 */
export async function copyIn(
  client: pg.Client,
  { table, chunks }: { table: Table; chunks: AsyncIterable<Uint8Array> },
): Promise<number> {
  const rows = client.query(from(`copy ${target(client, table)} from stdin`));
  await pipeline(chunks, rows);
  return rows.rowCount;
}

function target(client: pg.Client, { name, columns }: Table): string {
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
  return `${client.escapeIdentifier(name)} (${list})`;
}
