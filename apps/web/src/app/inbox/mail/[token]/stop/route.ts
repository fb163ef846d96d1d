import { stopInboxMail } from '@plenum/database/inbox/mail';
import { redirect } from 'next/navigation';
import { database } from '#lib/database.ts';
import { letterPath } from '#lib/paths.ts';

type Context = { params: Promise<{ token: string }> };

/** What a mail program asks for when somebody wants no more letters (RFC 8058): without a question, and without anything about whose they were. */
export async function POST(_request: Request, { params }: Context): Promise<Response> {
  await stopInboxMail(database(), (await params).token);
  return new Response(null, { status: 204 });
}

/** People who open the same address are asked. */
export async function GET(_request: Request, { params }: Context): Promise<never> {
  redirect(letterPath((await params).token));
}
