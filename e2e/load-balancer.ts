import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * One address in front of several nodes, as a reverse proxy is. The cookie `node` says which of them a browser is to have, so
 * that a test knows who is where; where that one does not answer it has another.
 */
export class LoadBalancer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #ports: number[] = [];

  private constructor() {
    this.#server = createServer((socket) => {
      this.#keep(socket);
      socket.once('data', (head) => this.#pass(socket, head));
    });
  }

  static async listen(): Promise<LoadBalancer> {
    const balancer = new LoadBalancer();
    balancer.#server.listen(0, 'localhost');
    await once(balancer.#server, 'listening');
    return balancer;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
  }

  /** Passes on to these ports of this machine from now on. */
  serve(ports: number[]): void {
    this.#ports = ports;
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #pass(socket: Socket, head: Buffer): void {
    socket.pause();
    const [, chosen] = /^cookie:.*\bnode=(\d)/im.exec(head.toString('latin1')) ?? [];
    const first = Number(chosen ?? 0) % this.#ports.length;
    this.#connect(socket, head, [...this.#ports.slice(first), ...this.#ports.slice(0, first)]);
  }

  #connect(socket: Socket, head: Buffer, [port, ...others]: number[]): void {
    if (port === undefined) {
      socket.destroy();
      return;
    }
    const node = connect({ port, host: 'localhost' });
    this.#keep(node);
    const tryNext = () => this.#connect(socket, head, others);
    node.once('error', tryNext);
    node.once('connect', () => {
      node.off('error', tryNext);
      node.write(head);
      socket.pipe(node).pipe(socket);
      for (const [one, other] of [
        [socket, node],
        [node, socket],
      ] as const)
        one.once('close', () => other.destroy());
    });
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
