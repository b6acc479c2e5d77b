import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { accessKind, openRecordLog, type Access, type RecordLog, type RecordWitness } from '#audit';
import type { EventStore } from '#event-store';
import { newRandomId, type Config, type Logger } from '#platform';
import { AccessRecords, type Call } from '../../contract/access-records';
import type { Outcome } from '../../contract/contract';
import type { RequestContext } from '../../contract/request-context';
import { Metrics } from '../../observability/metrics';
import { AUDIT_STORE, CONFIG, LOG } from '../../surroundings/tokens';
import { subjectOf } from './subject-of';

/** Records who looked at what, and which calls were denied: the setting DECISION_LOG says how, as of decisions. */
@Injectable()
export class AccessRecorder extends AccessRecords implements OnApplicationShutdown {
  private readonly accesses: RecordLog<Access>;

  constructor(
    @Inject(CONFIG) { DECISION_LOG: mode }: Config,
    @Inject(AUDIT_STORE) auditStore: EventStore,
    @Inject(LOG) log: Logger,
    metrics: Metrics,
  ) {
    super();
    this.accesses = openRecordLog(accessKind, mode, auditStore, witness(log, metrics));
  }

  record(call: Call, outcome: Outcome): Promise<void> | void {
    const isDenied = outcome.denial !== undefined || outcome.result.resultCode === 'ACCESSDENIED';
    const access = accessOf(call, outcome, isDenied);
    if (call.context.goesOn && !isDenied && access.shown === 0) return;
    if (isDenied || call.contract.shown) return this.accesses.record(access);
  }

  /** Nobody is answered any more by then. */
  onApplicationShutdown(): Promise<void> {
    return this.accesses.close();
  }
}

function accessOf(
  { contract, request, context }: Call,
  { content, position, knownPosition, denial }: Outcome,
  isDenied: boolean,
): Access {
  const { correlationId, systemId, originalConsumer, onBehalfOf, proof } = context.provenance;
  return {
    id: newRandomId(),
    askedAt: context.now,
    position: knownPosition ?? position,
    contract: contract.name,
    ...(request && subjectOf(request)),
    ...(content && contract.patientOf && { patient: contract.patientOf(content) }),
    isGranted: !isDenied,
    denial,
    shown: content ? (contract.shown?.(content) ?? 0) : 0,
    callerId: systemId,
    originalConsumer,
    onBehalfOf,
    proof,
    correlationId,
    door: doorOf(context),
  };
}

const doorOf = ({ isSent, provenance }: RequestContext): Access['door'] =>
  isSent ? 'webhook' : provenance.door;

const witness = (log: Logger, metrics: Metrics): RecordWitness => ({
  recorded: (records) => metrics.accessRecords('recorded', records),
  failed: (records, error) => {
    metrics.accessRecords('failed', records);
    log.error('Records of accesses could not be written.', { records, cause: error.stack });
  },
  lost: (records) => {
    metrics.accessRecords('lost', records);
    log.error('Records of accesses are lost: what they were about was answered.', { records });
  },
});
