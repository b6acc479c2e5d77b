import { mayUse, rightOfContract, type GuardedName, type Right } from '#callers';
import { hsaKey } from '#consent';
import type { CallingSystem } from './calling-system';
import type { Contract } from './contract';
import type { Denial } from './denial';
import type { RequestContext } from './request-context';

/** The caller asks for what it has no right to. Nothing was looked up. */
export class RightMissing extends Error {
  override readonly name = 'RightMissing';

  constructor(
    message: string,
    /** Why, for auditors. */
    readonly denial: Denial = 'right',
  ) {
    super(message);
  }
}

/** @throws RightMissing */
export function demandRight(rights: ReadonlySet<Right>, right: Right): void {
  if (!rights.has(right)) throw new RightMissing(`The caller has no right to ${right}.`);
}

type Name = Contract['name'];

export const isForAuditors = (name: Name): boolean => isGuarded(name) && rightOfContract[name] === 'audit';

const isGuarded = (name: Name): name is GuardedName => name in rightOfContract;

/** Why the caller may not use a contract, whatever it asks; `null` when it may. */
export function whyNot(contract: Name, { system, provenance }: RequestContext): Denial | null {
  if (!isGuarded(contract)) return null;
  if (!system.rights.has(rightOfContract[contract])) return 'right';
  if (!mayUse(system, contract)) return 'contract';
  const { originalConsumer } = provenance;
  if (isOfWebhooks(contract) && system.platform && originalConsumer !== undefined) return 'consumer';
  return maySpeakFor(system, originalConsumer) ? null : 'consumer';
}

/** A webhook belongs to the system that calls. Consumers of one platform would share theirs, so it may not speak for any here. */
const isOfWebhooks = (name: GuardedName): boolean => webhookContracts.has(name);

const webhookContracts: ReadonlySet<GuardedName> = new Set([
  'CreateWebhook',
  'GetWebhooks',
  'RotateWebhookSecret',
  'RedeliverWebhookMessages',
  'RemoveWebhook',
]);

/** What a system that is no platform says gives nothing, and is no reason to deny it. */
function maySpeakFor({ platform }: CallingSystem, named: string | undefined): boolean {
  if (platform === undefined || platform.consumers === 'all' || named === undefined) return true;
  return platform.consumers.has(hsaKey(named));
}
