import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  cosignerOf,
  leafHash,
  nodeHash,
  noteSigner,
  signCheckpoint,
  type Hash,
  type NoteSigner,
} from '#evidence';
import { diffCheckpoints } from '../../apps/ledger/src/commands/diff-checkpoints/diff-checkpoints';
import { runInProcess } from '../support/command-in-process';
import { ledger } from '../support/ledger-cli';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const newKey = () => generateKeyPairSync('ed25519').privateKey;
const own = newKey();
const signer = noteSigner('example.com/ledger', own);
const ofDecisions = noteSigner('example.com/ledger/decisions', own);
const [a, b, c] = ['a', 'b', 'c'].map((event) => leafHash(event)) as [Hash, Hash, Hash];

const signed = (size: number, root: Hash, by: NoteSigner = signer) => signCheckpoint({ size, root }, by);
const [first, second, other] = [signed(1, a), signed(2, nodeHash(a, b)), signed(2, nodeHash(a, c))];

/** What `checkpoint --verify-against --json` prints at the ledger. */
const proof = JSON.stringify({
  consistent: true,
  kept: 1,
  newest: 2,
  consistencyProof: [b.toString('base64')],
  checkpoint: second,
});

let folder: TemporaryFolder;
beforeEach(async () => (folder = await temporaryFolder()));
afterEach(() => folder.remove());

/** Runs the command on files with these texts, in their folder. */
async function compared(files: Record<string, string>, ...options: string[]) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder.path, name), text);
  const key = ['--key', signer.verifier.text];
  const args = ['diff-checkpoints', ...Object.keys(files), ...key, ...options];
  const { code, out, err } = await ledger(args, { cwd: folder.path });
  return { code, err, lines: out.split('\n').slice(0, -1) };
}

it('says what is the same, what is not known, and with a proof of the ledger that one goes on from the other', async () => {
  const receipt = JSON.stringify({ format: 'consent-ledger/receipt/v2', checkpoint: second });
  expect(await compared({ first, second, receipt })).toEqual({
    code: 0,
    err: '',
    lines: [
      'Same: second and receipt commit to the same 2 of example.com/ledger.',
      'Not known: whether second, over 2 of example.com/ledger, begins with first, over 1. "ledger checkpoint --verify-against ' +
        'first --json" at the ledger prints a proof, to be given here as one more file.',
    ],
  });
  const { code, lines } = await compared({ first, second, proof });
  expect(code).toBe(0);
  expect(lines).toContain('Goes on: second, over 2 of example.com/ledger, begins with first, over 1.');
});

it('a split view is found, both notes are kept as they were, and a witness that cosigned both is named', async () => {
  const witness = cosignerOf('one.example', newKey());
  const [mine, yours] = [second, other].map(
    (note) => note + witness.cosign(note.slice(0, note.indexOf('\n\n') + 1), 0),
  ) as [string, string];
  const { code, lines } = await compared({ mine, yours }, '--witnesses', witness.key.text, '--out', 'kept');
  const files = readdirSync(join(folder.path, 'kept'));
  expect(files.map((file) => readFileSync(join(folder.path, 'kept', file), 'utf8')).sort()).toEqual(
    [mine, yours].sort(),
  );
  expect({ code, lines }).toEqual({
    code: 1,
    lines: [
      'SPLIT VIEW: mine and yours are both signed by example.com/ledger over its first 2, and contradict each other. ' +
        'Its key was used for two histories.',
      expect.stringMatching(/^The proof is kept: kept\/2-\w{16}\.checkpoint, kept\/2-\w{16}\.checkpoint\.$/),
      'The witness one.example has cosigned both. It cannot be relied upon.',
    ],
  });
});

it('what another key has signed, a broken signature, and another history are named, and nothing is kept', async () => {
  const foreign = signed(2, nodeHash(a, c), noteSigner('example.com/ledger', newKey()));
  const broken = second.replace('\n2\n', '\n3\n');
  const decisions = signed(2, nodeHash(a, c), ofDecisions);
  const { code, lines } = await compared({ second, foreign, broken, decisions });
  expect({ code, lines }).toEqual({
    code: 1,
    lines: [
      'Not compared: foreign, of example.com/ledger. The note is not signed with a key that is trusted.',
      'Not compared: broken, of example.com/ledger. The signature of the note is not that of its text.',
      'Different histories, each compared by itself: example.com/ledger, example.com/ledger/decisions.',
    ],
  });
  expect(existsSync(join(folder.path, 'split-view'))).toBe(false);
});

it('a proof that does not hold is named, and machines are given records', async () => {
  const records = await compared(
    { first, other, proof: proof.replace(JSON.stringify(second), JSON.stringify(other)) },
    '--json',
  );
  expect(records.code).toBe(1);
  expect(records.lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({ relation: 'same' }),
    {
      relation: 'not proved',
      origin: 'example.com/ledger',
      older: { source: 'first', size: 1 },
      newer: { source: 'other', size: 2 },
    },
  ]);
});

it('compares the checkpoints in folders', async () => {
  mkdirSync(join(folder.path, 'kept'));
  for (const [name, note] of Object.entries({ 'x.checkpoint': second, 'y.checkpoint': other, 'z.txt': 'z' }))
    writeFileSync(join(folder.path, 'kept', name), note);
  const args = ['diff-checkpoints', 'kept', '--key', signer.verifier.text];
  const { code, out } = await ledger(args, { cwd: folder.path });
  expect([code, out]).toEqual([
    1,
    expect.stringMatching(/^SPLIT VIEW: kept\/x\.checkpoint and kept\/y\.checkpoint/),
  ]);
});

it.each([
  [{ second }, 'At least two checkpoints are needed, to be compared.'],
  [
    { second, text: 'no checkpoint' },
    '/text holds no checkpoint: it is neither one, nor a receipt, nor a proof with one.',
  ],
  [{ second, json: '{"checkpoint": 7}' }, 'json holds no checkpoint'],
  [{ second, cut: '{"checkpoint": ' }, 'cut holds no checkpoint'],
  [{ second, '.': '' }, ' holds no file that ends with .checkpoint.'],
])('refuses %j', async (files, why) => {
  const written = Object.entries(files).filter(([name]) => name !== '.');
  for (const [name, text] of written) writeFileSync(join(folder.path, name), text);
  const args = Object.keys(files).map((name) => join(folder.path, name));
  await expect(
    runInProcess(diffCheckpoints, { args, options: { key: signer.verifier.text } }),
  ).rejects.toThrow(
    expect.objectContaining({ name: 'WrongUsage', message: expect.stringContaining(why) as string }),
  );
});
