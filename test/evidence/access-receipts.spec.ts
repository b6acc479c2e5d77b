import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import type { StoredEvent } from '#event-store';
import {
  accessReceiptFor,
  DECISION_HISTORY,
  isAccessReceipt,
  isDecisionReceipt,
  newLeaf,
  noteSigner,
  recordLeaf,
  signCheckpoint,
  TreeStorage,
  verifyAccessReceipt,
  verifyDecisionReceipt,
  withDigest,
  type AccessReceipt,
  type ProvedAccess,
} from '#evidence';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { asJson, provedAlone, withOtherBytes } from './proved-alone';

const { privateKey } = generateKeyPairSync('ed25519');
const ofRecords = noteSigner(DECISION_HISTORY.origin('example'), privateKey);
const key = noteSigner('example', privateKey).verifier;

const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((it) => !/\p{Cc}/u.test(it));

const anAccess: fc.Arbitrary<ProvedAccess> = fc.record(
  {
    id: fc.uuid(),
    askedAt: text,
    contract: text,
    callerId: text,
    isGranted: fc.boolean(),
    patient: fc.record({ root: text, extension: fc.uuid() }),
    assertionId: fc.uuid(),
    onBehalfOf: text,
    systemUser: text,
    purpose: text,
    shown: fc.nat(),
  },
  { noNullPrototype: true, requiredKeys: ['id', 'askedAt', 'contract', 'callerId', 'isGranted'] },
);

const batch = (accesses: readonly object[], position: number): StoredEvent => ({
  id: randomUUID(),
  stream: 'audit-accesses-2026-03-02',
  revision: position,
  position,
  type: 'AccessesRecorded.v1',
  data: { accesses },
  metadata: {},
});

let folder: TemporaryFolder;
let tree: TreeStorage;
let issued: { readonly receipt: AccessReceipt; readonly access: ProvedAccess }[];

beforeAll(async () => {
  folder = await temporaryFolder();
  tree = TreeStorage.open(join(folder.path, 'decision-tree'), DECISION_HISTORY);
  const batches = fc
    .sample(fc.array(anAccess, { minLength: 1, maxLength: 7 }), { numRuns: 9, seed: 9162 })
    .map(batch);
  await tree.add(
    batches.map((event) => newLeaf(event, DECISION_HISTORY)),
    -1,
  );
  issued = batches.flatMap(receiptsOf);
});
afterAll(async () => {
  await tree.close();
  await folder.remove();
});

function receiptsOf(event: StoredEvent, _number: number, { length: size }: readonly unknown[]) {
  const { accesses } = event.data as { readonly accesses: readonly ProvedAccess[] };
  const checkpoint = signCheckpoint(tree.head(size), ofRecords);
  return accesses.map((access, index) => ({
    access,
    receipt: accessReceiptFor({ event, index }, { checkpoint, size }, tree),
  }));
}

/** What a text proves, or `null`. */
function proved(receipt: string): unknown {
  try {
    const { checkpoint, access, place } = verifyAccessReceipt(receipt, [key]);
    return asJson({ origin: checkpoint.origin, size: checkpoint.size, access, ...place });
  } catch {
    return null;
  }
}

/** The same of many texts, by the verifier that stands alone. */
const byOther = (receipts: readonly string[]): Promise<unknown[]> =>
  provedAlone(folder.path, receipts, key.text);

it('a look is proved as it was stored, by both verifiers, at every place of batch and tree', async () => {
  expect(issued.length).toBeGreaterThan(20);
  const texts = issued.map(({ receipt }) => JSON.stringify(receipt));
  const found = texts.map(proved);
  expect(found).toMatchObject(
    issued.map(({ access, receipt: { index } }) => ({ origin: 'example/decisions', access, index })),
  );
  expect(await byOther(texts)).toEqual(found);
});

it('a receipt with any one byte changed, put in or taken out proves the same or nothing, to both', async () => {
  const texts = withOtherBytes(
    issued.map(({ receipt }) => receipt),
    600,
  );
  const known = new Set(issued.map(({ receipt }) => JSON.stringify(proved(JSON.stringify(receipt)))));
  const found = texts.map(proved);
  expect(found.filter((one) => one !== null && !known.has(JSON.stringify(one)))).toEqual([]);
  expect(found.filter((one) => one === null).length).toBeGreaterThan(300);
  expect(await byOther(texts)).toEqual(found);
});

/** A receipt for the only record of the only batch, as the ledger would sign it. */
function receiptOf(access: object, changed: Partial<StoredEvent> = {}): AccessReceipt {
  const event = { ...batch([access], 0), ...changed };
  return {
    format: 'consent-ledger/access-receipt/v1',
    checkpoint: signCheckpoint({ size: 1, root: DECISION_HISTORY.leafOf(event) }, ofRecords),
    access,
    index: 0,
    accessProof: [],
    batch: withDigest(event),
    leafIndex: 0,
    inclusionProof: [],
  };
}

const sound = { askedAt: 'then', contract: 'AsOf', callerId: 'SE1', isGranted: true };

it('what was signed and cannot be said in words is refused by both', async () => {
  const bad: AccessReceipt[] = [
    receiptOf({ ...sound, contract: 'A\u001b[2J' }),
    receiptOf({ ...sound, isGranted: 'yes' }),
    receiptOf({ ...sound, patient: { root: '1.2' } }),
    receiptOf({ ...sound, purpose: 7 }),
    receiptOf(sound, { type: 'AccessesRecorded.v2' }),
    receiptOf(sound, { stream: 'audit-decisions-2026-03-02' }),
  ];
  const texts = [receiptOf(sound), ...bad].map((receipt) => JSON.stringify(receipt));
  const expected = [true, ...bad.map(() => false)];
  expect(texts.map((one) => proved(one) !== null)).toEqual(expected);
  expect((await byOther(texts)).map((one) => one !== null)).toEqual(expected);
});

it('a look is no check, whatever the receipt calls it', async () => {
  const { access: decision, accessProof: decisionProof, ...receipt } = issued[0]!.receipt;
  const renamed = { ...receipt, format: 'consent-ledger/decision-receipt/v1', decision, decisionProof };
  const asCheck = JSON.stringify(renamed);
  expect([isAccessReceipt(asCheck), isDecisionReceipt(asCheck)]).toEqual([false, true]);
  expect(() => verifyDecisionReceipt(asCheck, [key])).toThrow('is no batch of records that is known here');
  expect(await byOther([asCheck])).toEqual([null]);
});

it('a receipt shows no other look of its batch', () => {
  for (const { receipt, access } of issued) {
    const others = issued.filter(({ access: other }) => other !== access);
    const shown = JSON.stringify(receipt);
    for (const { access: other } of others) expect(shown).not.toContain((other as { id?: string }).id);
    const own = recordLeaf(access).toString('base64');
    expect(receipt.accessProof).not.toContain(own);
  }
});
