import { Counter, Gauge, type Registry } from 'prom-client';
import type { NotaryReport, StampingReport, WitnessingReport } from '#evidence';
import type { Metrics } from './metrics';

/** What is shown of checkpoints, their witnesses and their time stamps; `null` where there are none. */
interface Shown extends NotaryReport {
  readonly witnessed: WitnessingReport | null;
  readonly stamped: StampingReport | null;
}

type Show = (name: string, help: string, valueIn: (found: Shown) => number) => void;

/** Shows how far the ledger's events are in the tree, and how far they are signed for, looked up whenever Prometheus reads. */
export function showCheckpoints({ registry }: Metrics, report: () => Shown): void {
  const show: Show = (name, help, valueIn) => {
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
    ({ signedAt }) => secondsOf(signedAt),
  );
  showOthers(show);
  const count = countOn(registry);
  count(
    'consent_time_stamp_failures_total',
    'Times that no time stamp was got for a checkpoint.',
    () => report().stamped?.failures ?? 0,
  );
  count(
    'consent_checkpoint_failures_total',
    'Times that a checkpoint could not be signed, refusals included.',
    () => report().failures,
  );
  count(
    'consent_witness_failures_total',
    'Times that a witness could not be asked, or did not cosign.',
    () => report().witnessed?.failures ?? 0,
  );
}

/** What witnesses and an authority of times have said of them. */
function showOthers(show: Show): void {
  show(
    'consent_cosigned_size',
    'Events that the newest checkpoint covers which a quorum of witnesses has cosigned.',
    ({ witnessed }) => witnessed?.size ?? 0,
  );
  show(
    'consent_cosigned_timestamp_seconds',
    'When witnesses cosigned it, in seconds since 1970; 0 before the first, and where there are no witnesses.',
    ({ witnessed }) => secondsOf(witnessed?.signedAt ?? null),
  );
  show(
    'consent_time_stamp_timestamp_seconds',
    'The time that an authority has stamped on a checkpoint last, in seconds since 1970; 0 before the first, and where there is none.',
    ({ stamped }) => secondsOf(stamped?.stampedAt ?? null),
  );
}

const secondsOf = (time: string | null): number => (time === null ? 0 : Date.parse(time) / 1000);

const countOn =
  (registry: Registry) =>
  (name: string, help: string, read: () => number): void =>
    void new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
