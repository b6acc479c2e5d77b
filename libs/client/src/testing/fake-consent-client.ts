import type { RequestAt } from '#contracts';
import type { ConsentApi } from '../messages/consent-api';
import type { Answered, ChangeRefusal, ChangeResult, Question } from '../messages/results';
import { FakeConsents } from './fake-consents';

export interface FakeOptions {
  /** What time it is, in milliseconds since 1970. Default: that of the machine. */
  readonly clock?: () => number;
}

/**
 * A consent service in memory, for callers' own tests. Feed it by `registerExtendedConsent`, as the service is fed. It answers checks,
 * changes and lists of requests that are in order as the service does. It does not validate, has no rights and pages, and cannot answer
 * questions about the past.
 */
export class FakeConsentClient implements ConsentApi {
  private readonly consents: FakeConsents;
  private failure: Error | null = null;
  private position = 0;

  constructor({ clock = Date.now }: FakeOptions = {}) {
    this.consents = new FakeConsents(clock);
  }

  /** Makes every call fail like this, until it is called with `null`. */
  failWith(failure: Error | null): void {
    this.failure = failure;
  }

  registerExtendedConsent = async (
    registration: RequestAt<'register-extended-consent'>,
  ): Promise<ChangeResult> => this.change(() => this.consents.register(registration));

  cancelExtendedConsent: ConsentApi['cancelExtendedConsent'] = async ({ assertionId, cancellationAction }) =>
    this.change(() => this.consents.close(assertionId, 'cancellation', cancellationAction));

  deleteExtendedConsent: ConsentApi['deleteExtendedConsent'] = async ({ assertionId, deletionAction }) =>
    this.change(() => this.consents.close(assertionId, 'deletion', deletionAction));

  endConsentByPatient: ConsentApi['endConsentByPatient'] = async (end) =>
    this.change(() => this.consents.end(end));

  checkConsent: ConsentApi['checkConsent'] = async (question) =>
    this.answer(() => this.consents.check(question));

  checkConsents: ConsentApi['checkConsents'] = async ({ questions }) =>
    this.answer(() => ({ answers: questions.map((question) => this.checkAnswer(question)) }));

  checkAll: ConsentApi['checkAll'] = async (questions) =>
    this.answer(() => questions.map((question) => this.answer(() => this.consents.check(question))));

  getConsentsForPatient: ConsentApi['getConsentsForPatient'] = async (asked) =>
    this.answer(() => ({
      pdlAssertions: this.consents.list({ ...asked, ended: false }).map(({ pDLAssertion }) => pDLAssertion),
    }));

  getExtendedConsentsForPatient: ConsentApi['getExtendedConsentsForPatient'] = async (asked) =>
    this.answer(() => ({ pdlAssertions: this.consents.list({ ...asked, ended: asked.getCancelledFlag }) }));

  getAllExtendedConsentsForPatient: ConsentApi['getAllExtendedConsentsForPatient'] = async (asked) =>
    this.answer(() => ({
      pdlAssertions: this.consents.list({ patientId: asked.patientId, ended: asked.getCancelledFlag }),
    }));

  getConsentsForCareProvider: ConsentApi['getConsentsForCareProvider'] = async () =>
    this.cannot('lists of a care provider');

  getConsentChanges: ConsentApi['getConsentChanges'] = async () => this.cannot('changes of a care provider');

  getConsentSnapshot: ConsentApi['getConsentSnapshot'] = async () =>
    this.cannot('snapshots of a care provider');

  createWebhook: ConsentApi['createWebhook'] = async () => this.cannot('webhooks');

  getWebhooks: ConsentApi['getWebhooks'] = async () => this.cannot('webhooks');

  rotateWebhookSecret: ConsentApi['rotateWebhookSecret'] = async () => this.cannot('webhooks');

  redeliverWebhookMessages: ConsentApi['redeliverWebhookMessages'] = async () => this.cannot('webhooks');

  removeWebhook: ConsentApi['removeWebhook'] = async () => this.cannot('webhooks');

  asOf: ConsentApi['asOf'] = async () => this.cannot('questions about the past');

  searchDecisions: ConsentApi['searchDecisions'] = async () => this.cannot('questions about the past');

  private change(make: () => ChangeRefusal | null): ChangeResult {
    if (this.failure) throw this.failure;
    const code = make();
    const { correlationId } = this;
    if (code !== null)
      return {
        kind: 'refused',
        code,
        text: `Refused by the fake: ${code}`,
        faults: [],
        correlationId,
        position: null,
      };
    this.position += 1;
    return { kind: 'answered', code: 'OK', content: null, correlationId, position: this.position };
  }

  private answer<Content>(contentOf: () => Content): Answered<Content> {
    if (this.failure) throw this.failure;
    const { correlationId, position } = this;
    return { kind: 'answered', code: 'OK', content: contentOf(), correlationId, position };
  }

  private checkAnswer(question: Question) {
    const result: { readonly resultCode: 'OK' } = { resultCode: 'OK' };
    return { checkResult: { result, ...this.consents.check(question) } };
  }

  private readonly correlationId = 'fake';

  private cannot(what: string): never {
    throw new Error(`The fake cannot answer ${what}.`);
  }
}
