import type { Close, EndByPatient, Register, Step } from './history';

export type ResultCode =
  'OK' | 'VALIDATION_ERROR' | 'ACCESSDENIED' | 'NOTFOUND' | 'ALREADYEXISTS' | 'INVALIDSTATE';

/** The care provider of each unit, as in the world: its first two units are the first one's. */
export const providerOf = (unit: number): 0 | 1 => (unit < 2 ? 0 : 1);

/** A consent as a list of facts leaves it. All times are milliseconds from the history's first moment. */
export interface NaiveConsent {
  readonly registered: Register;
  readonly start: number;
  /** The last valid instant; infinite for one until further notice. */
  readonly end: number;
  readonly closed: Close | undefined;
  /** Whether it was ended or closed while it still ran as registered. */
  readonly isEndedEarly: boolean;
  /** The latest time at which a fact about it was recorded. */
  readonly recordedAt: number;
  /** Where its latest fact stands in the list. */
  readonly latest: number;
}

const endOf = (seconds: number | null): number => (seconds === null ? Infinity : seconds * 1000);

const wholeSecond = (milliseconds: number): number => Math.floor(milliseconds / 1000);

/** Two registrations that ask for the same, whoever asks when and however the id is spelled. */
const asks = ({ at: _, isBounded: __, isUpperCase: ___, ...rest }: Register): string => JSON.stringify(rest);

/**
 * The ledger as anyone would write it down on paper: the list of what has happened, read from the beginning for every question.
 * It shares nothing with the service but the contracts' meaning.
 */
export class NaiveLedger {
  private readonly facts: Step[] = [];

  constructor(private readonly isForgiving: boolean) {}

  /** What a request is answered; when that is OK, it has become a fact. */
  take(step: Step): ResultCode {
    const present = this.consents().find(({ registered }) => registered.consent === step.consent);
    const isRepeated = step.what === 'register' && present !== undefined;
    const code = step.what === 'register' ? this.register(step, present) : this.change(step, present);
    if (code === 'OK' && !isRepeated) this.facts.push(step);
    return code;
  }

  /** In the order of registration. */
  consents(): NaiveConsent[] {
    return this.facts.flatMap((fact) => (fact.what === 'register' ? [this.consentOf(fact)] : []));
  }

  /** When a fact was stored: by its care provider's clock that never goes back. */
  storedAt(index: number): number {
    const provider = this.providerOfFact(this.facts[index]!);
    const before = this.facts.slice(0, index + 1).filter((fact) => this.providerOfFact(fact) === provider);
    return Math.max(...before.map(({ at }) => at));
  }

  /** The latest time at which anything of a care provider was stored, `null` for none. */
  latestStorage(provider: 0 | 1): number | null {
    const own = this.facts.filter((fact) => this.providerOfFact(fact) === provider);
    return own.length === 0 ? null : Math.max(...own.map(({ at }) => at));
  }

  private register(step: Register, present: NaiveConsent | undefined): ResultCode {
    if (step.start !== null && endOf(step.end) < step.start * 1000) return 'VALIDATION_ERROR';
    if (isForbidden(step, step.unit)) return 'ACCESSDENIED';
    if (present) return this.isForgiving && isSame(step, present) ? 'OK' : 'ALREADYEXISTS';
    return isOverAlready(step) ? 'VALIDATION_ERROR' : 'OK';
  }

  private change(step: Close | EndByPatient, present: NaiveConsent | undefined): ResultCode {
    if (!present || isOfAnother(step, present)) return 'NOTFOUND';
    if (isForbidden(step, present.registered.unit)) return 'NOTFOUND';
    if (present.closed) return 'INVALIDSTATE';
    return step.what === 'end' && !movesCloser(step, present) ? 'VALIDATION_ERROR' : 'OK';
  }

  private consentOf(registered: Register): NaiveConsent {
    const own = this.facts.filter(({ consent }) => consent === registered.consent);
    const ends = own.filter((fact) => fact.what === 'end').map((fact) => newEnd(fact));
    return {
      registered,
      start: registered.start === null ? registered.at : registered.start * 1000,
      end: ends.at(-1) ?? endOf(registered.end),
      isEndedEarly: own[1] !== undefined && own[1].at <= endOf(registered.end),
      closed: own.find((fact): fact is Close => fact.what === 'cancel' || fact.what === 'delete'),
      recordedAt: Math.max(...own.map(({ at }) => at)),
      latest: this.facts.lastIndexOf(own.at(-1)!),
    };
  }

  private providerOfFact({ consent }: Step): 0 | 1 {
    const registered = this.facts.find((fact) => fact.what === 'register' && fact.consent === consent);
    return providerOf((registered as Register).unit);
  }
}

const isForbidden = ({ isBounded }: Step, unit: number): boolean => isBounded && providerOf(unit) !== 0;

const isOfAnother = (step: Close | EndByPatient, { registered }: NaiveConsent): boolean =>
  step.what === 'end' && step.patient !== registered.patient;

/** One that states no start begins when it is recorded. */
const isOverAlready = ({ start, end, at }: Register): boolean => start === null && at > endOf(end);

const isSame = (step: Register, { registered, closed, end }: NaiveConsent): boolean =>
  !closed && end === endOf(registered.end) && asks(step) === asks(registered);

/** To end now is to have been valid until just before. */
const newEnd = ({ end, at }: EndByPatient): number => (end === null ? at - 1 : end * 1000);

function movesCloser(step: EndByPatient, present: NaiveConsent): boolean {
  const isPast = step.end !== null && step.end < wholeSecond(step.at);
  return !isPast && newEnd(step) < present.end;
}
