import { notFound } from '@plenum/domain/errors';
import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { problem } from '#lib/api/problem.ts';
import { nextAuthOptions } from '#lib/next-auth.ts';

type Context = { params: Promise<{ nextauth: string[] }> };

/** What of next-auth is used. Its own way to sign out would leave the session's row in force; /sign-out ends it. */
const OFFERED = new Set(['callback', 'csrf', 'error', 'session', 'signin']);

/** next-auth's own routes; the options need the configuration, which a build does not have. */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  const [action = ''] = (await context.params).nextauth;
  return OFFERED.has(action) ? NextAuth(request, context, nextAuthOptions()) : problem(notFound());
}

export { handler as GET, handler as POST };
