import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { TakenLetter } from '@plenum/database/inbox/letters';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { type MailTrouble, mailer } from './send.ts';

const PUBLIC_URL = 'https://plenum.example.org';
const ADDRESS = 'kim@example.org';
const never = new AbortController().signal;

/** A mail server, and all that it was given. */
interface Receiver {
  url: URL;
  received: { from: string; to: string[]; said: string; text: string }[];
}

let server: SMTPServer | undefined;
afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

function receiver({ host = '127.0.0.1', refuses = 0, offersTls = false } = {}): Promise<Receiver> {
  const received: Receiver['received'] = [];
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: offersTls ? [] : ['STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      done(refuses === 0 ? null : Object.assign(new Error(`no ${ADDRESS} here`), { responseCode: refuses })),
    onData(stream, { envelope, hostNameAppearsAs }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const to = envelope.rcptTo.map(({ address }) => address);
        received.push({ from, to, said: hostNameAppearsAs, text: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  const listening = server;
  return new Promise((done) =>
    listening.listen(0, host, () => {
      const { port } = listening.server.address() as AddressInfo;
      done({ url: new URL(`smtp://${host}:${port}`), received });
    }),
  );
}

function aLetter(news: TakenLetter['news'], language: TakenLetter['language'] = 'en'): TakenLetter {
  const about = { personId: randomUUID(), tokenHash: Buffer.of(1), told: [], attempts: 1 };
  return { ...about, address: ADDRESS, token: 'SECRET', language, news };
}

function sender(url: URL, publicUrl = PUBLIC_URL) {
  const troubles: MailTrouble[] = [];
  const send = mailer({
    server: { url, from: 'plenum@example.org' },
    publicUrl,
    onTrouble: (trouble) => troubles.push(trouble),
  });
  return { send, troubles };
}

/** The head and the text of a letter, as a mail program reads them. */
function read(raw: string): { head: string; text: string } {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([\dA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  const text = /quoted-printable/i.test(head) ? Buffer.from(bytes, 'latin1').toString() : body;
  return { head: head.replace(/\r\n\s+/g, ' '), text: text.replace(/\r\n/g, '\n') };
}

test('MAIL-6 a letter is text alone, says where it is agreed to and ended, and nothing of whose it is', async () => {
  const { url, received } = await receiver();
  const { send, troubles } = sender(url);
  expect(await send(aLetter({ kind: 'confirm' }), never)).toEqual({ arrived: true });
  const [{ from, to, said, text: raw }] = received as [Receiver['received'][number]];
  expect({ from, to, said }).toEqual({
    from: 'plenum@example.org',
    to: [ADDRESS],
    said: 'plenum.example.org',
  });
  const { head, text } = read(raw);
  expect(head).toContain('Subject: Plenum: Your inbox by e-mail?');
  expect(head).toContain('Content-Type: text/plain; charset=utf-8');
  expect(head).toContain(`List-Unsubscribe: <${PUBLIC_URL}/inbox/mail/SECRET/stop>`);
  expect(head).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  expect(head).not.toMatch(/X-Mailer|nodemailer/i);
  expect(text).toContain(`plenum.example.org wants`);
  expect(text).toContain(`\n${PUBLIC_URL}/inbox/mail/SECRET\n`);
  expect(troubles).toEqual([]);
});

test('MAIL-6 where people come by http, mail programs are promised no click that is for https alone', async () => {
  const { url, received } = await receiver();
  await sender(url, 'http://plenum.example.org').send(aLetter({ kind: 'confirm' }), never);
  const { head } = read(received[0]?.text ?? '');
  expect(head).toContain('List-Unsubscribe: <http://plenum.example.org/inbox/mail/SECRET/stop>');
  expect(head).not.toContain('List-Unsubscribe-Post');
});

test('MAIL-3 workspaces of the same name stay apart', async () => {
  const { url, received } = await receiver();
  const documents = [
    { id: 'a', title: 'Bread', workspaceId: '1', workspace: 'Kitchen' },
    { id: 'b', title: 'Roses', workspaceId: '2', workspace: 'Kitchen' },
    { id: 'c', title: 'Salt', workspaceId: '1', workspace: 'Kitchen' },
  ];
  await sender(url).send(aLetter({ kind: 'digest', count: 3, documents }), never);
  const { text } = read(received[0]?.text ?? '');
  expect(text.match(/^(Kitchen|- .*)$/gm)).toEqual(['Kitchen', '- Bread', '- Salt', 'Kitchen', '- Roses']);
});

test('MAIL-6, ATT-28 a digest names each document on a line of its own, whatever its title has', async () => {
  const { url, received } = await receiver();
  const documents = [
    { id: 'a', title: 'Brot & Rosen\r\nBcc: all@example.org\u202e', workspaceId: '1', workspace: 'Räte' },
    { id: 'b', title: '<img src=x onerror=alert(1)>', workspaceId: '2', workspace: 'Küche' },
    { id: 'c', title: 'Äpfel', workspaceId: '1', workspace: 'Räte' },
  ];
  const digest = { kind: 'digest', count: 100, documents } as const;
  await sender(url).send(aLetter(digest, 'de'), never);
  const { head, text } = read(received[0]?.text ?? '');
  expect(head).not.toMatch(/^Bcc/m);
  expect(head).toMatch(/^Subject: .*99\+/m);
  expect(text).toBe(
    [
      '99+ neue Einträge in deinem Eingang.',
      '',
      'Räte',
      '- Brot & Rosen Bcc: all@example.org',
      `  ${PUBLIC_URL}/d/a`,
      '- Äpfel',
      `  ${PUBLIC_URL}/d/c`,
      '',
      'Küche',
      '- <img src=x onerror=alert(1)>',
      `  ${PUBLIC_URL}/d/b`,
      '',
      'Alles:',
      `${PUBLIC_URL}/inbox`,
      '',
      'Keine solchen Briefe mehr, mit einem Klick:',
      `${PUBLIC_URL}/inbox/mail/SECRET`,
      '',
    ].join('\n'),
  );
});

test('MAIL-6 a digest without titles says how much there is', async () => {
  const { url, received } = await receiver();
  await sender(url).send(aLetter({ kind: 'digest', count: 1, documents: [] }), never);
  const { head, text } = read(received[0]?.text ?? '');
  expect(head).toContain('Subject: Plenum: 1 new entry in your inbox');
  expect(text).toMatch(/^1 new entry in your inbox\.\n\nRead it here:\nhttps:/);
});

test.each([
  [550, true],
  [450, false],
  [554, false],
])(
  'MAIL-4 an address that is refused with %i is given up: %s; nothing of it is told',
  async (refuses, isFinal) => {
    const { url } = await receiver({ refuses });
    const { send, troubles } = sender(url);
    expect(await send(aLetter({ kind: 'confirm' }), never)).toEqual({ arrived: false, isFinal });
    expect(troubles).toEqual([{ code: 'EENVELOPE', status: refuses, step: 'RCPT TO' }]);
  },
);

test('MAIL-7 a mail server of this machine is spoken to as it is; elsewhere its certificate has to be right', async () => {
  const here = await receiver({ offersTls: true });
  expect(await sender(here.url).send(aLetter({ kind: 'confirm' }), never)).toEqual({ arrived: true });
  await new Promise<void>((done) => server?.close(() => done()));
  const { url, received } = await receiver({ host: '127.0.0.2', offersTls: true });
  const { send, troubles } = sender(url);
  expect(await send(aLetter({ kind: 'confirm' }), never)).toEqual({ arrived: false, isFinal: false });
  expect([troubles, received]).toMatchObject([[{ status: null, step: 'CONN' }], []]);
});

test('MAIL-7 letters leave this machine encrypted, unless whoever runs it says otherwise', async () => {
  const { url, received } = await receiver({ host: '127.0.0.2' });
  const { send, troubles } = sender(url);
  expect(await send(aLetter({ kind: 'confirm' }), never)).toEqual({ arrived: false, isFinal: false });
  expect([troubles, received]).toMatchObject([[{ code: 'ETLS' }], []]);
  url.searchParams.set('tls', 'none');
  expect(await sender(url).send(aLetter({ kind: 'confirm' }), never)).toEqual({ arrived: true });
});

test('MAIL-4 where there is no mail server a letter has not arrived; one that is abandoned is nothing', async () => {
  const { send, troubles } = sender(new URL('smtp://127.0.0.1:9'));
  expect(await send(aLetter({ kind: 'confirm' }), never)).toEqual({ arrived: false, isFinal: false });
  expect(troubles).toMatchObject([{ status: null }]);
  const stop = new AbortController();
  stop.abort(new Error('stopped'));
  await expect(send(aLetter({ kind: 'confirm' }), stop.signal)).rejects.toThrow('stopped');
  expect(troubles).toHaveLength(1);
});

test('TASK-640 a digest names the tasks of a list below it, each on a line of its own, with the way there', async () => {
  const { url, received } = await receiver();
  const tasks = [
    { id: 't1', title: 'Reis\nBcc: all@example.org' },
    { id: 't2\n#', title: 'Bohnen' },
  ];
  const list = { id: 'a', title: 'Lager', workspaceId: '1', workspace: 'Küche', tasks };
  const pad = { id: 'b', title: 'Protokoll', workspaceId: '1', workspace: 'Küche' };
  await sender(url).send(aLetter({ kind: 'digest', count: 3, documents: [list, pad] }, 'de'), never);
  const { text } = read(received[0]?.text ?? '');
  expect(text).toContain(
    [
      'Küche',
      '- Lager',
      `  ${PUBLIC_URL}/d/a`,
      '  - Reis Bcc: all@example.org',
      `    ${PUBLIC_URL}/d/a#block-t1`,
      '  - Bohnen',
      `    ${PUBLIC_URL}/d/a#block-t2%0A%23`,
      '- Protokoll',
      `  ${PUBLIC_URL}/d/b`,
    ].join('\n'),
  );
});

test.each([
  ['en', 'Untitled task'],
  ['de', 'Aufgabe ohne Titel'],
] as const)('TASK-703 a digest in %s calls a task without a title so', async (language, called) => {
  const { url, received } = await receiver();
  const list = {
    id: 'a',
    title: 'Camp',
    workspaceId: '1',
    workspace: 'K',
    tasks: [{ id: 't', title: '\n' }],
  };
  await sender(url).send(aLetter({ kind: 'digest', count: 1, documents: [list] }, language), never);
  const { text } = read(received[0]?.text ?? '');
  expect(text).toContain(`  - ${called}\n    ${PUBLIC_URL}/d/a#block-t\n`);
});
