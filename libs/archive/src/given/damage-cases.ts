import { readFile } from 'node:fs/promises';
import { UnusableArchive } from '..';
import { exported, exportTo, inspect, someSteps, Workshop, write } from './workshop';

const workshop = new Workshop();
let plain: Buffer;
let packed: Buffer;

/** An export of some steps, as it is and compressed. */
export const whole = (): Buffer => plain;
export const compressed = (): Buffer => packed;

beforeAll(async () => {
  const logs = await workshop.embedded();
  await write(logs, someSteps(5));
  plain = Buffer.from(await exported(workshop, logs));
  const path = await workshop.path('ledger.ndjson.gz');
  await exportTo(path, logs);
  packed = await readFile(path);
});
afterAll(() => workshop.close());

/** What is said of a file, or that nothing is said against it. */
export async function verdictOn(content: string | Buffer): Promise<string> {
  const path = await workshop.fileWith(content);
  try {
    await inspect(path);
    return 'usable';
  } catch (error) {
    if (!(error instanceof UnusableArchive)) throw error;
    return error.message.replaceAll(path, 'FILE');
  }
}

/** Cuts and changes a file at its first byte and then at every so many. */
export function damageAtEvery(step: number): void {
  it('that is cut off anywhere is refused', async () => {
    for (let size = 0; size < whole().length; size += step) {
      expect(await verdictOn(whole().subarray(0, size))).toMatch(/Nothing was imported|is no export/);
    }
  });

  it('of which any one byte was changed is refused', async () => {
    for (let at = 0; at < whole().length; at += step) {
      const changed = Buffer.from(whole());
      changed[at]! ^= 1 << (at % 8);
      expect(await verdictOn(changed)).toMatch(/^FILE .*\.$/);
    }
  });

  it('that is compressed and cut off anywhere is refused', async () => {
    for (let size = 0; size < compressed().length; size += step) {
      expect(await verdictOn(compressed().subarray(0, size))).toMatch(/^FILE .*\.$/);
    }
  });

  it('that is compressed and of which a byte was changed is refused, or is the same uncompressed', async () => {
    const { trailer } = await inspect(await workshop.fileWith(compressed()));
    let unseen = 0;
    for (let at = 0; at < compressed().length; at += step) {
      const changed = Buffer.from(compressed());
      changed[at]! ^= 1 << (at % 8);
      if ((await verdictOn(changed)) === 'usable') {
        expect((await inspect(await workshop.fileWith(changed))).trailer).toEqual(trailer);
        unseen += 1;
      }
    }
    expect(unseen).toBeLessThan(16);
  });
}
