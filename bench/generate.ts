import { parseArgs } from 'node:util';
import { writeLedger } from '../test/generated-ledger';

/** Writes a made-up ledger into a folder: node dist/bench/generate.js --into DIR [--events N] [--decisions N] [--seed N]. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      into: { type: 'string' },
      events: { type: 'string', default: '10000' },
      decisions: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (values.into === undefined) throw new Error('Say with --into where the ledger is to be.');
  const size = {
    events: Number(values.events),
    decisions: Number(values.decisions),
    seed: Number(values.seed),
  };
  const begun = performance.now();
  await writeLedger(values.into, size);
  const seconds = (performance.now() - begun) / 1000;
  process.stdout.write(`${size.events} events and ${size.decisions} decisions in ${seconds.toFixed(1)} s.\n`);
}

void main();
