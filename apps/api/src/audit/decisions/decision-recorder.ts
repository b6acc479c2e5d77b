import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { decisionKind, openRecordLog, type Decision, type RecordLog, type RecordWitness } from '#audit';
import type { EventStore } from '#event-store';
import { newRandomId, type Config, type Logger } from '#platform';
import type { CheckAnswer, CheckQuestion } from '#read-models';
import type { Outcome } from '../../contract/contract';
import type { RequestContext } from '../../contract/request-context';
import { Metrics } from '../../observability/metrics';
import { AUDIT_STORE, CONFIG, LOG } from '../../surroundings/tokens';

/** Records who asked about whom, and the answer: the setting DECISION_LOG says how. */
@Injectable()
export class DecisionRecorder implements OnApplicationShutdown {
  private readonly decisions: RecordLog<Decision>;

  constructor(
    @Inject(CONFIG) { DECISION_LOG: mode }: Config,
    @Inject(AUDIT_STORE) auditStore: EventStore,
    @Inject(LOG) log: Logger,
    metrics: Metrics,
  ) {
    this.decisions = openRecordLog(decisionKind, mode, auditStore, witness(log, metrics));
  }

  /** The answer may be given when this is done. @throws StoreUnavailable */
  record(
    question: CheckQuestion,
    outcome: Outcome<CheckAnswer>,
    context: RequestContext,
  ): Promise<void> | void {
    return this.decisions.record(decisionOf(question, outcome, context));
  }

  /** Nobody is answered any more by then. */
  onApplicationShutdown(): Promise<void> {
    return this.decisions.close();
  }
}

/** The id is random, because it is what keeps a record's hash from being guessed, which a receipt for the record beside it shows. */
function decisionOf(
  { patient: { root, extension }, employeeId, careProviderId, careUnitId }: CheckQuestion,
  { result, content, position, knownPosition, denial }: Outcome<CheckAnswer>,
  { now, provenance }: RequestContext,
): Decision {
  const { correlationId, door, systemId, originalConsumer, onBehalfOf, proof } = provenance;
  return {
    id: newRandomId(),
    decidedAt: now,
    position: knownPosition ?? position,
    patient: { root, extension },
    employeeId,
    careProviderId,
    careUnitId,
    result: result.resultCode === 'OK' ? 'OK' : 'ACCESSDENIED',
    denial,
    hasConsent: content?.hasConsent ?? false,
    assertionType: content?.assertionType,
    assertionId: content?.assertionId,
    callerId: systemId,
    originalConsumer,
    onBehalfOf,
    proof,
    correlationId,
    door,
  };
}

const witness = (log: Logger, metrics: Metrics): RecordWitness => ({
  recorded: (decisions, seconds) => metrics.decisionsRecorded(decisions, seconds),
  failed: (decisions, error) => {
    metrics.decisionsNotRecorded('failed', decisions);
    log.error('Decisions could not be recorded.', { decisions, cause: error.stack });
  },
  lost: (decisions) => {
    metrics.decisionsNotRecorded('lost', decisions);
    log.error('Decisions were answered and are lost: there is no record of them.', { decisions });
  },
});
