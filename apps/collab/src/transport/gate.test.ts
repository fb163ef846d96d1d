import { once } from 'node:events';
import { createServer } from 'node:http';
import { CLOSE } from '@plenum/protocol/close-codes';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { systemClock as clock } from '../system-clock.ts';
import { participant } from '../testing/fakes.ts';
import { documentId, RoomKit } from '../testing/room-kit.ts';
import { AccessWatch } from './access-watch.ts';
import { Gate } from './gate.ts';
import { unobserved } from './observer.ts';
import { Quota } from './quota.ts';

const cleanUp: (() => unknown)[] = [];
afterEach(() => {
  for (const step of cleanUp.splice(0)) step();
});

/** A gate that lets in whoever names themselves, as a guest of that link. */
async function open(quota: Quota): Promise<(link: string) => WebSocket> {
  const kit = new RoomKit();
  const watch = new AccessWatch({
    clock,
    decide: async () => ({ access: 'write', hears: new Set(), endsIn: null, workspaceId: 'workspace' }),
  });
  const gate = new Gate({
    sockets: new WebSocketServer({ noServer: true }),
    rooms: kit.rooms,
    watch,
    quota,
    heartbeat: { add() {} },
    clock,
    log: pino({ enabled: false }),
    observer: unobserved,
    publicOrigin: 'https://plenum.test',
    async admit({ credentials: { share = '' } }) {
      const { identity } = participant();
      return {
        actor: { kind: 'guest', linkId: share, documentId, lock: 0, guestId: null },
        documentId,
        workspaceId: 'workspace',
        endsIn: null,
        participant: {
          author: { kind: 'guest', id: share },
          identity,
          access: 'write',
          isLinkReader: false,
          hears: new Set(),
        },
      };
    },
  });
  const server = createServer();
  server.on('upgrade', (req, socket, head) => {
    const share = new URL(req.url ?? '', 'http://localhost').searchParams.get('share') ?? '';
    const handshake = { document: documentId, credentials: { cookies: {}, share }, origin: undefined };
    void gate.enter({ ...handshake, isAnnounced: true, epoch: null, person: null }, { req, socket, head });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  cleanUp.push(
    () => server.close(),
    () => watch.close(),
  );
  return (link) => {
    const ws = new WebSocket(`ws://127.0.0.1:${port}/?share=${link}`);
    cleanUp.unshift(() => ws.terminate());
    return ws;
  };
}

test('COLLAB-45 one actor has a bounded number of sockets, which closing frees, and others have theirs', async () => {
  const connect = await open(new Quota({ person: 0, guest: 2, system: 0 }));
  const first = connect('a');
  await once(first, 'message');
  await once(connect('a'), 'message');
  expect((await once(connect('a'), 'close'))[0]).toBe(CLOSE.tooMany);
  await once(connect('b'), 'message');
  first.close();
  await once(first, 'close');
  await once(connect('a'), 'message');
});
