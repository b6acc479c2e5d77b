import type { Effect, HeldConsents } from './held-consents';

/** What will be held after some effects. */
export class HeldLater {
  readonly effects: Effect[] = [];
  private readonly changed = new Map<string, Effect>();

  constructor(private readonly held: HeldConsents) {}

  get(id: string): ReturnType<HeldConsents['get']> {
    const effect = this.changed.get(id);
    if (!effect) return this.held.get(id);
    return 'put' in effect ? effect.put : undefined;
  }

  add(effect: Effect | null): void {
    if (!effect) return;
    this.effects.push(effect);
    this.changed.set('put' in effect ? effect.put.id : effect.gone, effect);
  }
}
