import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallContext } from '../messages/call-options';

interface RequestScope {
  readonly context: CallContext;
  /** Where the latest change of the request is, for each client. */
  readonly positions: WeakMap<object, number>;
  /** The clients that have sent a change in it, whatever came of it. */
  readonly changing: WeakSet<object>;
}

const scopes = new AsyncLocalStorage<RequestScope>();

/**
 * Runs the work for one request. All calls in it pass on its context, and a query in it is answered from a ledger that has
 * the changes which were made in it before.
 */
export const inRequest = <T>(context: CallContext, work: () => T): T =>
  scopes.run({ context, positions: new WeakMap(), changing: new WeakSet() }, work);

export const currentContext = (): CallContext => scopes.getStore()?.context ?? {};

/** Remembers that the request changes something, before it is sent: its answer may be lost. */
export const noteChange = (client: object): void => void scopes.getStore()?.changing.add(client);

export const hasChanged = (client: object): boolean => scopes.getStore()?.changing.has(client) ?? false;

/** Remembers where a change of the request is. */
export function notePosition(client: object, position: number): void {
  const positions = scopes.getStore()?.positions;
  positions?.set(client, Math.max(position, positions.get(client) ?? 0));
}

export const notedPosition = (client: object): number | undefined => scopes.getStore()?.positions.get(client);
