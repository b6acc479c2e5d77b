import { createHash, generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, type Logger } from '#platform';
import { signCheckpoint } from '../note/checkpoint';
import { cosignaturesOn, cosignerOf } from '../note/cosignature';
import { noteSigner, readVerifierKey, type NoteVerifier } from '../note/note-key';
import { readNote } from '../note/signed-note';
import { leafHash } from '../tree/hashing';
import { readRequest, writeRequest } from './checkpoint-request';
import { logOf, signer } from './given/history';
import { PUBLIC_EXCHANGE, PUBLIC_LOG } from './given/public-exchange';
import { Witness } from './witness';
import { WitnessFolder } from './witness-folder';

const NOW = Date.parse('2026-03-02T07:00:00.000Z');
const cosigner = cosignerOf('witness.example/one', generateKeyPairSync('ed25519').privateKey);

let path: string;
let folder: WitnessFolder;
let logged: string[];

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'consent-ledger-'));
  folder = new WitnessFolder(path);
  logged = [];
});
afterEach(async () => {
  await folder.close();
  await rm(path, { recursive: true });
});

function witnessOf(...logs: NoteVerifier[]): Witness {
  const log: Logger = createLog('error');
  log.info = () => log;
  log.error = (message: unknown) => (logged.push(String(message)), log);
  return new Witness({ folder, cosigner, logs, clock: () => NOW, log });
}

const refusedFiles = () => readdirSync(join(path, 'refused')).sort();
const newestOf = (origin: string) =>
  folder.ofHash(createHash('sha256').update(origin).digest('hex')) ?? 'nothing';

describe('a public exchange with a public witness', () => {
  it('is answered here with the same statuses and sizes, up to what the specification has changed since', () => {
    const witness = witnessOf(readVerifierKey(PUBLIC_LOG));
    for (const { request, status, body } of PUBLIC_EXCHANGE) {
      const answer = witness.add(request);
      expect({ ...answer, body: status === 409 ? answer.body : '' }).toEqual({ status, body: body ?? '' });
    }
  });

  it('leaves the newest checkpoint, cosigned', () => {
    const witness = witnessOf(readVerifierKey(PUBLIC_LOG));
    for (const { request } of PUBLIC_EXCHANGE) witness.add(request);
    const note = newestOf(readVerifierKey(PUBLIC_LOG).name);
    expect(readNote(note).text).toContain('\n5\nQrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=\n');
    expect(cosignaturesOn(note, [cosigner.key])).toEqual([
      { witness: 'witness.example/one', signedAt: '2026-03-02T07:00:00.000Z' },
    ]);
  });
});

describe('a witness', () => {
  const { verifier } = signer;

  it('cosigns every size that goes on from the one before, and the same one again', () => {
    const witness = witnessOf(verifier);
    let before = 0;
    for (const size of [1, 2, 3, 7, 8, 8, 21]) {
      const { note, request } = logOf(size);
      const { status, body } = witness.add(request(before));
      expect([size, status]).toEqual([size, 200]);
      expect(cosignaturesOn(note + body, [cosigner.key])).toHaveLength(1);
      expect(newestOf('example.com/ledger')).toBe(note + body);
      before = size;
    }
    expect(refusedFiles()).toEqual([]);
  });

  it('still knows what it cosigned after it was opened again', async () => {
    witnessOf(verifier).add(logOf(5).request(0));
    await folder.close();
    folder = new WitnessFolder(path);
    expect(witnessOf(verifier).add(logOf(8).request(0))).toEqual({ status: 409, body: '5\n' });
    expect(witnessOf(verifier).add(logOf(8).request(5))).toMatchObject({ status: 200 });
  });

  it('does not cosign another history, and keeps both for an auditor', () => {
    const witness = witnessOf(verifier);
    witness.add(logOf(5).request(0));
    const other = logOf(8, 4);
    expect(witness.add(other.request(5))).toMatchObject({ status: 422 });
    const files = refusedFiles();
    expect(files).toEqual([
      expect.stringMatching(/^unproved-\w{16}\.checkpoint$/),
      expect.stringMatching(/^unproved-\w{16}\.known\.checkpoint$/),
      expect.stringMatching(/^unproved-\w{16}\.txt$/),
    ]);
    expect(readFileSync(join(path, 'refused', files[0]!), 'utf8')).toBe(other.note);
    expect(readFileSync(join(path, 'refused', files[1]!), 'utf8')).toBe(newestOf('example.com/ledger'));
    expect(readFileSync(join(path, 'refused', files[2]!), 'utf8')).toMatch(
      /^A log has signed a checkpoint that came without a proof .*\n2026-03-02T07:00:00.000Z\nold 5\n/,
    );
    expect(logged).toEqual([expect.stringContaining('came without a proof')]);
    expect(witness.add(logOf(8).request(5))).toMatchObject({ status: 200 });
  });

  it.each([0, 5])(
    'keeps another root of the same size, whatever size it is said to go on from: %s',
    (old) => {
      const witness = witnessOf(verifier);
      witness.add(logOf(5).request(0));
      expect(witness.add(logOf(5, 4).request(old))).toMatchObject({ status: old === 0 ? 409 : 422 });
      expect(refusedFiles()).toHaveLength(3);
      expect(logged).toEqual([expect.stringContaining('two checkpoints of the same size')]);
    },
  );

  it('keeps what proves a contradiction, also when the same checkpoint came without a proof before', () => {
    const witness = witnessOf(verifier);
    const other = logOf(8, 4);
    witness.add(logOf(5).request(0));
    witness.add(other.request(5));
    witness.add(logOf(8).request(5));
    const known = newestOf('example.com/ledger');
    witness.add(other.request(8));
    witness.add(logOf(9).request(8));
    const files = refusedFiles().filter((name) => name.startsWith('contradicts-'));
    expect(files).toHaveLength(3);
    expect(readFileSync(join(path, 'refused', files[0]!), 'utf8')).toBe(other.note);
    expect(readFileSync(join(path, 'refused', files[1]!), 'utf8')).toBe(known);
  });

  it('keeps the same refused checkpoint once', () => {
    const witness = witnessOf(verifier);
    witness.add(logOf(5).request(0));
    for (let time = 0; time < 3; time += 1) witness.add(logOf(8, 4).request(5));
    expect(refusedFiles()).toHaveLength(3);
  });

  it('passes over signatures of others, and keeps none of them', () => {
    const stranger = noteSigner('stranger', generateKeyPairSync('ed25519').privateKey);
    const { note, request } = logOf(3);
    const line = signCheckpoint({ size: 3, root: Buffer.alloc(32) }, stranger).split('\n\n')[1]!;
    const { status, body } = witnessOf(verifier).add(request(0, note + line));
    expect(status).toBe(200);
    expect(newestOf('example.com/ledger')).toBe(note + body);
  });

  it.each([
    ['of a log that is not known', 404, () => logOf(3).request(0).replaceAll('example.com', 'example.net')],
    ['that nobody trusted has signed', 403, () => logOf(3).request(0).replace('\n3\n', '\n4\n')],
    ['from a larger size than its own', 400, () => logOf(3).request(4)],
    ['with leading zeroes', 400, () => logOf(3).request(0).replace('old 0', 'old 00')],
    ['without an old size', 400, () => logOf(3).note],
    ['with a hash that is too short', 400, () => logOf(3).request(0).replace('old 0\n', 'old 0\nAAAA\n')],
    ['with too many hashes', 400, () => `old 1\n${`${'A'.repeat(43)}=\n`.repeat(64)}\n${logOf(3).note}`],
    ['with a proof from nothing', 422, () => `old 0\n${'A'.repeat(43)}=\n\n${logOf(3).note}`],
    ['that is empty', 400, () => ''],
  ])('refuses a request %s with %s', (_what, status, request) => {
    expect(witnessOf(verifier).add(request())).toMatchObject({ status });
    expect(newestOf('example.com/ledger')).toBe('nothing');
  });
});

it('a request is read as it was written', () => {
  const request = { oldSize: 5, proof: [leafHash('a'), leafHash('b')], note: logOf(3).note };
  expect(readRequest(writeRequest(request))).toEqual(request);
});
