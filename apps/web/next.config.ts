import path from 'node:path';
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';
import { CONSTANT_HEADERS } from './src/security-headers.ts';

const repositoryRoot = path.join(import.meta.dirname, '../..');

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: repositoryRoot,
  turbopack: { root: repositoryRoot },
  serverExternalPackages: ['@node-rs/argon2', '@prisma/adapter-pg', '@prisma/client', 'pg', 'pino', 'yjs'],
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  agentRules: false,
  devIndicators: false,
  headers: async () => [
    { source: '/:path*', headers: Object.entries(CONSTANT_HEADERS).map(([key, value]) => ({ key, value })) },
  ],
};

export default createNextIntlPlugin('./src/i18n/request.ts')(config);
