import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { openCheckpoint, readCheckpoint, signCheckpoint } from './checkpoint';
import { InvalidKey, noteSigner, readVerifierKey } from './note-key';
import { openNote, signNote } from './signed-note';

/** The key, the note and the second signature that Go's own package for signed notes is tested with. */
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PETER_SEED = 'gQoUAtUUbI2E8kQzMPVAgOv5juF9nHT2JS/F1ccoMXM=';
const ENOCH = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETERS_LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const ENOCHS_LINE =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const NOTE = `${TEXT}\n${PETERS_LINE}`;

/** An Ed25519 key from its 32 secret bytes, in the wrapping of PKCS#8. */
const keyOfSeed = (seed: Buffer) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });

const peter = noteSigner('PeterNeumann', keyOfSeed(Buffer.from(PETER_SEED, 'base64')));

describe('keys', () => {
  it('are written as Go writes them', () => {
    expect(peter.verifier.text).toBe(PETER);
    expect(readVerifierKey(PETER)).toMatchObject({ name: 'PeterNeumann', text: PETER });
    expect(readVerifierKey(PETER).keyId.toString('hex')).toBe('c74f20a3');
  });

  it('are refused with any part of them missing', () => {
    for (let from = 0; from < PETER.length; from += 1) {
      for (let to = from; to <= PETER.length; to += 1) {
        if (to - from < PETER.length)
          expect(() => readVerifierKey(PETER.slice(from, to))).toThrow(InvalidKey);
      }
    }
  });

  it('are refused with any one bit turned', () => {
    for (const turned of withEachBitTurned(PETER)) expect(() => readVerifierKey(turned)).toThrow(InvalidKey);
  });

  it.each([
    'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
    'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    `${PETER}\n`,
  ])('are refused that are of another length or kind: %j', (key) => {
    expect(() => readVerifierKey(key)).toThrow(InvalidKey);
  });

  it.each(['', 'a b', 'a+b', 'a\tb', 'a\u00a0b', 'a\nb', '\ud800'])('have no name such as %j', (name) => {
    expect(() => noteSigner(name, generateKeyPairSync('ed25519').privateKey)).toThrow(InvalidKey);
  });
});

describe('notes', () => {
  const verifiers = [PETER, ENOCH].map(readVerifierKey);
  const [peters, enochs] = verifiers;

  it('are signed as Go signs them', () => {
    expect(signNote(TEXT, peter)).toBe(NOTE);
    expect(openNote(NOTE, [peters!])).toEqual({ text: TEXT, signedBy: ['PeterNeumann'] });
  });

  it('may have several signatures, of which those of unknown keys do not count', () => {
    const both = NOTE + ENOCHS_LINE;
    expect(openNote(both, verifiers).signedBy).toEqual(['PeterNeumann', 'EnochRoot']);
    expect(openNote(both, [enochs!]).signedBy).toEqual(['EnochRoot']);
    expect(() => openNote(NOTE, [enochs!])).toThrow('not signed with a key that is trusted');
    expect(() => openNote(both, [])).toThrow('not signed with a key that is trusted');
  });

  it('are spoiled by a wrong signature of a key that is known, also beside a right one', () => {
    const wrong = PETERS_LINE.replace('x08goPZJ', 'x08go/ZJ').replace('ZJkuBS9U', 'ZJkuBS9V');
    expect(() => openNote(`${TEXT}\n${wrong}`, [peters!])).toThrow('not that of its text');
    expect(() => openNote(NOTE + wrong, [peters!])).toThrow('not that of its text');
    expect(() => openNote(NOTE.replace('answer', 'Answer'), [peters!])).toThrow('not that of its text');
  });

  it('may hold other alphabets and empty lines', () => {
    const text = 'ed è subito sera.\n\n— 安全\n';
    expect(openNote(signNote(text, peter), [peters!]).text).toBe(text);
  });

  it.each([
    '',
    '\n',
    '\n\n',
    TEXT,
    `${TEXT}\n`,
    `\n${PETERS_LINE}`,
    `${TEXT}\n${PETERS_LINE.slice(0, -1)}`,
    `${TEXT}${PETERS_LINE}`,
    `\u0001${NOTE}`,
    `\ud800${NOTE}`,
    `${NOTE}Unexpected line.\n`,
    `${TEXT}\n${PETERS_LINE.replace('PeterNeumann', 'Bad Name')}`,
    `${TEXT}\n${PETERS_LINE.replace('PeterNeumann', 'Bad+Name')}`,
    `${TEXT}\n${PETERS_LINE.replace('JnAM=', 'JnAM')}`,
    `${TEXT}\n${PETERS_LINE.replace('JnAM=', 'JnAN=')}`,
    `${TEXT}\n— PeterNeumann x08gow==\n`,
    `${TEXT}\n${PETERS_LINE.repeat(101)}`,
    NOTE.replaceAll('\n', '\r\n'),
  ])('are none: %j', (text) => {
    expect(() => openNote(text, verifiers)).toThrow('This is no signed note.');
  });

  it('are refused with any one bit turned', () => {
    for (const turned of withEachBitTurned(NOTE)) expect(() => openNote(turned, verifiers)).toThrow(/note/);
  });

  it.each(['', 'no newline', 'a bell\u0007\n'])('cannot be made of %j', (text) => {
    expect(() => signNote(text, peter)).toThrow('The text of a note');
  });
});

describe('checkpoints', () => {
  const verifiers = [peter.verifier];
  const head = {
    size: 20852163,
    root: Buffer.from('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', 'base64'),
  };

  it('say the name, the size and the root, a line each', () => {
    const note = signCheckpoint(head, peter);
    expect(note).toMatch(
      /^PeterNeumann\n20852163\nCsUYapGGPo4dkMgIAUqom\/Xajj7h2fB2MPA3j2jxq2I=\n\n— PeterNeumann x08go/,
    );
    expect(openCheckpoint(note, verifiers)).toEqual({ origin: 'PeterNeumann', ...head });
    expect(readCheckpoint(note)).toEqual({ origin: 'PeterNeumann', ...head });
  });

  it('say the newest revisions on a line behind that, and have to say them rightly', () => {
    const newestRevisions = Buffer.alloc(32, 7);
    const note = signCheckpoint({ ...head, newestRevisions }, peter);
    expect(openCheckpoint(note, verifiers)).toEqual({ origin: 'PeterNeumann', ...head, newestRevisions });
    const text = note
      .slice(0, note.indexOf('\n\n') + 1)
      .replace(/newest-revisions .*/, 'newest-revisions Bw==');
    expect(() => openCheckpoint(signNote(text, peter), verifiers)).toThrow('This is no checkpoint.');
  });

  it('may go on after that', () => {
    const note = signNote(
      'PeterNeumann\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmore\nand more\n',
      peter,
    );
    expect(openCheckpoint(note, verifiers)).toMatchObject({ size: 0 });
  });

  it('are of the ledger that signed them', () => {
    const foreign = signNote(`another\n1\n${head.root.toString('base64')}\n`, peter);
    expect(() => openCheckpoint(foreign, verifiers)).toThrow('of another ledger');
    const other = noteSigner('another', generateKeyPairSync('ed25519').privateKey);
    expect(() => openCheckpoint(signCheckpoint(head, other), verifiers)).toThrow('not signed with a key');
  });

  it.each([
    TEXT,
    'PeterNeumann\n1\n',
    'PeterNeumann\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
    'PeterNeumann\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
    'PeterNeumann\n9999999999999999\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
    'PeterNeumann\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n',
    'PeterNeumann\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nmore\n',
  ])('are none: %j', (text) => {
    expect(() => openCheckpoint(signNote(text, peter), verifiers)).toThrow('This is no checkpoint.');
  });
});

/** The text with one bit of its bytes turned, each in turn; what is no text any more is read with signs of replacement. */
function* withEachBitTurned(text: string): Generator<string> {
  const bytes = Buffer.from(text);
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const copy = Buffer.from(bytes);
    copy[bit >> 3]! ^= 1 << (bit & 7);
    yield copy.toString();
  }
}
