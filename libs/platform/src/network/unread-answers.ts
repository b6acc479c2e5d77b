import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The most requests of one connection that may wait for their answers. Usual clients send the next request after the answer. */
const MOST_WAITING = 32;

const limitingThemselves = new WeakSet<ServerResponse>();

/** Lets an answer go on for as long as it does: it cuts off a client that does not read by itself. */
export const limitsItself = (response: ServerResponse): void => void limitingThemselves.add(response);

interface Waiting {
  readonly response: ServerResponse;
  /** When it was first seen to be on its way, in milliseconds, by a clock that only goes forward; `null`: it is not. */
  sentAt: number | null;
}

/**
 * The answers of a server that their clients have not taken. They stay in memory, as many as a client asks for, and the work for them
 * keeps other clients waiting: a client that does not read is cut off.
 */
export class UnreadAnswers {
  /**
   * By connection. One map of all answers would get a new table every few hundred requests, and each earlier table keeps alive what it
   * held, and the next table, until one of V8's rare full collections: most requests would be copied twice and stay until then.
   */
  private readonly waiting = new Map<Socket, Waiting[]>();

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
    const waiting = this.waitingOn(socket);
    if (waiting.length >= MOST_WAITING) {
      this.cut(socket);
      return false;
    }
    const answer: Waiting = { response, sentAt: null };
    waiting.push(answer);
    response.once('close', () => waiting.splice(waiting.indexOf(answer), 1));
    return true;
  }

  /** A response behind another one never learns that its connection is gone, so the connection takes all of its own along. */
  private waitingOn(socket: Socket): Waiting[] {
    const known = this.waiting.get(socket);
    if (known) return known;
    const waiting: Waiting[] = [];
    this.waiting.set(socket, waiting);
    socket.once('close', () => this.waiting.delete(socket));
    return waiting;
  }

  /** Cuts off the clients that have taken too long to read. */
  check(now: number): void {
    for (const [socket, answers] of this.waiting) {
      for (const answer of answers) {
        const { response } = answer;
        if (response.headersSent && !limitingThemselves.has(response)) answer.sentAt ??= now;
        if (answer.sentAt !== null && now - answer.sentAt > this.longest) this.cut(socket);
      }
    }
  }

  private cut(socket: Socket): void {
    if (socket.destroyed) return;
    socket.destroy();
    this.onCut();
  }
}
