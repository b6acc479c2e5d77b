import { Injectable } from '@nestjs/common';
import { Readiness, type ReadModelReport } from './readiness';
import { Metrics } from '../observability/metrics';

/** Shows where each read model stands, looked up whenever Prometheus reads. */
@Injectable()
export class ReadModelGauges {
  constructor(
    metrics: Metrics,
    private readonly readiness: Readiness,
  ) {
    const readModel = 'read_model';
    metrics.gauge(
      'consent_read_model_position',
      'The last event that a read model has applied.',
      readModel,
      () => this.values(({ position }) => position),
    );
    metrics.gauge(
      'consent_read_model_lag',
      'How far a read model is behind the ledger, in positions.',
      readModel,
      () => this.values(({ lag }) => lag),
    );
  }

  private async values(value: (report: ReadModelReport) => number): Promise<[string, number][]> {
    const readModels = await this.readiness.standing();
    return readModels.map((report) => [report.name, value(report)]);
  }
}
