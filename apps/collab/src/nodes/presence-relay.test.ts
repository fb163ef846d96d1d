import { type BusEvent, type BusMessage, decodeBusMessage, encodeBusMessage } from '@plenum/database/bus/bus';
import { encodeAwareness } from '@plenum/protocol/awareness';
import { beforeEach, describe, expect, test } from 'vitest';
import { participant, settled } from '../testing/fakes.ts';
import { Replica } from '../testing/replica.ts';
import { RoomKit } from '../testing/room-kit.ts';
import { PresenceRelay } from './presence-relay.ts';

/** A bus that can be cut for one process or another. */
class Wire {
  readonly sent: BusMessage[] = [];
  readonly nodes: Node[] = [];
  #waiting: (() => void)[] = [];

  async publish(from: Node, message: BusMessage): Promise<void> {
    this.sent.push(message);
    const text = encodeBusMessage(message);
    this.#waiting.push(() => {
      if (from.isCut) return;
      for (const node of this.nodes) if (!node.isCut) node.hear(decodeBusMessage(text));
    });
  }

  deliver(): void {
    for (const deliver of this.#waiting.splice(0)) deliver();
  }

  /** What was sent about presence since the last call. */
  take(): BusMessage[] {
    return this.sent.splice(0).filter(({ type }) => type !== 'node');
  }
}

/** A node with a room. */
class Node {
  readonly kit: RoomKit;
  readonly relay: PresenceRelay;
  isCut = false;

  constructor(wire: Wire, name: string) {
    this.kit = new RoomKit();
    this.relay = new PresenceRelay({
      clock: this.kit.clock,
      node: name,
      publish: (message) => wire.publish(this, message),
    });
    Object.assign(this.kit.ports, { presence: this.relay });
    wire.nodes.push(this);
    this.relay.start(this.kit.rooms);
  }

  hear(event: BusEvent | null): void {
    if (event) this.relay.hear(event);
  }

  async join(replica: Replica): Promise<Replica> {
    return replica.join(await this.kit.open());
  }
}

let wire: Wire;
let [a, b]: [Node, Node] = [] as unknown as [Node, Node];
beforeEach(async () => {
  wire = new Wire();
  [a, b] = [new Node(wire, 'a'), new Node(wire, 'b')];
  await pass(500);
});

/** Lets time pass on all nodes, and the replicas hear and answer. */
async function pass(milliseconds: number, ...replicas: Replica[]): Promise<void> {
  for (let i = 0; i < milliseconds; i += 25) {
    for (const { kit } of wire.nodes) kit.clock.advance(25);
    wire.deliver();
    for (const replica of replicas) if (replica.connection) replica.hear();
    await settled();
  }
}

const seen = (by: Replica, whom: Replica) => JSON.parse(by.present.get(whom.client) ?? 'null');
const who = ({ who: { identity } }: Replica) => ({ user: identity });

/** A caret in a text, as large as is wanted. */
function caretAt(clock: number, padding = '') {
  const place = { item: { client: 1, clock } };
  return { anchor: place, head: place, padding };
}

describe('presence across nodes', () => {
  test('NODE-7 people see each other, and each other’s carets, whichever node they are connected to', async () => {
    const [anna, bert] = [await a.join(new Replica()), await b.join(new Replica())];
    await pass(1_000, anna, bert);
    expect(seen(bert, anna)).toEqual(who(anna));
    expect(seen(anna, bert)).toEqual(who(bert));
    anna.show({ cursor: caretAt(3), user: { name: 'Somebody Else' } });
    await pass(300, anna, bert);
    expect(seen(bert, anna)).toEqual({ cursor: caretAt(3), ...who(anna) });
    anna.leave();
    await pass(300, anna, bert);
    expect(seen(bert, anna)).toBeNull();
  });

  test('NODE-8 whoever opens a document sees who is in it on other nodes', async () => {
    const anna = await a.join(new Replica());
    anna.show({ cursor: caretAt(3) });
    await pass(60_000, anna);
    const bert = await b.join(new Replica());
    await pass(500, anna, bert);
    expect(seen(bert, anna)).toMatchObject({ cursor: caretAt(3) });
    const carla = await b.join(new Replica());
    expect(seen(carla, anna)).toMatchObject({ cursor: caretAt(3) });
  });

  test('NODE-8 a node that comes later, or whose line was cut, finds out who is where', async () => {
    const anna = await a.join(new Replica());
    b.isCut = true;
    const bert = await b.join(new Replica());
    await pass(1_000, anna, bert);
    expect(seen(bert, anna)).toBeNull();
    b.isCut = false;
    // Its own line is there again, and what it had to give up is told to the others.
    for (const node of [a, b]) node.hear({ type: 'missed' });
    await pass(1_000, anna, bert);
    expect(seen(bert, anna)).toEqual(who(anna));
    expect(seen(anna, bert)).toEqual(who(bert));
    const c = new Node(wire, 'c');
    const carla = await c.join(new Replica());
    await pass(1_000, anna, bert, carla);
    for (const one of [anna, bert]) {
      expect(seen(carla, one)).toEqual(who(one));
      expect(seen(one, carla)).toEqual(who(carla));
    }
  });

  test('NODE-9 a lone node sends nothing about presence, and two that are quiet nothing either', async () => {
    wire.nodes.splice(1);
    await pass(40_000);
    wire.take();
    const anna = await a.join(new Replica());
    anna.show({ cursor: caretAt(1) });
    await pass(1_000, anna);
    expect(wire.take()).toEqual([]);
    wire.nodes.push(b);
    const bert = await b.join(new Replica());
    await pass(20_000, anna, bert);
    expect(wire.take()).not.toEqual([]);
    await pass(60_000, anna, bert);
    expect(wire.take()).toEqual([]);
  });

  test('NODE-10 within a window one message crosses for all who move in a document', async () => {
    const people = await Promise.all([1, 2, 3].map(() => a.join(new Replica())));
    const bert = await b.join(new Replica());
    await pass(1_000, ...people, bert);
    wire.take();
    for (let i = 0; i < 40; i++) {
      for (const one of people) one.show({ i });
      await pass(25, ...people, bert);
    }
    expect(wire.take().length).toBeLessThan(1_000 / 100 + 2);
    await pass(300, ...people, bert);
    for (const one of people) expect(seen(bert, one)).toMatchObject({ i: 39 });
  });

  test('NODE-10 what is too much for one message crosses in several, and a state too large for one without its caret', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => a.join(new Replica())));
    const large = await a.join(new Replica());
    const bert = await b.join(new Replica());
    await pass(1_000, ...people, large, bert);
    large.show({ cursor: caretAt(1) });
    await pass(300, ...people, large, bert);
    expect(seen(bert, large)).toMatchObject({ cursor: caretAt(1) });
    for (const one of people) one.show({ cursor: caretAt(1, 'x'.repeat(2_000)) });
    large.show({ cursor: caretAt(1, 'x'.repeat(8_000)) });
    await pass(300, ...people, large, bert);
    for (const one of people)
      expect(seen(bert, one)).toMatchObject({ cursor: caretAt(1, 'x'.repeat(2_000)) });
    expect(seen(bert, large)).toEqual(who(large));
  });

  test('NODE-11 the people of a node that dies are gone within forty seconds, of one that stops at once', async () => {
    const c = new Node(wire, 'c');
    const [anna, bert] = [await a.join(new Replica()), await b.join(new Replica())];
    const carla = await c.join(new Replica());
    await pass(1_000, anna, bert, carla);
    wire.nodes.splice(wire.nodes.indexOf(a), 1);
    await pass(40_000, bert, carla);
    expect(seen(bert, anna)).toBeNull();
    expect([...(await b.join(new Replica())).present.keys()]).not.toContain(anna.client);
    expect(seen(bert, carla)).toEqual(who(carla));
    void c.relay.leave();
    wire.nodes.splice(wire.nodes.indexOf(c), 1);
    await pass(300, bert);
    expect(seen(bert, carla)).toBeNull();
  });

  test('NODE-12, ATT-2 on another node too nobody shows another’s client id', async () => {
    const [anna, bert] = [await a.join(new Replica()), await b.join(new Replica())];
    await pass(4_000, anna, bert);
    for (const identity of [
      { id: 'mallory', name: 'Mallory' },
      { id: null, name: '' },
    ]) {
      const mallory = await b.join(
        new Replica({ identity: { ...participant().identity, ...identity } }, anna.client),
      );
      const entry = { client: anna.client, clock: 2 ** 40, state: JSON.stringify({ cursor: caretAt(6) }) };
      mallory.send({ type: 'awareness', entries: encodeAwareness([entry]) });
      mallory.send({ type: 'awareness', entries: encodeAwareness([{ ...entry, state: 'null' }]) });
      await pass(1_000, anna, bert);
      expect(seen(bert, anna)).toEqual(who(anna));
      mallory.leave();
      await pass(1_000, anna, bert);
    }
    anna.show({ cursor: caretAt(4) });
    await pass(300, anna, bert);
    expect(seen(bert, anna)).toMatchObject({ cursor: caretAt(4) });
  });

  test('NODE-12, ATT-2 nor before the node knows who is there', async () => {
    const anna = await a.join(new Replica());
    await pass(5_000, anna);
    const mallory = await b.join(new Replica({}, anna.client));
    const bert = await b.join(new Replica());
    await pass(1_000, anna, bert);
    expect(seen(bert, anna)).toEqual(who(anna));
    anna.show({ cursor: caretAt(4) });
    await pass(300, anna, bert);
    expect(seen(bert, anna)).toEqual({ cursor: caretAt(4), ...who(anna) });
    expect(mallory.connection?.isOpen).toBe(true);
  });

  test('NODE-13 whoever comes back on another node is seen from there, also while the old connection is not known to be dead', async () => {
    const identity = { ...participant().identity, id: 'anna' };
    const anna = await a.join(new Replica({ identity }));
    const [bert, carla] = [await a.join(new Replica()), await b.join(new Replica())];
    await pass(5_000, anna, bert, carla);
    const old = anna.connection;
    const room = await a.kit.open();
    await b.join(anna);
    await pass(1_000, anna, bert, carla);
    if (old) room.leave(old);
    await pass(1_000, anna, bert, carla);
    for (const one of [bert, carla]) expect(seen(one, anna)).toEqual({ user: identity });
    anna.show({ cursor: caretAt(2) });
    await pass(1_000, anna, bert, carla);
    for (const one of [bert, carla]) expect(seen(one, anna)).toEqual({ cursor: caretAt(2), user: identity });
    wire.take();
    await pass(10_000, anna, bert, carla);
    expect(wire.take()).toEqual([]);
    anna.leave();
    await pass(1_000, bert, carla);
    for (const one of [bert, carla]) expect(seen(one, anna)).toBeNull();
  });

  test('NODE-13 one who went from node to node and is gone is shown by neither, one who is back on the first by that', async () => {
    const identity = { ...participant().identity, id: 'anna' };
    const [anna, bert] = [await a.join(new Replica({ identity })), await a.join(new Replica())];
    await pass(5_000, anna, bert);
    const old = anna.connection;
    await b.join(anna);
    anna.show({ cursor: caretAt(5) });
    await pass(1_000, anna, bert);
    expect(seen(bert, anna)).toMatchObject({ cursor: caretAt(5) });
    const second = anna.connection;
    const [first, other] = [await a.kit.open(), await b.kit.open()];
    anna.join(first);
    await pass(1_000, anna, bert);
    if (second) other.leave(second);
    await pass(1_000, anna, bert);
    expect(seen(bert, anna)).toMatchObject({ cursor: caretAt(5) });
    anna.leave();
    await pass(1_000, bert);
    expect(seen(bert, anna)).toBeNull();
    if (old) first.leave(old);
  });

  test('NODE-13 a guest who comes back on another node is seen from there once the old connection is gone', async () => {
    const identity = { ...participant().identity, id: null, name: '' };
    const author = { kind: 'guest', id: 'link' } as const;
    const guest = await a.join(new Replica({ identity, author }));
    const [bert, carla] = [await a.join(new Replica()), await b.join(new Replica())];
    await pass(5_000, guest, bert, carla);
    const old = guest.connection;
    const room = await a.kit.open();
    await b.join(guest);
    await pass(1_000, guest, bert, carla);
    if (old) room.leave(old);
    await pass(1_000, guest, bert, carla);
    for (const one of [bert, carla]) expect(seen(one, guest)).toEqual({ user: identity });
  });

  test('NODE-14 what another node says is taken in only where it is awareness', async () => {
    const [anna, bert] = [await a.join(new Replica()), await b.join(new Replica())];
    await pass(1_000, anna, bert);
    const { documentId } = await b.kit.open();
    const entries = (state: string) =>
      Buffer.from(encodeAwareness([{ client: 77, clock: 1, state }])).toString('base64');
    for (const update of ['', 'AAA', '////', entries('{'), entries('7'), entries('{"user":7}')])
      b.relay.hear({ type: 'awareness', documentId, origin: 'a', update });
    await pass(300, anna, bert);
    expect(bert.present.has(77)).toBe(false);
    expect(seen(bert, anna)).toEqual(who(anna));
  });
});
