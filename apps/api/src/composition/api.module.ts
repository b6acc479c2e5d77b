import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ConsentLedger, type LedgerParts, type OpenLedger } from '#consent-ledger';
import type { NoteSigner } from '#evidence';
import { ReadBarrier, ReadModelStorage, ReadModelUpdater, RememberedAnswers } from '#ledger';
import type { Clock, Config, Logger, Tracing } from '#platform';
import type { WebhookSecrets } from '#webhooks';
import { AccessRecorder } from '../audit/accesses/access-recorder';
import { asOf } from '../audit/as-of/as-of.contract';
import { Explanations } from '../audit/as-of/explanations';
import { PatientHistories } from '../audit/as-of/patient-histories';
import { Decisions } from '../audit/decisions/decisions.contract';
import { DecisionsController } from '../audit/decisions/decisions.controller';
import { DecisionRecorder } from '../audit/decisions/decision-recorder';
import { History } from '../audit/history/history.contract';
import { HistoryController } from '../audit/history/history.controller';
import type { SystemNow } from '../authentication/authenticate';
import { AccessRecords } from '../contract/access-records';
import { contracts, jsonOnly, soapContracts, soapOnly } from '../contracts';
import { jsonController } from '../doors/json/json-controller';
import { FailureLog } from '../doors/problems/failure-log';
import { JsonDoor } from '../doors/json/json-door';
import { LogicalAddresses } from '../contract/logical-addresses';
import { StreamParts } from '../doors/stream/page-stream';
import { PageStreams } from '../doors/stream/page-streams';
import { ProblemFilter } from '../doors/problems/problem-filter';
import { LoggedProblems } from '../doors/problems/logged-problems';
import { ProblemLog } from '../contract/problem-log';
import { ProblemsController } from '../doors/problems/problems.controller';
import { RequestContexts } from '../doors/http/request-contexts';
import { ContractRunner } from '../contract/run-contract';
import { wsdlController } from '../doors/wsdl';
import { SoapDoor } from '../doors/soap/soap-door';
import { fhirParts } from '../fhir';
import { HealthController } from '../health/health.controller';
import { LogProbe } from '../health/log-probe';
import { Readiness } from '../health/readiness';
import { metered } from '../observability/metered-event-store';
import { Metrics } from '../observability/metrics';
import { tracedBarrier, tracedStore } from '../observability/traced-parts';
import { ReadModelGauges } from '../health/read-model-gauges';
import {
  AUDIT_STORE,
  CALLERS_NOW,
  CLOCK,
  CONFIG,
  EVENT_STORE,
  LOG,
  SIGNER,
  TRACING,
  WEBHOOK_SECRETS,
} from '../surroundings/tokens';
import { webhookParts } from '../webhooks';

/** What exists before Nest does. */
export interface Surroundings {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly ledger: OpenLedger;
  /** Signs what the ledger says of itself. */
  readonly signer: NoteSigner;
  /** What a system may do now, whether it calls or not. */
  readonly systemNow: SystemNow;
  readonly webhookSecrets: WebhookSecrets;
  /** Absent where nothing is traced. */
  readonly tracing?: Tracing;
}

/** The composition root: the list of the service's parts. */
@Module({})
export class ApiModule {
  static of(surroundings: Surroundings): DynamicModule {
    return {
      module: ApiModule,
      controllers: [
        HealthController,
        ProblemsController,
        wsdlController(soapContracts, surroundings.config),
        ...[...contracts, ...jsonOnly].map(jsonController),
        HistoryController,
        jsonController(asOf),
        DecisionsController,
      ],
      providers: [
        ...provided(surroundings),
        ...[...contracts, ...jsonOnly, ...soapOnly, asOf].map(({ contract }) => contract),
        AccessRecorder,
        { provide: AccessRecords, useExisting: AccessRecorder },
        ContractRunner,
        DecisionRecorder,
        Decisions,
        Explanations,
        FailureLog,
        ...fhirParts,
        History,
        JsonDoor,
        LogicalAddresses,
        PatientHistories,
        LogProbe,
        Readiness,
        ReadModelGauges,
        RequestContexts,
        SoapDoor,
        ...[StreamParts, PageStreams, ...webhookParts],
        ProblemFilter,
        LoggedProblems,
        { provide: APP_FILTER, useExisting: ProblemFilter },
      ],
    };
  }
}

function provided(surroundings: Surroundings): Provider[] {
  const { config, clock, log, ledger, signer, tracing } = surroundings;
  const metrics = new Metrics();
  const { store, barrier } = traced(
    { store: metered(ledger.store, metrics), barrier: ledger.barrier },
    tracing,
  );
  return [
    { provide: CONFIG, useValue: config },
    { provide: CLOCK, useValue: clock },
    { provide: LOG, useValue: log },
    { provide: SIGNER, useValue: signer },
    { provide: CALLERS_NOW, useValue: surroundings.systemNow },
    { provide: WEBHOOK_SECRETS, useValue: surroundings.webhookSecrets },
    { provide: TRACING, useValue: tracing ?? null },
    { provide: EVENT_STORE, useValue: ledger.store },
    { provide: AUDIT_STORE, useValue: ledger.auditStore },
    { provide: ReadBarrier, useValue: barrier },
    { provide: ReadModelStorage, useValue: ledger.storage },
    { provide: ReadModelUpdater, useValue: ledger.updater },
    { provide: Metrics, useValue: metrics },
    { provide: ConsentLedger, useValue: new ConsentLedger({ ...ledger, store, barrier }) },
    { provide: ProblemLog, useExisting: LoggedProblems },
    { provide: RememberedAnswers, useValue: new RememberedAnswers(store) },
  ];
}

const traced = (parts: Omit<LedgerParts, 'storage'>, tracing?: Tracing): Omit<LedgerParts, 'storage'> =>
  tracing
    ? { store: tracedStore(parts.store, tracing), barrier: tracedBarrier(parts.barrier, tracing) }
    : parts;
