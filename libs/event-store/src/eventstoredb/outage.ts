import type { Subscription } from '../event-store';

export interface OutageListener {
  /** Called once until `onRecovered`. */
  readonly onTrouble?: ((error: Error) => void) | undefined;
  readonly onRecovered?: (() => void) | undefined;
}

/** Makes one report of the many failures of an outage, and one of its end: it lasts while any subscription is cut off. */
export class Outage {
  private readonly cutOff = new Set<Subscription>();

  constructor(private readonly listener: OutageListener) {}

  began(subscription: Subscription, error: Error): void {
    if (this.cutOff.size === 0) this.listener.onTrouble?.(error);
    this.cutOff.add(subscription);
  }

  ended(subscription: Subscription): void {
    if (this.cutOff.delete(subscription) && this.cutOff.size === 0) this.listener.onRecovered?.();
  }

  /** One that is closed neither follows nor waits. */
  forget(subscription: Subscription): void {
    this.cutOff.delete(subscription);
  }
}
