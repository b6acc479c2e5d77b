import type { RequestAt } from '#contracts';
import type { ChangeOptions, CheckOptions, QueryOptions } from './call-options';
import type { ChangeResult, CheckAnswer, CheckContent, ContentAt, QueryResult, Question } from './results';
import type { WebhookApi } from './webhook-api';

type ConsentsForCareProvider = ContentAt<'get-consents-for-care-provider', 'getAllAssertionsResult'>;

type ConsentChanges = ContentAt<'get-consent-changes', 'getConsentChangesResult'>;

type Snapshot = ContentAt<'get-consent-snapshot', 'getConsentSnapshotResult'>;

type ExtendedConsents = ContentAt<'get-extended-consents-for-patient', 'getExtendedConsentsResult'>;

/**
 * The contracts of the consent service, a method each under the name that the OpenAPI document has for it, and `checkAll`.
 * A refusal is a result. Every method throws a ConsentServiceError when no contract answers.
 */
export interface ConsentApi extends WebhookApi {
  /** Starts a consent, or access in an emergency. */
  registerExtendedConsent(
    request: RequestAt<'register-extended-consent'>,
    options?: ChangeOptions,
  ): Promise<ChangeResult>;

  /** May this employee, at this unit, read? */
  checkConsent(request: Question, options?: CheckOptions): Promise<QueryResult<CheckContent>>;

  /** The contract behind `checkAll`, with its answers as they are sent. */
  checkConsents(
    request: RequestAt<'check-consents'>,
    options?: QueryOptions,
  ): Promise<QueryResult<ContentAt<'check-consents', 'checkConsentsResult'>>>;

  /** Asks 1–1000 checks at one position of the ledger. The answers are in the order of the questions, and as many. */
  checkAll(
    questions: readonly Question[],
    options?: QueryOptions,
  ): Promise<QueryResult<readonly CheckAnswer[]>>;

  /** A patient's consents at one care provider. */
  getConsentsForPatient(
    request: RequestAt<'get-consents-for-patient'>,
    options?: QueryOptions,
  ): Promise<QueryResult<ContentAt<'get-consents-for-patient', 'getConsentsResult'>>>;

  /** The same, and who did what to each. */
  getExtendedConsentsForPatient(
    request: RequestAt<'get-extended-consents-for-patient'>,
    options?: QueryOptions,
  ): Promise<QueryResult<ExtendedConsents>>;

  /** The same, across all care providers. */
  getAllExtendedConsentsForPatient(
    request: RequestAt<'get-all-extended-consents-for-patient'>,
    options?: QueryOptions,
  ): Promise<QueryResult<ExtendedConsents>>;

  /** A care provider's consents, page by page, for systems that keep a copy. */
  getConsentsForCareProvider(
    request: RequestAt<'get-consents-for-care-provider'>,
    options?: QueryOptions,
  ): Promise<QueryResult<ConsentsForCareProvider>>;

  /** Every change of a care provider's consents, page by page, for systems that keep a copy. */
  getConsentChanges(
    request: RequestAt<'get-consent-changes'>,
    options?: QueryOptions,
  ): Promise<QueryResult<ConsentChanges>>;

  /** A care provider's valid consents, signed, for answers while the service cannot be reached. A ConsentSnapshot reads it. */
  getConsentSnapshot(
    request: RequestAt<'get-consent-snapshot'>,
    options?: QueryOptions,
  ): Promise<QueryResult<Snapshot>>;

  /** Moves the end of a consent closer. */
  endConsentByPatient(
    request: RequestAt<'end-consent-by-patient'>,
    options?: ChangeOptions,
  ): Promise<ChangeResult>;

  /** Ends a consent because the patient asked. */
  cancelExtendedConsent(
    request: RequestAt<'cancel-extended-consent'>,
    options?: ChangeOptions,
  ): Promise<ChangeResult>;

  /** Ends a consent that was registered by mistake. */
  deleteExtendedConsent(
    request: RequestAt<'delete-extended-consent'>,
    options?: ChangeOptions,
  ): Promise<ChangeResult>;

  /** Whether a check would have been granted. For auditors. */
  asOf(
    request: RequestAt<'as-of'>,
    options?: QueryOptions,
  ): Promise<QueryResult<ContentAt<'as-of', 'asOfResult'>>>;

  /** Recorded checks and their answers. For auditors. */
  searchDecisions(
    request: RequestAt<'decisions'>,
    options?: QueryOptions,
  ): Promise<QueryResult<ContentAt<'decisions', 'decisionsResult'>>>;
}
