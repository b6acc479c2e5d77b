import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  inclusionProof,
  leafOf,
  nodeHash,
  noteSigner,
  provedEvent,
  RECEIPT_FORMATS,
  rootOf,
  signCheckpoint,
  verifyReceipt,
  type Hash,
  type Nodes,
  type ProvedEvent,
  type Receipt,
} from '#evidence';
import { ledger } from '../support/ledger-cli';
import { temporaryFolder } from '../support/temporary-folder';

const VERIFIER = join(__dirname, '../../tools/verify-receipt.mjs');
const signer = noteSigner('example', generateKeyPairSync('ed25519').privateKey);

/** Any JSON, with any characters in texts and names, and any numbers: what a canonical form can be got wrong with. */
const json = fc.object({
  key: fc.string({ unit: 'binary', maxLength: 4 }),
  values: [
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true),
  ],
  maxDepth: 3,
});

const anEvent = fc.record({
  id: fc.uuid(),
  stream: fc.constant('consent-1'),
  revision: fc.constant(0),
  type: fc.string({ unit: 'binary' }),
  data: json,
  metadata: json,
});

const nodesOver = (leaves: readonly Hash[]): Nodes => ({
  node(height, index) {
    if (height === 0) return leaves[index]!;
    return nodeHash(this.node(height - 1, 2 * index), this.node(height - 1, 2 * index + 1));
  },
});

/** The receipt for one of many events. */
function receiptOf(events: readonly ProvedEvent[], index: number): Receipt {
  const [nodes, size] = [nodesOver(events.map(leafOf)), events.length];
  const proof = inclusionProof(nodes, index, size).map((hash) => hash.toString('base64'));
  const entry = { event: provedEvent(events[index]!), leafIndex: index, inclusionProof: proof };
  const checkpoint = signCheckpoint({ size, root: rootOf(nodes, size) }, signer);
  return { format: RECEIPT_FORMATS[0], checkpoint, events: [entry] };
}

it('the two verifiers have the same canonical form and the same tree, written twice', async () => {
  const cases = fc.sample(fc.tuple(fc.array(anEvent, { minLength: 1, maxLength: 40 }), fc.nat()), {
    numRuns: 150,
    seed: 9162,
  });
  const receipts = cases.map(([events, number]) => receiptOf(events, number % events.length));
  const texts = receipts.map((receipt) => JSON.stringify(receipt));
  for (const text of texts) expect(verifyReceipt(text, [signer.verifier]).events).toHaveLength(1);
  const folder = await temporaryFolder();
  const [file, loop] = [join(folder.path, 'receipts'), join(folder.path, 'each.mjs')];
  writeFileSync(file, texts.join('\n'));
  writeFileSync(
    loop,
    `import { readFileSync } from 'node:fs';
     import { readKey, verifyReceipt } from ${JSON.stringify(VERIFIER)};
     const key = readKey(process.argv[3]);
     for (const text of readFileSync(process.argv[2], 'utf8').split('\\n')) console.log(verifyReceipt(text, key).size);`,
  );
  const told = await ledger([file, signer.verifier.text], { main: loop });
  await folder.remove();
  expect(told).toMatchObject({ code: 0, err: '' });
  expect(told.records()).toEqual(cases.map(([events]) => events.length));
});

describe('a file that an editor has saved in another encoding', () => {
  const receipt = JSON.stringify(
    receiptOf([{ id: 'a', stream: 'consent-1', revision: 0, type: 'å', data: {}, metadata: {} }], 0),
  );
  const key = signer.verifier.text;

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\u{feff}${receipt}`), /begins with a byte order mark/],
    ['UTF-16', Buffer.from(`\u{feff}${receipt}`, 'utf16le'), /is in UTF-16/],
    ['Latin-1', Buffer.from(receipt, 'latin1'), /is not in UTF-8/],
  ])('is unreadable, and not disproved: %s', async (_encoding, bytes, why) => {
    const folder = await temporaryFolder();
    const file = join(folder.path, 'receipt.json');
    writeFileSync(file, receipt);
    expect(await ledger([file, key], { main: VERIFIER })).toMatchObject({ code: 0 });
    writeFileSync(file, bytes);
    const runs = [
      await ledger([file, key], { main: VERIFIER }),
      await ledger(['verify-receipt', file, '--key', key]),
    ];
    for (const { code, out, err } of runs)
      expect({ code, out, err }).toEqual({ code: 3, out: '', err: expect.stringMatching(why) });
    await folder.remove();
  });
});
