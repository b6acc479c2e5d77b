import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The most requests of one connection that may wait for their answers. Usual clients send the next request after the answer. */
const MOST_WAITING = 32;

const limitingThemselves = new WeakSet<ServerResponse>();

/** Lets an answer go on for as long as it does: it cuts off a client that does not read by itself. */
export const limitsItself = (response: ServerResponse): void => void limitingThemselves.add(response);

interface Waiting {
  readonly socket: Socket;
  /** When its answer was first seen to be on its way, in milliseconds, by a clock that only goes forward; `null`: it is not. */
  sentAt: number | null;
}

/**
 * The answers of a server that their clients have not taken. They stay in memory, as many as a client asks for, and the work for them
 * keeps other clients waiting: a client that does not read is cut off.
 */
export class UnreadAnswers {
  private readonly waiting = new Map<ServerResponse, Waiting>();
  private readonly perSocket = new WeakMap<Socket, number>();

  /**
   * @param longest how long a client may take to read an answer, in milliseconds.
   * @param onCut called for each connection that is cut off.
   */
  constructor(
    private readonly longest: number,
    private readonly onCut: () => void,
  ) {}

  /** Counts the requests of a server that has its handler. Those beyond what may wait on a connection never reach it. */
  watch(server: Server): void {
    const handlers = server.listeners('request') as RequestListener[];
    server.removeAllListeners('request');
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (!this.admits(request.socket, response)) return;
      for (const handle of handlers) handle.call(server, request as never, response as never);
    });
  }

  private admits(socket: Socket, response: ServerResponse): boolean {
    const others = this.perSocket.get(socket) ?? 0;
    if (others >= MOST_WAITING) {
      this.cut(socket);
      return false;
    }
    this.perSocket.set(socket, others + 1);
    this.waiting.set(response, { socket, sentAt: null });
    response.once('close', () => {
      this.perSocket.set(socket, this.perSocket.get(socket)! - 1);
      this.waiting.delete(response);
    });
    return true;
  }

  /** Cuts off the clients that have taken too long to read. A response behind another one never learns that its connection is gone. */
  check(now: number): void {
    for (const [response, waiting] of this.waiting) {
      if (response.headersSent && !limitingThemselves.has(response)) waiting.sentAt ??= now;
      if (waiting.sentAt !== null && now - waiting.sentAt > this.longest) this.cut(waiting.socket);
      if (waiting.socket.destroyed) this.waiting.delete(response);
    }
  }

  private cut(socket: Socket): void {
    if (socket.destroyed) return;
    socket.destroy();
    this.onCut();
  }
}
