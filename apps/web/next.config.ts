import path from 'node:path';
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';
import { headersByPath } from './src/security-headers.ts';

const repositoryRoot = path.join(import.meta.dirname, '../..');

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: repositoryRoot,
  turbopack: {
    root: repositoryRoot,
    // What nobody needs before the first letter: parts of Node for code that also runs there, parts of libraries that are loaded
    // and not used, and what finds links.
    resolveAlias: {
      'next/dist/compiled/buffer': { browser: './src/lib/no-buffer.ts' },
      'next/dist/compiled/process': { browser: './src/lib/no-process.ts' },
      linkifyjs: { browser: './src/lib/late-linkify.ts' },
      'lib0/broadcastchannel': { browser: './src/lib/no-lib0.ts' },
      'lib0/dom': { browser: './src/lib/no-lib0.ts' },
      'lib0/hash/sha256': { browser: './src/lib/no-lib0.ts' },
      'lib0/logging': { browser: './src/lib/no-lib0.ts' },
      uuid: { browser: './src/lib/no-uuid.ts' },
    },
  },
  serverExternalPackages: [
    '@aws-sdk/client-s3',
    '@node-rs/argon2',
    '@prisma/adapter-pg',
    '@prisma/client',
    'ioredis',
    'pg',
    'pino',
    'yjs',
  ],
  poweredByHeader: false,
  // No page has pictures to be made smaller, and the route that makes them would ask other routes by itself.
  images: { unoptimized: true },
  reactStrictMode: true,
  agentRules: false,
  devIndicators: false,
  headers: async () => headersByPath(),
  // A document's copy that becomes another document is sent whole.
  experimental: {
    serverActions: { bodySizeLimit: '4mb' },
    // What an editor consists of is loaded together: a few large files are smaller than many, compressed (SCREEN-17).
    turbopackChunking: { minChunkSize: 600_000, maxMergeChunkSize: 3_000_000 },
  },
};

/** Texts are compiled while building, so that browsers need no parser for them. */
const withTexts = createNextIntlPlugin({
  requestConfig: './src/i18n/request.ts',
  experimental: {
    messages: { path: './src/messages', format: 'json', locales: ['en', 'de'], precompile: true },
  },
});

export default withTexts(config);
