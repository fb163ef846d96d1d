import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import type { RunningPostgres } from '../embedded/start-postgres.ts';
import { startThrowAwayPostgres } from '../embedded/throw-away.ts';
import { applyMigrations } from '../migrate/apply-migrations.ts';
import { TEMPLATE } from './test-database.ts';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../../../prisma/migrations');

let server: RunningPostgres;

/** Starts one throw-away cluster for a run of Vitest, with a migrated template database in it. */
export async function setup(project: TestProject): Promise<void> {
  server = await startThrowAwayPostgres();
  const template = new URL(server.url);
  template.pathname = `/${TEMPLATE}`;
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await applyMigrations(template.href, MIGRATIONS);
  await client.query(`alter database ${TEMPLATE} with is_template true allow_connections false`);
  await client.end();
  project.provide('databaseUrl', server.url);
}

/** Stops the cluster and removes it; after a kill its guard does the same. */
export async function teardown(): Promise<void> {
  await server.stop();
}
