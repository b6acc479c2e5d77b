import { Counter, Gauge } from 'prom-client';
import type { NotaryReport } from '#evidence';
import type { Metrics } from './metrics';

/** Shows how far the ledger's events are in the tree, and how far they are signed for, looked up whenever Prometheus reads. */
export function showCheckpoints({ registry }: Metrics, report: () => NotaryReport): void {
  const show = (name: string, help: string, valueIn: (found: NotaryReport) => number): void => {
    const collect = (): void => gauge.set(valueIn(report()));
    const gauge = new Gauge({ name, help, registers: [registry], collect });
  };
  show('consent_tree_size', 'Events that are in the tree.', ({ treeSize }) => treeSize);
  show(
    'consent_checkpoint_size',
    'Events that the newest checkpoint covers.',
    ({ checkpointSize }) => checkpointSize,
  );
  show(
    'consent_checkpoint_timestamp_seconds',
    'When the newest checkpoint was signed, in seconds since 1970; 0 before the first.',
    ({ signedAt }) => (signedAt === null ? 0 : Date.parse(signedAt) / 1000),
  );
  new Counter({
    name: 'consent_checkpoint_failures_total',
    help: 'Times that a checkpoint could not be signed, refusals included.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(report().failures);
    },
  });
}
