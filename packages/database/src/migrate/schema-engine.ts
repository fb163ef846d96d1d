import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bindMigrationAwareSqlAdapterFactory, type ErrorRegistry } from '@prisma/driver-adapter-utils';
import type { SchemasContainer } from '@prisma/schema-engine-wasm/schema_engine_bg';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { engineAdapter } from './engine-adapter.ts';

/** The part of the WebAssembly interface used here; the ECMAScript library has no types for it. */
declare const WebAssembly: {
  instantiate(
    code: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

const PACKAGE = '@prisma/schema-engine-wasm/schema_engine_bg';

let loaded: Promise<void> | undefined;

/**
 * Lends Prisma's schema engine, opened on a database. It is the WebAssembly build, since the native one would be downloaded
 * from a host that closed networks do not reach.
 */
export async function withSchemaEngine<T>(
  options: { url: string; schema: SchemasContainer },
  work: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= load();
  await loaded;
  const datamodels = options.schema.files.map(({ path: file, content }): [string, string] => [file, content]);
  const adapter = engineAdapter(options.url);
  const bound = bindMigrationAwareSqlAdapterFactory(adapter.factory);
  const engine = await bindings.SchemaEngine.new({ datamodels }, () => {}, bound);
  try {
    return await work(engine);
  } catch (error) {
    throw explain(error, bound.errorRegistry);
  } finally {
    engine.free();
    await adapter.close();
  }
}

/** The engine gives an adapter's failure as a number to look it up by, and its own with a trace after the first line. */
function explain(error: unknown, registry: ErrorRegistry): unknown {
  if (!(error instanceof Error)) return error;
  const number = /External error id#(\d+)/.exec(error.message)?.[1];
  if (number !== undefined) return registry.consumeError(Number(number))?.error ?? error;
  return new Error(error.message.split('\n')[0], { cause: error });
}

async function load(): Promise<void> {
  // The engine reports its own crashes through this global, by its name.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message(message: string) {
        throw new Error(message);
      },
    },
  });
  const folder = path.dirname(createRequire(import.meta.url).resolve(PACKAGE));
  const code = readFileSync(path.join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(code, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
}
