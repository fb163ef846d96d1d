import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** A message that has come, checked and parsed. */
interface Received {
  id: string;
  type: string;
  data: Record<string, unknown>;
  /** Everything in it, as it came. */
  text: string;
}

/** A program that webhooks lead to, which checks what it gets as docs/webhooks.md says. */
export class Receiver {
  readonly received: Received[] = [];
  /** How many of the next messages it does not accept. */
  refusals = 0;
  secret = '';
  readonly #server: Server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const header = (name: string) => String(request.headers[name] ?? '');
    const [id, timestamp] = [header('webhook-id'), header('webhook-timestamp')];
    const key = Buffer.from(this.secret.replace('whsec_', ''), 'base64');
    const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64');
    const isSigned = header('webhook-signature').split(' ').includes(`v1,${expected}`);
    const isRecent = Math.abs(Date.now() / 1_000 - Number(timestamp)) < 300;
    if (isSigned && isRecent) this.received.push({ id, text, ...JSON.parse(text) });
    const isRefused = this.refusals > 0;
    if (isRefused) this.refusals -= 1;
    const accepted = isRefused ? 500 : 204;
    response.writeHead(isSigned && isRecent ? accepted : 401).end('An answer that nobody keeps');
  });

  async listen(): Promise<string> {
    this.#server.listen(0, 'localhost');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('No port was given');
    return `http://localhost:${address.port}/hook`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
