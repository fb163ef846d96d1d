import type { LetterOutcome, TakenLetter } from '@plenum/database/inbox/letters';
import { credentialsOf } from '@plenum/domain/credentials';
import { createTransport } from 'nodemailer';
import type { MailServer } from '../env.ts';
import { letterOf, letterPage } from './letters.ts';

/** Milliseconds for each step of the way to a mail server: its name, the connection, its greeting, each answer. */
const STEP = 10_000;

/** Milliseconds in which a letter has gone out or has not. */
const PATIENCE = 60_000;

/** What SMTP says of an address that takes no letters, whoever sends them (RFC 5321, 4.2.2). */
const NO_SUCH_BOX = new Set([550, 551, 553]);

/** Hosts that letters go to without leaving this machine. */
const HERE = ['localhost', '127.0.0.1', '[::1]'];

/** What is told of a mail server that takes no letters: nothing of what it said, in which an address may stand. */
export interface MailTrouble {
  /** nodemailer's, as ECONNECTION, EAUTH or EENVELOPE. */
  code: string;
  /** SMTP's; null where there was no answer. */
  status: number | null;
  /** The command that it was about, as CONN, AUTH or RCPT TO; null where that is not known. */
  step: string | null;
}

/** Sends a letter, and resolves to what came of it; rejects only where it was abandoned. */
export type Send = (letter: TakenLetter, abandoned: AbortSignal) => Promise<LetterOutcome>;

/** Sends letters by a mail server, encrypted unless that is on this machine or its address ends with `?tls=none`. */
export function mailer({
  server: { url, from },
  publicUrl,
  onTrouble,
}: {
  server: MailServer;
  publicUrl: string;
  onTrouble(trouble: MailTrouble): void;
}): Send {
  const isSecure = url.protocol === 'smtps:';
  const isPlain = url.searchParams.get('tls') === 'none' || HERE.includes(url.hostname);
  const credentials = credentialsOf(url);
  const server = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isSecure ? 465 : 587),
    // What it says of itself: not how this machine is called.
    name: new URL(publicUrl).hostname,
    secure: isSecure,
    requireTLS: !isSecure && !isPlain,
    // A certificate that nobody vouches for, which a mail server may offer on its own machine, would be refused.
    ignoreTLS: isPlain,
    ...(credentials && { auth: { user: credentials.name, pass: credentials.password } }),
    dnsTimeout: STEP,
    connectionTimeout: STEP,
    greetingTimeout: STEP,
    socketTimeout: STEP,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return async (letter, abandoned) => {
    const stop = `${letterPage(publicUrl, letter.token)}/stop`;
    try {
      await createTransport(server).sendMail({
        ...letterOf(letter, publicUrl),
        from: { name: 'Plenum', address: from },
        to: { name: '', address: letter.address },
        xMailer: false,
        headers: {
          // No answering machine answers it (RFC 3834), and it ends by one click, over https alone (RFC 8058, 3.1).
          'Auto-Submitted': 'auto-generated',
          'List-Unsubscribe': `<${stop}>`,
          ...(stop.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
        },
        signal: AbortSignal.any([abandoned, AbortSignal.timeout(PATIENCE)]),
      });
      return { arrived: true };
    } catch (error) {
      abandoned.throwIfAborted();
      const trouble = troubleOf(error);
      onTrouble(trouble);
      return { arrived: false, isFinal: trouble.step === 'RCPT TO' && NO_SUCH_BOX.has(trouble.status ?? 0) };
    }
  };
}

function troubleOf(error: unknown): MailTrouble {
  const { code, responseCode, command } = Object(error);
  return {
    code: typeof code === 'string' ? code : 'unknown',
    status: typeof responseCode === 'number' ? responseCode : null,
    step: typeof command === 'string' ? command : null,
  };
}
