import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ledger } from '../support/ledger-cli';

const VERIFIER = join(__dirname, '../../tools/verify-receipt.mjs');

/** What each text proves by the verifier that stands alone, in a process of its own; `null` for one that proves nothing. */
export async function provedAlone(
  folder: string,
  receipts: readonly string[],
  publicKey: string,
): Promise<unknown[]> {
  const [file, loop] = [join(folder, 'receipts'), join(folder, 'each.mjs')];
  writeFileSync(file, receipts.map((receipt) => Buffer.from(receipt).toString('base64')).join('\n'));
  writeFileSync(
    loop,
    `import { readFileSync } from 'node:fs';
     import { readKey, verifyReceipt } from ${JSON.stringify(VERIFIER)};
     const key = readKey(process.argv[3]);
     for (const line of readFileSync(process.argv[2], 'utf8').split('\\n')) {
       let proved = null;
       try { proved = verifyReceipt(Buffer.from(line, 'base64').toString(), key); } catch {}
       console.log(JSON.stringify(proved));
     }`,
  );
  const run = await ledger([file, publicKey], { main: loop });
  expect(run).toMatchObject({ code: 0, err: '' });
  return run.records();
}

/** As the other process prints it: an index of -0 is one of 0. */
export const asJson = (value: object): unknown => JSON.parse(JSON.stringify(value));

/** Texts of receipts, in each of which a byte was changed, put in or taken out. */
export function withOtherBytes(receipts: readonly object[], count: number): string[] {
  const changes = fc.sample(
    fc.record({
      which: fc.nat(),
      at: fc.nat(),
      byte: fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(...Buffer.from(' 0123456789"{}[],:eE.-+\\u'))),
      change: fc.constantFrom<[removed: number, inserted: number]>([1, 1], [1, 0], [0, 1]),
    }),
    count,
  );
  return changes.map(({ which, at, byte, change: [removed, inserted] }) => {
    const bytes = Buffer.from(JSON.stringify(receipts[which % receipts.length]));
    const from = at % bytes.length;
    const parts = [bytes.subarray(0, from), Buffer.alloc(inserted, byte), bytes.subarray(from + removed)];
    return Buffer.concat(parts).toString();
  });
}
