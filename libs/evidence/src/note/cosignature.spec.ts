import { generateKeyPairSync } from 'node:crypto';
import { signCheckpoint } from './checkpoint';
import { cosignaturesOn, cosignerOf, readWitnessKey, withCosignature } from './cosignature';
import { InvalidKey, noteSigner } from './note-key';
import { demandQuorum, majorityOf } from './quorum';
import { InvalidNote, readNote } from './signed-note';

/**
 * A checkpoint of a public log of certificates, as one of the public witnesses cosigned it in August 2026. That witness signs with two
 * keys; its other signature is shortened.
 */
const PUBLIC_NOTE = `coachandhorses2026h1.staging.certificate.transparency.goog
185550722
YXAM0VmnrfvLaBCOOYSJhCaE5F10oGBOo+hkbDa1kng=

— coachandhorses2026h1.staging.certificate.transparency.goog MpXgsHy8ZwxXnO+WjtVrPxAzL49Rs1gWTkNVNeEa//5peAzaocRCB3qt3EaibjzY5GILLtGgBP7dBhgcSHy+JQh0OAc=
— witness.navigli.sunlight.geomys.org o+AP4gAAAABqb7DzNrGFRJnQ9vrJ8xpnwZytnr/ZYczDIsvwvouiSjwOjn7a72ccxBk+lKnZ7dKqkYKER1s/KxLTaVwQD7lJZTC/CQ==
— witness.navigli.sunlight.geomys.org a8RCSQAAAABqb7DzKgaCAhz8GvTJUusViqTl2y0zs3PB
`;
const PUBLIC_WITNESS =
  'witness.navigli.sunlight.geomys.org+a3e00fe2+BNy/co4C1Hn1p+INwJrfUlgz7W55dSZReusH/GhUhJ/G';

const newKey = () => generateKeyPairSync('ed25519').privateKey;
const NOW = Date.parse('2026-03-02T07:00:00.900Z');

const log = noteSigner('example.com/ledger', newKey());
const note = signCheckpoint(
  { size: 3, root: Buffer.alloc(32, 1), newestRevisions: Buffer.alloc(32, 2) },
  log,
);
const { text } = readNote(note);
const [one, other] = [
  cosignerOf('witness.example/one', newKey()),
  cosignerOf('witness.example/two', newKey()),
];
const signedByOne = note + one.cosign(text, NOW);

describe('a cosignature', () => {
  it('of a public witness is verified, with its time', () => {
    expect(cosignaturesOn(PUBLIC_NOTE, [readWitnessKey(PUBLIC_WITNESS)])).toEqual([
      { witness: 'witness.navigli.sunlight.geomys.org', signedAt: '2026-08-02T21:04:51.000Z' },
    ]);
  });

  it('of a public witness is refused on another size, another root and at another time', () => {
    const changes: [string, string][] = [
      ['185550722', '185550723'],
      ['YXAM', 'YXAN'],
      ['qb7DzNrGF', 'qb7D0NrGF'],
    ];
    for (const [from, to] of changes)
      expect(() => cosignaturesOn(PUBLIC_NOTE.replace(from, to), [readWitnessKey(PUBLIC_WITNESS)])).toThrow(
        InvalidNote,
      );
  });

  it('is over every line of the checkpoint, in whole seconds', () => {
    expect(cosignaturesOn(signedByOne, [one.key])).toEqual([
      { witness: 'witness.example/one', signedAt: '2026-03-02T07:00:00.000Z' },
    ]);
    const otherMap = signedByOne.replace('newest-revisions Ag', 'newest-revisions Aw');
    expect(otherMap).not.toBe(signedByOne);
    expect(() => cosignaturesOn(otherMap, [one.key])).toThrow(
      'The cosignature of the witness witness.example/one is not one of this checkpoint.',
    );
  });

  it('counts once for each witness, with its newest time', () => {
    const again = signedByOne + one.cosign(text, NOW + 5000) + other.cosign(text, NOW) + one.cosign(text, 0);
    expect(cosignaturesOn(again, [other.key, one.key])).toEqual([
      { witness: 'witness.example/two', signedAt: '2026-03-02T07:00:00.000Z' },
      { witness: 'witness.example/one', signedAt: '2026-03-02T07:00:05.000Z' },
    ]);
    expect(cosignaturesOn(again, [])).toEqual([]);
    expect(cosignaturesOn(note, [one.key])).toEqual([]);
  });

  it('is none of the log itself, though it be by the same key', () => {
    const key = newKey();
    const [self, name] = [cosignerOf('same', key), noteSigner('same', key)];
    const own = signCheckpoint({ size: 1, root: Buffer.alloc(32) }, name);
    expect(cosignaturesOn(own, [self.key])).toEqual([]);
  });
});

describe('the answer of a witness', () => {
  const added = (answer: string) => withCosignature(note, answer, one.key);

  it('adds its own newest line, and no line of others', () => {
    const [line, theirs] = [one.cosign(text, NOW), other.cosign(text, NOW)];
    expect(added(line)).toBe(note + line);
    expect(added(theirs + line)).toBe(note + line);
    expect(added(one.cosign(text, 0) + line)).toBe(note + line);
  });

  it.each([
    ['nothing', () => ''],
    ['what is no line', () => 'Thank you.\n'],
    ['a line of somebody else', () => other.cosign(text, NOW)],
    ['a cosignature of another checkpoint', () => one.cosign(text.replace('\n3\n', '\n4\n'), NOW)],
    ['a line that is cut', () => one.cosign(text, NOW).slice(0, -20)],
    ['another note', () => `${text}\n${one.cosign(text, NOW)}`],
  ])('adds nothing when it is %s', (_what, answer) => {
    expect(added(answer())).toBeNull();
  });
});

describe('a quorum', () => {
  const keys = [one.key, other.key];

  it('is reached by so many witnesses as are needed', () => {
    expect(demandQuorum(signedByOne, { keys, needed: 1 })).toHaveLength(1);
    expect(() => demandQuorum(signedByOne, { keys, needed: 2 })).toThrow(
      'Of the 2 given witnesses, 1 signed the checkpoint, and 2 are needed.',
    );
    expect(() => demandQuorum(signedByOne + one.cosign(text, NOW), { keys, needed: 2 })).toThrow(InvalidNote);
    expect(demandQuorum(signedByOne + other.cosign(text, NOW), { keys, needed: 2 })).toHaveLength(2);
  });

  it('is more than half where nobody says how many', () => {
    expect([1, 2, 3, 4, 5].map(majorityOf)).toEqual([1, 2, 2, 3, 3]);
  });
});

it('a key of a log is no key of a witness, and the reverse', () => {
  expect(readWitnessKey(one.key.text)).toMatchObject({ name: 'witness.example/one', text: one.key.text });
  expect(() => readWitnessKey(log.verifier.text)).toThrow(InvalidKey);
  expect(() => readWitnessKey(one.key.text.replace('one', 'two'))).toThrow(InvalidKey);
});
