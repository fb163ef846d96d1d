import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { nextAuthOptions } from '#lib/next-auth.ts';

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own routes; the options need the configuration, which a build does not have. */
function handler(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(request, context, nextAuthOptions());
}

export { handler as GET, handler as POST };
