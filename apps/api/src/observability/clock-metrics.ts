import { Gauge } from 'prom-client';
import type { LedgerTime } from '#consent-ledger';
import type { Metrics } from './metrics';

/** Shows how far the clock of the machine is behind the time of the ledger, looked up whenever Prometheus reads. */
export function showClock({ registry }: Metrics, time: Pick<LedgerTime, 'behind'>): void {
  const collect = (): void => gauge.set(time.behind() / 1000);
  const gauge = new Gauge({
    name: 'consent_clock_behind_seconds',
    help: 'How far the clock of the machine is behind the latest time that the ledger has answered or recorded.',
    registers: [registry],
    collect,
  });
}
