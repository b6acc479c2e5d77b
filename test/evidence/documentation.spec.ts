import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  leafData,
  noteSigner,
  readVerifierKey,
  signCheckpoint,
  verifyDecisionReceipt,
  verifyReceipt,
  type DecisionReceipt,
  type ProvedEvent,
} from '#evidence';

/** What docs/evidence.md says is computed here from its words alone, and only then held against the code. */
const DOCS = join(__dirname, '../../docs');
const text = readFileSync(join(DOCS, 'evidence.md'), 'utf8');

const blocks = new Map(
  [...text.matchAll(/^```(?:json|text) (?!answer$)(\w+)\n([\s\S]*?)\n```$/gm)].map(([, name, block]) => [
    name!,
    block!,
  ]),
);
const block = (name: string): string => blocks.get(name)!;

const sha256 = (...parts: (string | Buffer)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const node = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.of(1), left, right);

const events = JSON.parse(block('events')) as ProvedEvent[];
const lines = block('leaves').split('\n');
const [leaf0, leaf1, leaf2] = lines.map((line) => sha256(Buffer.of(0), line)) as [Buffer, Buffer, Buffer];
const root = node(node(leaf0, leaf1), leaf2);
const name = 'consents.example.com/ledger';
const privateKey = createPrivateKey(block('private'));
const rawKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
const typedKey = Buffer.concat([Buffer.of(1), rawKey]);
const keyId = sha256(`${name}\n`, typedKey).subarray(0, 4);

/** The newest events of both streams. Their keys differ in the first bit that the map is told apart by. */
const newestOf = (stream: string, revision: number) => {
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(revision));
  const key = sha256(stream);
  return { isRight: key[0]! >= 0x80, leaf: sha256(Buffer.of(0), key, number) };
};
const [newest1, newest2] = [newestOf(events[2]!.stream, 1), newestOf(events[1]!.stream, 0)];
const map = newest1.isRight ? node(newest2.leaf, newest1.leaf) : node(newest1.leaf, newest2.leaf);
const signed = `${name}\n3\n${root.toString('base64')}\nnewest-revisions ${map.toString('base64')}\n`;
const signature = Buffer.concat([keyId, sign(null, Buffer.from(signed), privateKey)]).toString('base64');
const note = `${signed}\n— ${name} ${signature}\n`;

it('has all parts of the example', () => {
  expect([...blocks.keys()]).toEqual([
    'events',
    'leaves',
    'hashes',
    'checkpoint',
    'private',
    'public',
    'receipt',
    'check',
  ]);
});

it('a leaf is the event in canonical form', () => {
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(events);
  expect(lines).toEqual(events.map(leafData));
  for (const line of lines)
    expect(line).toMatch(/^\{"data":\S.*,"id":.*,"metadata":.*,"revision":\d,"stream":.*,"type":"\S+"\}$/);
});

it('the hashes are those of the leaves and what is above them', () => {
  const hex = (hash: Buffer) => hash.toString('hex');
  expect(
    block('hashes')
      .split('\n')
      .map((line) => line.split(/ {2,}/)),
  ).toEqual([
    ['leaf 0', hex(leaf0)],
    ['leaf 1', hex(leaf1)],
    ['leaf 2', hex(leaf2)],
    ['node 0–1', hex(node(leaf0, leaf1))],
    ['root', hex(root)],
  ]);
});

it('the public key and the checkpoint follow from the private key', () => {
  const key = `${name}+${keyId.toString('hex')}+${typedKey.toString('base64')}`;
  expect(block('public')).toBe(key);
  expect(text).toContain(`\`${key.slice(0, name.length + 12)}…\``);
  expect(`${block('checkpoint')}\n`).toBe(note);
  expect(signCheckpoint({ size: 3, root, newestRevisions: map }, noteSigner(name, privateKey))).toBe(note);
});

it('the receipt proves both events of its consent', () => {
  const entry = (event: ProvedEvent, leafIndex: number, ...proof: Buffer[]) => ({
    event,
    leafIndex,
    inclusionProof: proof.map((hash) => hash.toString('base64')),
  });
  expect(JSON.parse(block('receipt'))).toEqual({
    format: 'consent-ledger/receipt/v2',
    checkpoint: note,
    events: [entry(events[0]!, 0, leaf1, leaf2), entry(events[2]!, 2, node(leaf0, leaf1))],
    newestProof: [newest2.leaf.toString('base64')],
  });
  const proved = verifyReceipt(block('receipt'), [readVerifierKey(block('public'))]);
  expect(proved).toMatchObject({
    areAll: true,
    checkpoint: { origin: name, size: 3, root, newestRevisions: map },
  });
});

/** Its members in the order of their names, all of which are ASCII. */
const canonical = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([member, inner]) => `${JSON.stringify(member)}:${canonical(inner)}`).join(',')}}`;
};

it('the receipt for a check proves its record and names its ledger', () => {
  const receipt = JSON.parse(block('check')) as DecisionReceipt;
  const { decision, index, decisionProof, batch, leafIndex, inclusionProof } = receipt;
  const [leaf, beside] = [
    sha256(Buffer.of(0), canonical(decision)),
    Buffer.from(decisionProof[0]!, 'base64'),
  ];
  expect([index, decisionProof.length, leafIndex, inclusionProof.length]).toEqual([0, 1, 0, 0]);
  expect(batch.data).toEqual({ decisions: { root: node(leaf, beside).toString('base64'), size: 2 } });
  const ofDecisions = `${name}/decisions`;
  const says = `${ofDecisions}\n1\n${sha256(Buffer.of(0), canonical(batch)).toString('base64')}\n`;
  const id = sha256(`${ofDecisions}\n`, typedKey).subarray(0, 4);
  const line = Buffer.concat([id, sign(null, Buffer.from(says), privateKey)]).toString('base64');
  expect(receipt.checkpoint).toBe(`${says}\n— ${ofDecisions} ${line}\n`);
  const proved = verifyDecisionReceipt(block('check'), [readVerifierKey(block('public'))]);
  expect(proved).toMatchObject({ decision, checkpoint: { origin: ofDecisions, size: 1 } });
});
