import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SeededRandom } from '../generated-ledger/seeded-random';
import { ledger as command } from '../support/ledger-cli';
import { describeWith } from '../support/machine-part';
import { namespaces, withReadOnly } from '../support/namespaces';
import { seed } from '../support/seed';
import { spawnService } from '../support/spawned-service';
import { times } from '../support/times';
import { embedded, survives, type BesiegedLedger } from './besieged-ledger';

/** Nothing is answered from a folder in which nothing can be written, and nothing is lost by the attempt. */
async function startReadOnly(ledger: BesiegedLedger): Promise<void> {
  await ledger.pause();
  for (const service of ledger.services) await service.end('SIGTERM');
  const started = spawnService(ledger.environments[0]!, withReadOnly(ledger.folder));
  await expect(started).rejects.toThrow(/cannot start/);
  ledger.note('starts on a read-only folder');
  await ledger.restart(0);
  await ledger.restart(1);
  ledger.resume();
}

describeWith(namespaces, () => {
  survives('a folder that is read-only at a start', embedded, startReadOnly);
});

const PAGE = 4096;
const DAMAGES = times(12);

/** A few bytes turned over, or a page of which the second half was never written. */
async function damage(file: string, random: SeededRandom): Promise<void> {
  const bytes = await readFile(file);
  const page = random.below(bytes.length / PAGE) * PAGE;
  if (random.chance(0.5)) bytes.fill(0, page + PAGE / 2, page + PAGE);
  else for (let flip = 0; flip < 3; flip++) bytes[page + random.below(PAGE)]! ^= 1 << random.below(8);
  await writeFile(file, bytes);
}

/** All that the ledger holds. An export is recorded itself, so the record of an earlier one and the sums over it are left out. */
async function exported(environment: Record<string, string>) {
  const lines = (await command(['export', '-'], { environment })).out.trimEnd().split('\n');
  const { events, root } = JSON.parse(lines.at(-1)!) as { events: number; root: string };
  const entries = lines.slice(0, -1).filter((line) => !line.includes('"contract":"ledger export"'));
  return { entries, events, root };
}

/** Damages copies of the log in a page each. Either it is found, or the page held nothing: then the whole ledger is as before. */
async function damagePages(ledger: BesiegedLedger): Promise<void> {
  const random = new SeededRandom(seed);
  const copy = { ...ledger.environments[0]!, DATA_DIR: `${ledger.folder}-copy` };
  await ledger.pause();
  for (const service of ledger.services) await service.end('SIGTERM');
  const whole = await exported(ledger.environments[0]!);
  for (let turn = 0; turn < DAMAGES; turn++) {
    await cp(ledger.folder, copy.DATA_DIR, { recursive: true });
    await damage(join(copy.DATA_DIR, 'log', 'data.mdb'), random);
    const { code, err } = await command(['verify'], { environment: copy });
    ledger.note(
      code === 0 ? 'harmless pages' : code === null ? 'pages that end verify' : 'damaged pages found',
    );
    if (code === 0) expect(await exported(copy)).toEqual(whole);
    else expect({ code, err: code === 70 ? err : '' }).not.toMatchObject({ code: 70 });
    await rm(copy.DATA_DIR, { recursive: true });
  }
  await ledger.restart(0);
  await ledger.restart(1);
  ledger.resume();
}

survives('torn and flipped pages in copies of the log', embedded, damagePages);
