import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cosignerOf, leafOf, noteSigner, RECEIPT_FORMATS, signCheckpoint, type Receipt } from '#evidence';
import { ledger } from '../support/ledger-cli';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const VERIFIER = join(__dirname, '../../tools/verify-receipt.mjs');
const newKey = () => generateKeyPairSync('ed25519').privateKey;
const signer = noteSigner('example', newKey());
const [one, two, three] = ['one.example', 'two.example', 'three.example'].map((name) =>
  cosignerOf(name, newKey()),
);
const SECOND = Date.parse('2026-03-02T07:00:00.000Z');

const event = {
  id: 'a',
  stream: 'consent-1',
  revision: 0,
  type: 'ConsentRegistered.v1',
  data: {},
  metadata: {},
};
const signed = signCheckpoint({ size: 1, root: leafOf(event) }, signer);
const text = signed.slice(0, signed.indexOf('\n\n') + 1);
const receiptOf = (checkpoint: string): Receipt => ({
  format: RECEIPT_FORMATS[0],
  checkpoint,
  events: [{ event, leafIndex: 0, inclusionProof: [] }],
});
const byTwo = signed + one!.cosign(text, SECOND) + two!.cosign(text, SECOND + 1000);

let folder: TemporaryFolder;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => folder.remove());

/** Both verifiers, on one receipt, with these witnesses and perhaps a quorum. */
async function verified(checkpoint: string, witnesses: readonly string[], quorum?: number) {
  const file = join(folder.path, 'receipt.json');
  writeFileSync(file, JSON.stringify(receiptOf(checkpoint)));
  const key = signer.verifier.text;
  const [list, needed] = [witnesses.join(','), quorum === undefined ? [] : ['--quorum', String(quorum)]];
  const others = witnesses.length === 0 ? [] : ['--witnesses', list];
  const own = await ledger(['verify-receipt', file, '--key', key, ...others, ...needed]);
  const option = quorum === undefined ? [] : [`--quorum=${quorum}`];
  const single = await ledger([file, key, ...witnesses, ...option], { main: VERIFIER });
  expect(single.code).toBe(own.code);
  return { code: own.code, both: [own, single] };
}

const keys = [one!.key.text, two!.key.text, three!.key.text];

it('both verifiers say which witnesses have cosigned a receipt, and when, once a quorum has', async () => {
  const { code, both } = await verified(byTwo, keys);
  expect(code).toBe(0);
  for (const { out } of both)
    expect(out).toContain(
      'Cosigned by one.example at 2026-03-02T07:00:00.000Z, two.example at 2026-03-02T07:00:01.000Z.',
    );
});

it.each([
  { what: 'enough by a number', code: 0, quorum: 2 },
  { what: 'too few', code: 1, quorum: 3 },
  { what: 'less than half', note: signed + one!.cosign(text, SECOND), code: 1 },
  { what: 'none', note: signed, code: 1, witnesses: [keys[0]!] },
  {
    what: 'one that signed twice',
    note: signed + one!.cosign(text, 0) + one!.cosign(text, SECOND),
    code: 1,
    quorum: 2,
  },
  {
    what: 'a false one beside enough',
    note: byTwo + three!.cosign(`${text}x\n`, SECOND),
    code: 1,
    quorum: 2,
  },
  {
    what: 'a false one of a witness that nobody asks for',
    note: byTwo + three!.cosign(`${text}x\n`, SECOND),
    code: 0,
    witnesses: keys.slice(0, 2),
  },
  { what: 'more needed than there are', code: 2, quorum: 4 },
  { what: 'a key that stands there twice', code: 2, witnesses: [keys[0]!, keys[0]!] },
  { what: 'a key of a log in place of a witness', code: 2, witnesses: [signer.verifier.text] },
  { what: 'witnesses that nobody asks for', code: 0, witnesses: [] },
])(
  'both verifiers agree on a receipt with $what',
  async ({ note = byTwo, code, witnesses = keys, quorum }) => {
    expect((await verified(note, witnesses, quorum)).code).toBe(code);
  },
);
