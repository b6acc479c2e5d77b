import { setTimeout as delay } from 'node:timers/promises';

/** How long others may be kept from writing at a time, in milliseconds; and how long when there is nobody. */
const HOLD_BESIDE_OTHERS = 5;
const HOLD_ALONE = 100;

const SMALLEST = 20;
const LARGEST = 2_000;
const LOOK_AROUND_EVERY_MS = 500;

/** How much long work does at a time, and how long it rests between: a service beside it must go on answering and writing. */
export class Pace {
  private size = 100;
  private besideOthers = true;
  private lookedAt = -Infinity;

  constructor(private readonly isShared: () => boolean) {}

  /** How many events, or rows, to write at a time. */
  get batch(): number {
    return this.size;
  }

  /** After a batch that kept others from writing for so long. Resting as long leaves half of the time to them. */
  async rest(heldMs: number): Promise<void> {
    this.lookAround();
    const aim = this.besideOthers ? HOLD_BESIDE_OTHERS : HOLD_ALONE;
    const fitting = Math.round((this.size * aim) / Math.max(heldMs, 0.1));
    this.size = Math.min(Math.max(fitting, SMALLEST, this.size / 2), LARGEST, this.size * 2);
    await delay(this.besideOthers ? Math.max(heldMs, 1) : 0);
  }

  private lookAround(): void {
    const now = performance.now();
    if (now - this.lookedAt < LOOK_AROUND_EVERY_MS) return;
    this.lookedAt = now;
    this.besideOthers = this.isShared();
  }
}
