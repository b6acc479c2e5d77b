import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import type { StoredEvent } from '#event-store';
import {
  DECISION_HISTORY,
  recordLeaf,
  decisionReceiptFor,
  isDecisionReceipt,
  newLeaf,
  noteSigner,
  provedEvent,
  RECEIPT_FORMATS,
  signCheckpoint,
  TreeStorage,
  verifyDecisionReceipt,
  verifyReceipt,
  withDigest,
  type DecisionReceipt,
  type ProvedDecision,
} from '#evidence';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { asJson, provedAlone, withOtherBytes } from './proved-alone';

const { privateKey } = generateKeyPairSync('ed25519');
const ofLedger = noteSigner('example', privateKey);
const ofDecisions = noteSigner(DECISION_HISTORY.origin('example'), privateKey);
const key = ofLedger.verifier;

const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((it) => !/\p{Cc}/u.test(it));
const json = fc.object({
  key: fc.string({ unit: 'binary', maxLength: 4 }),
  values: [fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()],
  maxDepth: 2,
});

/** A record with all that is printed, and anything else. */
const aDecision: fc.Arbitrary<ProvedDecision> = fc.record(
  {
    id: fc.uuid(),
    decidedAt: text,
    patient: fc.record({ root: text, extension: fc.uuid() }),
    employeeId: text,
    careUnitId: text,
    careProviderId: text,
    callerId: text,
    result: fc.constantFrom('OK', 'ACCESSDENIED'),
    hasConsent: fc.boolean(),
    assertionType: fc.constantFrom('Consent', 'Emergency'),
    assertionId: fc.uuid(),
    more: json,
  },
  {
    noNullPrototype: true,
    requiredKeys: [
      'decidedAt',
      'patient',
      'employeeId',
      'careUnitId',
      'careProviderId',
      'callerId',
      'result',
      'hasConsent',
    ],
  },
);

const batch = (decisions: readonly ProvedDecision[], position: number): StoredEvent => ({
  id: randomUUID(),
  stream: `audit-decisions-2026-03-0${1 + (position % 3)}`,
  revision: Math.floor(position / 3),
  position,
  type: 'DecisionsRecorded.v1',
  data: { decisions },
  metadata: {},
});

interface Issued {
  readonly receipt: DecisionReceipt;
  readonly decision: ProvedDecision;
  /** The others of its batch. */
  readonly others: readonly ProvedDecision[];
}

let folder: TemporaryFolder;
let tree: TreeStorage;
/** A receipt for every record of every batch, some under the newest checkpoint and some under an earlier one. */
let issued: Issued[];

beforeAll(async () => {
  folder = await temporaryFolder();
  tree = TreeStorage.open(join(folder.path, 'decision-tree'), DECISION_HISTORY);
  const batches = fc
    .sample(fc.array(aDecision, { minLength: 1, maxLength: 9 }), { numRuns: 14, seed: 9162 })
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

function receiptsOf(event: StoredEvent, number: number, { length }: readonly unknown[]): Issued[] {
  const { decisions } = event.data as { readonly decisions: readonly ProvedDecision[] };
  return decisions.map((decision, index) => {
    const size = index % 2 === 0 ? length : number + 1;
    const checkpoint = signCheckpoint(tree.head(size), ofDecisions);
    const receipt = decisionReceiptFor({ event, index }, { checkpoint, size }, tree);
    return { receipt, decision, others: decisions.filter((_, other) => other !== index) };
  });
}

/** What a text proves, or `null`. */
function proved(receipt: string): unknown {
  try {
    const { checkpoint, decision, place } = verifyDecisionReceipt(receipt, [key]);
    return asJson({ origin: checkpoint.origin, size: checkpoint.size, decision, ...place });
  } catch {
    return null;
  }
}

/** The same of many texts, by the verifier that stands alone. */
const byOther = (receipts: readonly string[], publicKey = key.text): Promise<unknown[]> =>
  provedAlone(folder.path, receipts, publicKey);

/** What is proved but for the size of the tree: a checkpoint over more batches, and a proof under it, may be had from another receipt. */
const withoutSize = (one: unknown): string => JSON.stringify({ ...(one as object), size: 0 });

/** Both verifiers find the same of each text, and nothing but what one of the receipts proves. */
async function expectNothingElse(texts: readonly string[]): Promise<unknown[]> {
  const known = new Set(issued.map(({ receipt }) => withoutSize(proved(JSON.stringify(receipt)))));
  const found = texts.map(proved);
  expect(found.filter((one) => one !== null && !known.has(withoutSize(one)))).toEqual([]);
  expect(await byOther(texts)).toEqual(found);
  return found;
}

it('a record is proved as it was stored, by both verifiers, at every place of batch and tree', async () => {
  expect(issued.length).toBeGreaterThan(40);
  const texts = issued.map(({ receipt }) => JSON.stringify(receipt));
  const found = await expectNothingElse(texts);
  expect(found).toMatchObject(
    issued.map(({ decision, receipt: { index } }) => ({ origin: 'example/decisions', decision, index })),
  );
});

it('a receipt shows nothing of the other records of its batch but hashes, at most two of them over one record alone', () => {
  for (const { receipt, others } of issued) {
    const shown = JSON.stringify(receipt);
    for (const { patient } of others) expect(shown).not.toContain(patient.extension);
    const ofOne = others.map((other) => recordLeaf(other).toString('base64'));
    expect(receipt.decisionProof.filter((hash) => ofOne.includes(hash)).length).toBeLessThanOrEqual(2);
  }
});

it('a receipt with any one byte changed, put in or taken out proves the same or nothing', async () => {
  const texts = withOtherBytes(
    issued.map(({ receipt }) => receipt),
    1_200,
  );
  const found = await expectNothingElse(texts);
  expect(found.filter((one) => one === null).length).toBeGreaterThan(600);
});

it('a receipt that is put together of two proves what one of them proves, or nothing', async () => {
  const members = Object.keys(issued[0]!.receipt) as (keyof DecisionReceipt)[];
  const mixes = fc.sample(
    fc.record({ one: fc.nat(), other: fc.nat(), taken: fc.subarray(members, { minLength: 1 }) }),
    600,
  );
  const texts = mixes.map(({ one, other, taken }) => {
    const [mine, foreign] = [one, other].map((number) => issued[number % issued.length]!.receipt);
    const from = Object.fromEntries(taken.map((member) => [member, foreign![member]]));
    return JSON.stringify({ ...mine, ...from });
  });
  await expectNothingElse(texts);
});

describe('nothing is proved', () => {
  const first = () => issued[0]!.receipt;
  const under = (checkpoint: string): string => JSON.stringify({ ...first(), checkpoint });
  const signedBy = (signer: typeof ofLedger): string =>
    signCheckpoint(tree.head(issued.at(-1)!.receipt.leafIndex + 1), signer);

  it('of another ledger, with the same key or the same name', async () => {
    const { privateKey: otherKey } = generateKeyPairSync('ed25519');
    for (const signer of [
      noteSigner('another/decisions', privateKey),
      noteSigner('example/decisions', otherKey),
    ])
      await expectRefused(under(signedBy(signer)));
    await expectAccepted(under(signedBy(ofDecisions)));
  });

  it('of a check under a checkpoint of the events, though it is over the same leaves', async () => {
    await expectRefused(under(signedBy(ofLedger)));
  });

  it('of events under a checkpoint of the checks, though their leaf is in its tree', async () => {
    const { batch: event, leafIndex } = issued.find(({ receipt }) => receipt.batch.revision === 0)!.receipt;
    const size = tree.end().size;
    const entry = {
      event,
      leafIndex,
      inclusionProof: tree.inclusionProof(leafIndex, size).map((hash) => hash.toString('base64')),
    };
    const receipt = (signer: typeof ofLedger): string =>
      JSON.stringify({
        format: RECEIPT_FORMATS[0],
        checkpoint: signCheckpoint(tree.head(size), signer),
        events: [entry],
      });
    expect(verifyReceipt(receipt(ofLedger), [key]).events).toEqual([provedEvent(event)]);
    expect(() => verifyReceipt(receipt(ofDecisions), [key])).toThrow('not signed with a key that is trusted');
    expect(await byOther([receipt(ofDecisions)])).toEqual([null]);
  });

  async function expectRefused(receipt: string): Promise<void> {
    expect(isDecisionReceipt(receipt)).toBe(true);
    expect(proved(receipt)).toBeNull();
    expect(await byOther([receipt])).toEqual([null]);
  }

  async function expectAccepted(receipt: string): Promise<void> {
    expect(proved(receipt)).not.toBeNull();
    expect(await byOther([receipt])).toEqual([proved(receipt)]);
  }
});

describe('what a ledger has signed and cannot be said in words', () => {
  const ofOther = {
    'is not there': undefined,
    'is no text': 4711,
    'would move the cursor of a terminal': 'SE1\u001b[2J',
  };

  it.each(Object.entries(ofOther))('is refused by both: an employee that %s', async (_what, employeeId) => {
    await expectRefusedOf((decision) => batch([{ ...decision, employeeId } as ProvedDecision], 0));
  });

  it('is refused by both: a batch of another type, or of another stream', async () => {
    await expectRefusedOf((decision) => ({ ...batch([decision], 0), type: 'DecisionsRecorded.v2' }));
    await expectRefusedOf((decision) => ({ ...batch([decision], 0), stream: 'consent-1' }));
  });

  async function expectRefusedOf(made: (decision: ProvedDecision) => StoredEvent): Promise<void> {
    const event = made(issued[0]!.decision);
    const root = DECISION_HISTORY.leafOf(event);
    const receipt = {
      ...issued[0]!.receipt,
      checkpoint: signCheckpoint({ size: 1, root }, ofDecisions),
      decision: (event.data as { readonly decisions: readonly unknown[] }).decisions[0],
      index: 0,
      decisionProof: [],
      batch: withDigest(event),
      leafIndex: 0,
      inclusionProof: [],
    };
    const honest = batch([issued[0]!.decision], 0);
    const sound = {
      ...receipt,
      decision: issued[0]!.decision,
      batch: withDigest(honest),
      checkpoint: signCheckpoint({ size: 1, root: DECISION_HISTORY.leafOf(honest) }, ofDecisions),
    };
    expect([receipt, sound].map((one) => proved(JSON.stringify(one)) !== null)).toEqual([false, true]);
    const alone = await byOther([receipt, sound].map((one) => JSON.stringify(one)));
    expect(alone.map((one) => one !== null)).toEqual([false, true]);
  }
});
