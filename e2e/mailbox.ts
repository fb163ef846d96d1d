import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A letter that has come, decoded. */
export interface Arrived {
  to: string;
  head: string;
  text: string;
}

/** A mail server that takes every letter and keeps it. */
export class Mailbox {
  readonly #letters: Arrived[] = [];
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const [head = '', ...body] = Buffer.concat(chunks).toString('latin1').split('\r\n\r\n');
        const to = envelope.rcptTo.map(({ address }) => address).join();
        this.#letters.push({ to, head: head.replace(/\r\n\s+/g, ' '), text: decoded(body.join('\r\n\r\n')) });
        done();
      });
    },
  });

  /** Those that came to an address, in their order. */
  lettersTo(address: string): Arrived[] {
    return this.#letters.filter(({ to }) => to === address);
  }

  /** @returns the address that an instance sends letters by */
  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server.server, 'listening');
    const { port } = this.#server.server.address() as AddressInfo;
    return `smtp://127.0.0.1:${port}`;
  }

  close(): Promise<void> {
    return new Promise((done) => this.#server.close(() => done()));
  }
}

/** Quoted-printable (RFC 2045, 6.7); plain text comes through unchanged as long as it has no equals sign. */
function decoded(body: string): string {
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([\dA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString().replace(/\r\n/g, '\n');
}
