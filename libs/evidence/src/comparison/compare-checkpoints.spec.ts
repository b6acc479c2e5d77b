import { generateKeyPairSync } from 'node:crypto';
import { openCheckpoint, signCheckpoint } from '../note/checkpoint';
import { cosignerOf } from '../note/cosignature';
import { readNote } from '../note/signed-note';
import { logOf, signer } from '../witness/given/history';
import {
  compareCheckpoints,
  witnessesOfBoth,
  type FoundCheckpoint,
  type GivenProof,
  type Relation,
} from './compare-checkpoints';

const found = (source: string, note: string): FoundCheckpoint => ({
  ...openCheckpoint(note, [signer.verifier]),
  source,
  note,
});

const proofOf = (
  { proofFrom, size }: ReturnType<typeof logOf>,
  olderSize: number,
  origin = signer.name,
): GivenProof => ({ origin, olderSize, newerSize: size, hashes: proofFrom(olderSize) });

const relations = (checkpoints: readonly FoundCheckpoint[], proofs: readonly GivenProof[] = []) =>
  compareCheckpoints(checkpoints, proofs).map(({ relation, older, newer }) => [
    relation,
    older.source,
    newer.source,
  ]);

it('every two checkpoints, of one history or two, are judged as they are, with a proof and without', () => {
  for (let older = 1; older <= 9; older += 1)
    for (let newer = older; newer <= 9; newer += 1)
      for (let forkedAt = 0; forkedAt <= newer; forkedAt += 1) {
        const one = found('one', logOf(older).note);
        const log = logOf(newer, forkedAt);
        const other = found('other', log.note);
        const isOneHistory = forkedAt >= older;
        const atOneSize: Relation = isOneHistory ? 'same' : 'split view';
        const proved: Relation = isOneHistory ? 'goes on' : 'not proved';
        const expected = older === newer ? [atOneSize, atOneSize] : ['unknown', proved];
        const judged = [[], [proofOf(log, older)]].map((proofs) => relations([one, other], proofs));
        expect([older, newer, forkedAt, judged]).toEqual([
          older,
          newer,
          forkedAt,
          expected.map((relation) => [[relation, 'one', 'other']]),
        ]);
      }
});

it('two that are proved to be beginnings of a third go on from each other, in whichever order they come', () => {
  const log = logOf(7);
  const checkpoints = [found('newest', log.note), found('b', logOf(5).note), found('a', logOf(3).note)];
  expect(relations(checkpoints, [proofOf(log, 3), proofOf(log, 5)])).toEqual([
    ['goes on', 'a', 'b'],
    ['goes on', 'b', 'newest'],
  ]);
  expect(relations(checkpoints, [proofOf(log, 5)])).toEqual([
    ['unknown', 'a', 'b'],
    ['goes on', 'b', 'newest'],
  ]);
});

it('copies are the same as the first, and of three different ones of a size every two contradict each other', () => {
  const [a, b, c] = [logOf(4), logOf(4, 2), logOf(4, 3)].map(({ note }) => note) as [string, string, string];
  const copy = found('a again', a);
  expect(relations([found('a', a), copy])).toEqual([['same', 'a', 'a again']]);
  expect(relations([found('a', a), found('b', b), copy, found('c', c)])).toEqual([
    ['same', 'a', 'a again'],
    ['split view', 'a', 'b'],
    ['split view', 'a', 'c'],
    ['split view', 'b', 'c'],
  ]);
});

it('the same events with other newest revisions are a split view; without any they say nothing of them', () => {
  const { size, root, note } = logOf(4);
  const [one, other] = [1, 2].map((byte) =>
    signCheckpoint({ size, root, newestRevisions: Buffer.alloc(32, byte) }, signer),
  ) as [string, string];
  expect(relations([found('one', one), found('other', other)])).toEqual([['split view', 'one', 'other']]);
  expect(relations([found('plain', note), found('one', one), found('other', other)])).toEqual([
    ['same', 'plain', 'one'],
    ['same', 'plain', 'other'],
    ['split view', 'one', 'other'],
  ]);
});

it('different histories are not compared with each other, and a proof of one proves nothing of another', () => {
  const log = logOf(4);
  const [older, newer] = [found('older', logOf(2).note), found('newer', log.note)];
  const ofOther = { ...found('other', logOf(4, 1).note), origin: 'other' };
  expect(relations([older, ofOther, newer], [proofOf(log, 2, 'other')])).toEqual([
    ['unknown', 'older', 'newer'],
  ]);
});

it('witnesses that have cosigned both sides are named, and false cosignatures are none', () => {
  const [one, two] = ['one.example', 'two.example'].map((name) =>
    cosignerOf(name, generateKeyPairSync('ed25519').privateKey),
  );
  const cosigned = (note: string) => note + one!.cosign(readNote(note).text, 0);
  const [honest, forged] = [logOf(4).note, logOf(4, 1).note];
  const keys = [one!.key, two!.key];
  const sides = (older: string, newer: string) => ({ older: found('', older), newer: found('', newer) });
  expect(witnessesOfBoth(sides(cosigned(honest), cosigned(forged)), keys)).toEqual(['one.example']);
  expect(witnessesOfBoth(sides(cosigned(honest), forged), keys)).toEqual([]);
  const falsely = forged + one!.cosign(readNote(honest).text, 0);
  expect(witnessesOfBoth(sides(cosigned(honest), falsely), keys)).toEqual([]);
});
