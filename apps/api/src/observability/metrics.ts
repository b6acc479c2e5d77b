import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const LATENCY_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const APPEND_OUTCOMES = ['appended', 'lost race', 'failed'] as const;
const RECORD_OUTCOMES = ['recorded', 'failed', 'lost'] as const;

const UNPROVED_OUTCOMES = ['refused', 'limited'] as const;

export type AppendOutcome = (typeof APPEND_OUTCOMES)[number];

export type RecordOutcome = (typeof RECORD_OUTCOMES)[number];

export type UnprovedOutcome = (typeof UNPROVED_OUTCOMES)[number];

/** What Prometheus reads at `/metrics`. Labels hold names of contracts, doors and codes, never anything a caller sent. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  private readonly requests = new Counter({
    name: 'consent_requests_total',
    help: 'Requests answered, by contract, door and result code; technical failures have the code PROBLEM.',
    labelNames: ['contract', 'door', 'result'] as const,
    registers: [this.registry],
  });

  private readonly latency = new Histogram({
    name: 'consent_request_duration_seconds',
    help: 'Time from a request to its answer, by contract and door.',
    labelNames: ['contract', 'door'] as const,
    buckets: LATENCY_BUCKETS,
    registers: [this.registry],
  });

  private readonly appends = new Counter({
    name: 'consent_appends_total',
    help: 'Appends to the ledger, by outcome: appended, lost race, failed.',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  private readonly appendLatency = new Histogram({
    name: 'consent_append_duration_seconds',
    help: 'Time until an append to the ledger was durable.',
    buckets: LATENCY_BUCKETS,
    registers: [this.registry],
  });

  private readonly decisions = new Counter({
    name: 'consent_decisions_total',
    help: 'Decisions of checks, by what became of their record: recorded, failed (not written at a try), lost (never written).',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  private readonly accesses = new Counter({
    name: 'consent_accesses_total',
    help: 'Accesses and denied calls, by what became of their record: recorded, failed (not written at a try), lost (never written).',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  private readonly unproved = new Counter({
    name: 'consent_unproved_requests_total',
    help: 'Requests that did not prove who sent them: refused (answered with what is wrong), limited (too many of one address).',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  private readonly decisionLatency = new Histogram({
    name: 'consent_decision_flush_duration_seconds',
    help: 'Time until a batch of decisions was durable.',
    buckets: LATENCY_BUCKETS,
    registers: [this.registry],
  });

  /** Outcomes that matter are counted from 0: Prometheus sees no increase in a counter that first appears at 1. */
  constructor() {
    collectDefaultMetrics({ register: this.registry });
    for (const outcome of APPEND_OUTCOMES) this.appends.inc({ outcome }, 0);
    for (const outcome of UNPROVED_OUTCOMES) this.unproved.inc({ outcome }, 0);
    for (const outcome of RECORD_OUTCOMES) {
      this.decisions.inc({ outcome }, 0);
      this.accesses.inc({ outcome }, 0);
    }
  }

  requestAnswered(labels: { contract: string; door: string; result: string }, seconds: number): void {
    this.requests.inc(labels);
    this.latency.observe({ contract: labels.contract, door: labels.door }, seconds);
  }

  appendEnded(outcome: AppendOutcome, seconds: number): void {
    this.appends.inc({ outcome });
    this.appendLatency.observe(seconds);
  }

  decisionsRecorded(decisions: number, seconds: number): void {
    this.decisions.inc({ outcome: 'recorded' }, decisions);
    this.decisionLatency.observe(seconds);
  }

  decisionsNotRecorded(outcome: 'failed' | 'lost', decisions: number): void {
    this.decisions.inc({ outcome }, decisions);
  }

  accessRecords(outcome: RecordOutcome, records: number): void {
    this.accesses.inc({ outcome }, records);
  }

  unprovedRequest(outcome: UnprovedOutcome): void {
    this.unproved.inc({ outcome });
  }

  /** Adds a gauge whose values, by label, are looked up at each reading. */
  gauge(
    name: string,
    help: string,
    labelName: string,
    read: () => Promise<Iterable<[string, number]>>,
  ): void {
    new Gauge({
      name,
      help,
      labelNames: [labelName],
      registers: [this.registry],
      async collect() {
        for (const [label, value] of await read()) this.set({ [labelName]: label }, value);
      },
    });
  }
}
