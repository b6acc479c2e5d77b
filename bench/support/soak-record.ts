import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { panelled } from './panels';
import { quantile } from './quantile';
import type { ServerProcess } from './server-process';
import type { Told } from './stories';
import { table } from './table';

const RESULTS = join(__dirname, '../../../bench/results');
/** What memory and open files may grow by, from the second third of the time to the last. */
const FLAT = 1.1;
/** The part of what is sent that has to be answered in the last third of the time: below it, the service falls behind. */
const KEEPS_UP = 0.95;

const parts = [
  'requests a second',
  'p50 ms',
  'p99 ms',
  'own memory MiB',
  'open files',
  'part of a processor',
] as const;

type Part = (typeof parts)[number];
type Sample = Readonly<Record<Part, number>>;

/** Parts that must not grow, however busy the machine is with other things. */
const flat: readonly Part[] = ['own memory MiB', 'open files'];

/** What a service under steady load was like, sample by sample. */
export class SoakRecord {
  private readonly samples: Sample[] = [];
  private readonly all = { requests: 0, failed: 0, wrong: 0 };
  private cpu: number;

  constructor(
    private readonly service: ServerProcess,
    private readonly sampleSeconds: number,
    private readonly sentPerSecond: number,
  ) {
    this.cpu = service.cpuMicros();
  }

  count({ requests, failed, wrong, firstFailure, firstWrong }: Told): void {
    if (firstFailure) process.stderr.write(`${failed} failed: ${firstFailure}\n`);
    if (firstWrong) process.stderr.write(`${wrong} answered wrongly: ${firstWrong}\n`);
    this.all.requests += requests;
    this.all.failed += failed;
    this.all.wrong += wrong;
  }

  sample(told: Told): void {
    this.count(told);
    const sorted = told.latencies.toSorted((one, other) => one - other);
    const before = this.cpu;
    this.cpu = this.service.cpuMicros();
    this.samples.push({
      'requests a second': sorted.length / this.sampleSeconds,
      'p50 ms': quantile(sorted, 0.5),
      'p99 ms': quantile(sorted, 0.99),
      'own memory MiB': this.service.ownMemoryMiB(),
      'open files': this.service.openFiles(),
      'part of a processor': (this.cpu - before) / 1e6 / this.sampleSeconds,
    });
  }

  /** Prints the thirds of the time and keeps the picture. False: an answer failed or was wrong, the service fell behind, or what must be flat has grown. */
  async report(title: string): Promise<boolean> {
    const rows = parts.map((part) => this.thirdsOf(part));
    const cells = rows.map(({ part, thirds, growth }) => [
      part,
      ...thirds.map((value) => value.toPrecision(3)),
      growth.toFixed(2),
    ]);
    process.stdout.write(table(['median of each', 'first third', 'second', 'last', 'last/second'], cells));
    const { requests, failed, wrong } = this.all;
    process.stdout.write(`${requests} requests, ${failed} failed, ${wrong} answered wrongly.\n`);
    await this.draw(title);
    const isFlat = !rows.some(({ part, growth }) => flat.includes(part) && growth > FLAT);
    return this.keepsUp() && failed + wrong === 0 && isFlat;
  }

  /** By the mean: a median does not see single samples without an answer. */
  private keepsUp(): boolean {
    const last = this.samples.slice(-Math.ceil(this.samples.length / 3));
    const answered = last.reduce((sum, sample) => sum + sample['requests a second'], 0) / last.length;
    const keepsUp = answered >= KEEPS_UP * this.sentPerSecond;
    process.stdout.write(
      `Sent: ${this.sentPerSecond.toFixed(0)} requests a second. Answered in the last third: ${answered.toFixed(0)}. ` +
        `The service ${keepsUp ? 'keeps up' : 'falls behind'}.\n`,
    );
    return keepsUp;
  }

  private thirdsOf(part: Part) {
    const third = Math.ceil(this.samples.length / 3);
    const thirds = [0, 1, 2].map((at) => {
      const values = this.samples.slice(at * third, (at + 1) * third).map((sample) => sample[part]);
      return quantile(
        values.toSorted((one, other) => one - other),
        0.5,
      );
    });
    return { part, thirds, growth: thirds[2]! / thirds[1]! };
  }

  private async draw(title: string): Promise<void> {
    const minutes = (this.samples.length * this.sampleSeconds) / 60;
    const panels = parts.map((name) => ({ name, values: this.samples.map((sample) => sample[name]) }));
    await mkdir(RESULTS, { recursive: true });
    await writeFile(join(RESULTS, 'soak.svg'), panelled(title, minutes, panels));
  }
}
