import { action } from '../support/requests';
import { boundedCaller, closingAction, spelledId } from './requests';
import { providerOf, type NaiveConsent, type NaiveLedger } from './naive-ledger';
import { onTheWire, type World } from './world';

/** A moment that questions are asked at, in milliseconds from the history's first. */
type Moment = number;

const isExpired = ({ end, recordedAt }: NaiveConsent, at: Moment): boolean => Math.max(at, recordedAt) > end;
const isStarted = ({ start, recordedAt }: NaiveConsent, at: Moment): boolean =>
  start <= Math.max(at, recordedAt);
const isInForce = (consent: NaiveConsent, at: Moment): boolean => !consent.closed && !isExpired(consent, at);

/** What every query must answer, found by filtering the list of consents. */
export class NaiveAnswers {
  constructor(
    private readonly ledger: NaiveLedger,
    private readonly world: World,
    private readonly at: Moment,
  ) {}

  check(patient: number, unit: number, employee: number): object {
    const match = this.of(patient)
      .filter((consent) => isInForce(consent, this.at) && isStarted(consent, this.at))
      .filter(({ registered }) => registered.unit === unit)
      .findLast(({ registered }) => registered.employee === null || registered.employee === employee);
    return match ? { hasConsent: true, assertionType: match.registered.type } : { hasConsent: false };
  }

  consentsForPatient(patient: number, provider: 0 | 1): object[] {
    return this.inForce(patient)
      .filter(({ registered }) => providerOf(registered.unit) === provider)
      .map((consent) => this.assertion(consent));
  }

  extendedConsents(patient: number, providers: readonly number[], withCancelled: boolean): object[] {
    return (withCancelled ? this.of(patient) : this.inForce(patient))
      .filter(({ registered }) => providers.includes(providerOf(registered.unit)))
      .map((consent) => this.extended(consent));
  }

  /** In the order in which they last changed. `since` is in milliseconds. */
  careProvider(provider: 0 | 1, withCancelled: boolean, since: Moment | null): object {
    const changed = this.ledger
      .consents()
      .filter(({ registered }) => providerOf(registered.unit) === provider)
      .filter(({ latest }) => this.ledger.storedAt(latest) >= (since ?? -Infinity))
      .sort((one, other) => one.latest - other.latest);
    const isHeld = (consent: NaiveConsent) => isInForce(consent, this.at);
    return {
      assertions: changed.filter(isHeld).map((consent) => this.assertion(consent)),
      cancelledAssertions: changed
        .filter((consent) => withCancelled && consent.isEndedEarly && !isHeld(consent))
        .map(({ registered, closed, end }) => ({
          assertionId: spelledId(registered, this.world),
          cancellationDate: closed
            ? closingAction(closed, this.world).registrationDate
            : onTheWire(this.world.begins + end),
        })),
      moreOnOrAfter: this.syncPoint(provider, since),
    };
  }

  private syncPoint(provider: 0 | 1, since: Moment | null): string {
    const known = [this.ledger.latestStorage(provider), since].filter((moment) => moment !== null);
    return onTheWire(known.length === 0 ? 0 : this.world.begins + Math.max(...known));
  }

  private of(patient: number): NaiveConsent[] {
    return this.ledger.consents().filter(({ registered }) => registered.patient === patient);
  }

  private inForce(patient: number): NaiveConsent[] {
    return this.of(patient).filter((consent) => isInForce(consent, this.at));
  }

  private assertion({ registered, start, end }: NaiveConsent): object {
    const { employees, units, patients, begins } = this.world;
    return {
      assertionId: spelledId(registered, this.world),
      assertionType: registered.type,
      scope: 'NationalLevel',
      ...units[registered.unit],
      ...(registered.employee !== null && { employeeId: employees[registered.employee] }),
      startDate: onTheWire(begins + start),
      ...(end !== Infinity && { endDate: onTheWire(begins + end) }),
      ownerId: boundedCaller(this.world).systemId,
      patientId: patients[registered.patient],
    };
  }

  private extended(consent: NaiveConsent): object {
    const { registered, closed } = consent;
    const { patients } = this.world;
    const info = closed?.what === 'cancel' ? 'cancellationInfo' : 'deletionInfo';
    return {
      pDLAssertion: this.assertion(consent),
      ...(registered.guardian !== null && { representedBy: patients[registered.guardian] }),
      registrationInfo: action,
      ...(closed && { [info]: closingAction(closed, this.world) }),
    };
  }
}
