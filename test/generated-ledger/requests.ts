import type { Caller, ConsentCommand, Instant, Provenance } from '#consent';
import { v7 } from 'uuid';
import { systems } from './population';
import type { SeededRandom } from './seeded-random';

/** A command as it reached the service: by whom, through which door, and whether its caller may send it again. */
export interface Request {
  readonly command: ConsentCommand;
  readonly provenance: Provenance;
  /** It came with an idempotency key, so that its first answer is kept. */
  readonly isRepeatable: boolean;
}

/** The systems that call, as the service sees them, made up by a seed. */
export class Requests {
  constructor(private readonly random: SeededRandom) {}

  caller(): Caller {
    return { systemId: systems[this.random.skewedBelow(systems.length)]!, careProviders: 'all' };
  }

  id(now: Instant): string {
    return v7({ msecs: now, random: this.random.bytes(16) });
  }

  of(command: ConsentCommand): Request {
    const commandId = this.id(command.now);
    const provenance: Provenance = {
      commandId,
      correlationId: this.random.chance(0.3) ? this.id(command.now) : commandId,
      door: this.random.chance(0.7) ? 'soap' : 'json',
      systemId: command.caller.systemId,
      ...(this.random.chance(0.2) && { originalConsumer: this.random.pick(systems) }),
    };
    return { command, provenance, isRepeatable: this.random.chance(0.1) };
  }
}
