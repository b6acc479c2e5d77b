import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { call } from '../support/call';
import { person } from '../support/people';
import { toCancel, toDelete, toRegister, type Place } from '../support/requests';

/** What has become of a consent. */
export type Standing = 'none' | 'registered' | 'cancelled' | 'deleted';

/** A consent as its caller knows it. */
export interface KnownConsent {
  readonly assertionId: string;
  readonly place: Place;
  /** What the service has confirmed. */
  acknowledged: Standing;
  /** What was asked for and never answered: it may have happened or not. */
  inDoubt: Exclude<Standing, 'none'> | null;
  /** Sent with every request about it, for those callers that do so. */
  readonly key: string | null;
}

type Step = 'registered' | 'cancelled' | 'deleted';

const contracts: Record<Step, string> = {
  registered: 'register-extended-consent',
  cancelled: 'cancel-extended-consent',
  deleted: 'delete-extended-consent',
};

const bodyOf = ({ assertionId, place }: KnownConsent, step: Step): object => {
  if (step === 'registered') return toRegister(assertionId, place);
  return step === 'cancelled' ? toCancel(assertionId) : toDelete(assertionId);
};

/** Asks the service for one step in a consent's life, and notes whether it was confirmed. Throws when there is no answer. */
export async function ask(url: string, consent: KnownConsent, step: Step): Promise<void> {
  consent.inDoubt = step;
  const headers: Record<string, string> =
    consent.key === null ? {} : { 'idempotency-key': `${consent.key}-${step}` };
  const { status, body } = await call(url, contracts[step], bodyOf(consent, step), headers);
  if (status > 201) throw new Error(`${step} was answered ${status}: ${JSON.stringify(body)}`);
  consent.acknowledged = step;
  consent.inDoubt = null;
}

let people = 0;

function newConsent(careProviderId: string, hasKey: boolean): KnownConsent {
  const assertionId = randomUUID();
  const place = { patientId: person(people++), careProviderId, careUnitId: `${careProviderId}1` };
  return { assertionId, place, acknowledged: 'none', inDoubt: null, key: hasKey ? assertionId : null };
}

/** Callers that register, cancel and delete as fast as they are answered. Every other one sends idempotency keys. */
export class Load {
  readonly consents: KnownConsent[] = [];
  confirmed = 0;

  constructor(
    private readonly url: string,
    readonly careProviderId: string,
  ) {}

  /** Returns when so many requests have been confirmed. */
  async until(confirmed: number): Promise<void> {
    while (this.confirmed < confirmed) await delay(5);
  }

  /** Goes on until the service no longer answers. */
  async run(callers: number): Promise<void> {
    await Promise.all(Array.from({ length: callers }, (_, number) => this.caller(number)));
  }

  private async caller(number: number): Promise<void> {
    for (let turn = number; ; turn++) {
      const consent = newConsent(this.careProviderId, number % 2 === 0);
      this.consents.push(consent);
      const ending: Step[][] = [[], ['cancelled'], ['deleted']];
      for (const step of ['registered', ...ending[turn % 3]!] as Step[]) {
        if (!(await this.isConfirmed(consent, step))) return;
      }
    }
  }

  /** A broken connection, fetch's TypeError, is what the test is about; any other refusal is a fault and ends it. */
  private async isConfirmed(consent: KnownConsent, step: Step): Promise<boolean> {
    try {
      await ask(this.url, consent, step);
      this.confirmed += 1;
      return true;
    } catch (error) {
      if ((error as Error).name !== 'TypeError') throw error;
      return false;
    }
  }
}
