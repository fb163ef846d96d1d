import type pg from 'pg';

/**
 * Takes all foreign keys off some tables, so that their rows can come in any order, in the transaction that is under way; nor do our
 * triggers fire meanwhile, of which the rows are what came of them.
 * @returns puts them back; rejects where a row refers to one that is not there.
 */
export async function setForeignKeysAside(
  client: pg.Client,
  tables: readonly string[],
): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ tableName: string; keyName: string; definition: string }>(
    `select quote_ident(c.relname) as "tableName", quote_ident(k.conname) as "keyName",
            pg_get_constraintdef(k.oid) as definition
       from pg_constraint k
       join pg_class c on c.oid = k.conrelid
       join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
      where k.contype = 'f' and c.relname = any($1) order by c.relname, k.conname`,
    [tables],
  );
  for (const { tableName, keyName } of rows) {
    await client.query(`alter table ${tableName} drop constraint ${keyName}`);
  }
  const names = tables.map((name) => client.escapeIdentifier(name));
  for (const name of names) await client.query(`alter table ${name} disable trigger user`);
  return async () => {
    for (const name of names) await client.query(`alter table ${name} enable trigger user`);
    for (const { tableName, keyName, definition } of rows) {
      await client.query(`alter table ${tableName} add constraint ${keyName} ${definition}`);
    }
  };
}
