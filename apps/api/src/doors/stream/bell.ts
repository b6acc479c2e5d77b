/** Wakes the one that waits for it. A ring while nobody waits is kept for the next. */
export class Bell {
  private hasRung = false;
  private wake: () => void = () => undefined;

  ring = (): void => {
    this.hasRung = true;
    this.wake();
  };

  /** Resolves at the next ring, or after so many milliseconds; with whether it has rung. */
  async wait(ms: number): Promise<boolean> {
    if (!this.hasRung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const { hasRung } = this;
    this.hasRung = false;
    return hasRung;
  }
}
