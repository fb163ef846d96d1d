import { defineConfig } from 'prisma/config';

// generate, validate and format never run the schema engine; naming an existing file keeps the CLI from downloading it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
});
