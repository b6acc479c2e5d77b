import { generateKeyPairSync } from 'node:crypto';
import { readConfig } from '#platform';
import { witnessesIn } from '../evidence-files';
import { cosignerOf } from '../note/cosignature';

const keyOf = (name: string) => cosignerOf(name, generateKeyPairSync('ed25519').privateKey).key.text;
const [one, two] = [keyOf('one.example'), keyOf('two.example')];
const read = (settings: Record<string, string>) => witnessesIn(readConfig(settings));

it('witnesses are named by key and address, and more than half of them are needed', () => {
  expect(read({})).toBeNull();
  const WITNESSES = `${one} http://127.0.0.1:7380, ${two} https://witness.example.org/two/`;
  const named = read({ WITNESSES })!;
  expect(named.needed).toBe(2);
  expect(named.witnesses.map(({ key, url }) => [key.name, url])).toEqual([
    ['one.example', 'http://127.0.0.1:7380/'],
    ['two.example', 'https://witness.example.org/two/'],
  ]);
  expect(read({ WITNESSES, WITNESS_QUORUM: '1' })!.needed).toBe(1);
});

it.each([
  [{ WITNESSES: 'nonsense' }, /^WITNESSES: This is no Ed25519 verifier key/],
  [{ WITNESSES: one }, /^WITNESSES: each has a key, a space and an address/],
  [{ WITNESSES: `${one} ftp://example.com` }, /^WITNESSES: "ftp:\/\/example.com" is not an address/],
  [{ WITNESSES: `${one} http://a.example b` }, /^WITNESSES: ".*" is not a key and an address/],
  [
    { WITNESSES: `${one} http://a:secret@b.example` },
    /^WITNESSES: (?!.*secret).*holds a user, or a password/,
  ],
  [
    { WITNESSES: `${one} http://a.example, ${one} http://b.example` },
    /^WITNESSES: A witness stands there twice/,
  ],
  [
    { WITNESSES: `${one} http://a.example, ${keyOf('one.example')} http://b.example` },
    /^WITNESSES: A witness stands there twice/,
  ],
  [{ WITNESSES: `${one} http://a.example`, WITNESS_QUORUM: '2' }, /^WITNESS_QUORUM: 2 are more than the 1/],
])('settings that cannot be meant are refused: %j', (settings, why) => {
  expect(() => read(settings)).toThrow(why);
});
