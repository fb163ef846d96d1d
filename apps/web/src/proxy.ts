import { type NextRequest, NextResponse } from 'next/server';
import { DEVELOPMENT, env } from './env.ts';
import { contentSecurityPolicy, FILE_POLICY, isFile } from './security-headers.ts';

/** Gives each page its own script nonce, and its own address to come back to. Access never relies on this. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy({ nonce, publicUrl: env().PUBLIC_URL, development: DEVELOPMENT });
  // Next reads the nonce for its own scripts from the policy on the request.
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  headers.set('x-nonce', nonce);
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  // What is set here also replaces what the route says.
  response.headers.set('Content-Security-Policy', isFile(request.nextUrl.pathname) ? FILE_POLICY : policy);
  return response;
}

export const config = { matcher: '/((?!_next/static/|api/|diagram/).*)' };
