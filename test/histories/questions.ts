import { anyCaller, boundedCaller } from './requests';
import type { Asked, ContractsInProcess } from './contracts-in-process';
import { EMPLOYEES, PATIENTS, UNITS, type History } from './history';
import type { NaiveAnswers } from './naive-answers';
import { onTheWire, type World } from './world';

/** A question, the service's answer to it, and the one that it should be. */
export interface Compared {
  readonly question: string;
  readonly expected: unknown;
  readonly answer: Promise<unknown>;
}

const OK = { resultCode: 'OK' };
const each = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Asks everything that can be asked about one history. */
export class Questions {
  private readonly now: number;

  constructor(
    private readonly contracts: ContractsInProcess,
    private readonly world: World,
    private readonly history: History,
  ) {
    this.now = world.begins + history.askedAt;
  }

  all(naive: NaiveAnswers): Compared[] {
    return [...this.checks(naive), ...this.patients(naive), ...this.careProviders(naive)];
  }

  private checks(naive: NaiveAnswers): Compared[] {
    const actors = each(UNITS).flatMap((unit) => each(EMPLOYEES).map((employee) => ({ unit, employee })));
    return each(PATIENTS).flatMap((patient) =>
      actors.map(({ unit, employee }) => ({
        question: `check patient ${patient}, unit ${unit}, employee ${employee}`,
        expected: { checkResult: { result: OK, ...naive.check(patient, unit, employee) } },
        answer: this.ask('CheckConsent', {
          accessingActor: { employeeId: this.world.employees[employee], ...this.world.units[unit] },
          patientId: this.world.patients[patient],
        }),
      })),
    );
  }

  private patients(naive: NaiveAnswers): Compared[] {
    return each(PATIENTS).flatMap((patient) => [
      ...([0, 1] as const).flatMap((provider) => this.patientAt(naive, patient, provider)),
      ...[true, false].map((flag) => this.everywhere(naive, patient, flag)),
      this.everywhereForBounded(naive, patient),
    ]);
  }

  private patientAt(naive: NaiveAnswers, patient: number, provider: 0 | 1): Compared[] {
    const body = { careProviderId: this.world.providers[provider], patientId: this.world.patients[patient] };
    const pdlAssertions = naive.consentsForPatient(patient, provider);
    return [
      {
        question: `consents of patient ${patient} at ${provider}`,
        expected: { getConsentsResult: { result: OK, pdlAssertions } },
        answer: this.ask('GetConsentsForPatient', body),
      },
      ...[true, false].map((getCancelledFlag) => ({
        question: `extended consents of patient ${patient} at ${provider}, ${getCancelledFlag}`,
        expected: extended(naive.extendedConsents(patient, [provider], getCancelledFlag)),
        answer: this.ask('GetExtendedConsentsForPatient', { ...body, getCancelledFlag }),
      })),
    ];
  }

  private everywhere(naive: NaiveAnswers, patient: number, getCancelledFlag: boolean): Compared {
    const body = { patientId: this.world.patients[patient], getCancelledFlag };
    return {
      question: `all consents of patient ${patient}, ${getCancelledFlag}`,
      expected: extended(naive.extendedConsents(patient, [0, 1], getCancelledFlag)),
      answer: this.ask('GetAllExtendedConsentsForPatient', body),
    };
  }

  /** Who may act for the first care provider only is told that it is a part. */
  private everywhereForBounded(naive: NaiveAnswers, patient: number): Compared {
    const body = { patientId: this.world.patients[patient], getCancelledFlag: true };
    const result = {
      resultCode: 'INFO',
      resultText: 'Svaret omfattar endast de vårdgivare som anropande system har behörighet till',
    };
    return {
      question: `all consents of patient ${patient}, for a bounded caller`,
      expected: extended(naive.extendedConsents(patient, [0], true), result),
      answer: this.ask('GetAllExtendedConsentsForPatient', body, boundedCaller(this.world)),
    };
  }

  private careProviders(naive: NaiveAnswers): Compared[] {
    const since = this.history.since === null ? null : this.history.since * 1000;
    const pagings = ['cursor', 'time'] as const;
    return ([0, 1] as const).flatMap((provider) =>
      pagings.map((paging) => {
        const flag = (paging === 'cursor') === (provider === 0);
        return {
          question: `care provider ${provider}, ${flag}, by ${paging}`,
          expected: naive.careProvider(provider, flag, since),
          answer: this.allPages(this.world.providers[provider], flag, paging),
        };
      }),
    );
  }

  private async allPages(careProviderId: string, getCancelledFlag: boolean, by: 'cursor' | 'time') {
    const found = { assertions: [] as object[], cancelledAssertions: [] as object[] };
    const { since } = this.history;
    let next: object =
      since === null ? {} : { createdOnOrAfter: onTheWire(this.world.begins + since * 1000) };
    for (let pages = 1; pages <= 10; pages++) {
      const body = { careProviderId, getCancelledFlag, ...next };
      const answer = (await this.ask('GetConsentsForCareProvider', body)) as CareProviderPage;
      const { assertions, cancelledAssertions, moreOnOrAfter, hasMore } = answer.getAllAssertionsResult;
      found.assertions.push(...assertions);
      found.cancelledAssertions.push(...cancelledAssertions);
      if (!hasMore) return { ...found, moreOnOrAfter };
      next = by === 'cursor' ? { cursor: answer.cursor } : { createdOnOrAfter: moreOnOrAfter };
    }
    throw new Error('The pages do not end.');
  }

  private ask(contract: Asked['contract'], body: object, caller = anyCaller): Promise<unknown> {
    return this.contracts.ask({ contract, body, caller, now: this.now });
  }
}

const extended = (pdlAssertions: object[], result: object = OK) => ({
  getExtendedConsentsResult: { result, pdlAssertions },
});

interface CareProviderPage {
  readonly getAllAssertionsResult: {
    readonly assertions: object[];
    readonly cancelledAssertions: object[];
    readonly moreOnOrAfter: string;
    readonly hasMore: boolean;
  };
  readonly cursor: string;
}
