import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Client } from '../testing/client.ts';
import { newDatabase, ownPostgres, serve } from '../testing/fault-kit.ts';
import { RunningCollab } from '../testing/running-collab.ts';

function logged(server: RunningCollab, words: string[]): Promise<void> {
  return vi.waitFor(
    () => {
      for (const word of words) expect(server.output.join('')).toContain(word);
    },
    { timeout: 30_000 },
  );
}

describe('the log', () => {
  test('OPS-5 has neither addresses nor tokens, values or text, whatever the database says', async () => {
    const postgres = await ownPostgres();
    const server = await serve(postgres.url);
    const { admin, documentId } = await server.place();
    const { token, credential } = await server.linkTo(documentId, { by: admin, role: 'editor' });
    const client = new Client(server, { documentId, credential });
    onTestFinished(() => client.destroy());
    await vi.waitFor(() => expect(client.status).toBe('saved'), { timeout: 20_000 });
    const params = { ...credential.params, person: admin.personId };
    const stranger = new Client(server, { documentId, credential: { ...credential, params } });
    onTestFinished(() => stranger.destroy());
    await vi.waitFor(() => expect(stranger.closeCodes).toEqual([4401]), { timeout: 20_000 });
    // A row in the way: the database quotes it in its refusal.
    await server.db.pool.query(
      `INSERT INTO document_update (document_id, seq, author_kind, data) VALUES ($1, 1, 'system', '')`,
      [documentId],
    );
    client.type('confidential');
    await logged(server, ['"code":"23505"']);
    await postgres.kill(server.db);
    await logged(server, ['"code":"ECONNREFUSED"']);
    // Nobody can be let in now.
    const late = new Client(server, { documentId, credential });
    onTestFinished(() => late.destroy());
    await logged(server, ['a document could not be opened']);
    const { status, headers } = await fetch(`${server.url}/collab/%E0%A4%A?share=${token}`);
    expect([status, headers.get('content-type')]).toEqual([400, null]);
    await fetch(`${server.url}/collab/${token}/%E0%A4%A`);
    const lines = server.output.join('').trim().split('\n');
    for (const line of lines) expect(JSON.parse(line), line).toMatchObject({ name: 'collab' });
    const { port, password } = new URL(postgres.url);
    const secrets = [
      '127.0.0.1',
      port,
      password,
      token,
      admin.personId,
      'confidential',
      'Key (',
      '%E0',
      'INSERT',
      'postgresql',
    ];
    for (const secret of secrets) expect(lines.join('\n')).not.toContain(secret);
  });

  test('OPS-7 has as much as it is told to have', async () => {
    const database = await newDatabase();
    const levels = ['info', 'error'].map((LOG_LEVEL) => serve(database, { LOG_LEVEL }));
    const [talkative, quiet] = await Promise.all(levels);
    await expect.poll(() => talkative?.output.join('')).toContain('"msg":"serving"');
    expect(quiet?.output.join('')).toBe('');
    const wrong = new RunningCollab({ databaseUrl: database, env: { LOG_LEVEL: 'loud' } });
    onTestFinished(() => wrong.close());
    await expect(wrong.start()).rejects.toThrow('LOG_LEVEL');
  });
});
