/** How long a server may take to end a call that it has answered, in milliseconds. */
const END_WITHIN_MS = 500;

/**
 * Ends the calls whose answer the client does not read to its end, as that of a stream that is missing: it would keep them open for
 * ever. Cancelled at once, each would reset a call that the server is just ending, and a server that counts resets, against those
 * who only send them, gives up the connection. A cancellation after the server's end sends nothing.
 */
export class AnsweredCalls {
  private readonly open = new Map<NodeJS.Timeout, () => void>();

  endLater(cancel: () => void): void {
    const timer = setTimeout(() => {
      this.open.delete(timer);
      cancel();
    }, END_WITHIN_MS);
    this.open.set(timer, cancel);
  }

  /** Waits for no server. */
  endAll(): void {
    for (const [timer, cancel] of this.open) {
      clearTimeout(timer);
      cancel();
    }
    this.open.clear();
  }
}
