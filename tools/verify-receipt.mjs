#!/usr/bin/env node
// Verifies a receipt of a consent ledger without the ledger, with nothing but Node and this file:
//
//   node verify-receipt.mjs receipt.json KEY
//
// KEY is a line of the ledger's keys/checkpoint.pub; have it from somewhere else than the receipt. The exit code is 0 when the receipt
// proves its events, 1 when it does not, 2 when this was called wrongly, and 3 when the file is not text in UTF-8. What is
// proved, and how, is told in docs/evidence.md.

import { Buffer } from 'node:buffer';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import process from 'node:process';

/** Version 1 does not prove that its events are all that there were. */
const FORMATS = ['consent-ledger/receipt/v1', 'consent-ledger/receipt/v2'];
const OTHERS =
  'There may be later ones, such as a cancellation: this receipt does not prove that there are none.';
const LATER_ONES = 'It says nothing of events after those: the consent may have been cancelled since.';

/** What the receipt, a JSON text, proves under a key that readKey has read. Throws an Error that says why when it proves nothing. */
export function verifyReceipt(text, key) {
  const { format, checkpoint, events, newestProof, ...more } = parse(text);
  const isKnown = format === FORMATS[newestProof === undefined ? 0 : 1] && Object.keys(more).length === 0;
  demand(isKnown, 'it is not of a form that is known here');
  demand(typeof checkpoint === 'string' && Array.isArray(events) && events.length > 0, 'a part is missing');
  const signed = readCheckpoint(openNote(checkpoint, key), key.name);
  events.forEach((entry, number) => {
    demandInTree(Object(entry), signed);
    const isNext = entry.event.stream === events[0].event.stream && entry.event.revision === number;
    demand(isNext, 'an event before one of these is missing');
  });
  const areAll = signed.newest !== null || newestProof !== undefined;
  if (areAll) demandNewest(events.at(-1).event, newestProof, signed.newest);
  return { ...signed, events: events.map(({ event }) => event), areAll };
}

/** The map has one place for each stream, to which the bits of its name's hash lead, and in it the stream's newest revision. */
function demandNewest({ stream, revision }, newestProof, root) {
  demand(Array.isArray(newestProof) && root !== null, 'it proves nothing of the newest event');
  const [key, number] = [sha256(Buffer.from(stream)), Buffer.alloc(8)];
  number.writeBigUInt64BE(BigInt(revision));
  const beside = newestProof.map((hash) => bytesOf(hash, 32));
  demand(beside.length <= 256, 'a proof is not as long as it has to be');
  const computed = beside.reduce(
    (below, other, step) => {
      const depth = beside.length - 1 - step;
      const isRight = ((key[depth >> 3] >> (7 - (depth & 7))) & 1) === 1;
      return isRight ? node(other, below) : node(below, other);
    },
    sha256(Buffer.of(0), key, number),
  );
  demand(computed.equals(root), 'there was a later event when the checkpoint was signed');
}

function demandInTree({ event, leafIndex, inclusionProof, ...more }, { size, root }) {
  demand(Array.isArray(inclusionProof) && Object.keys(more).length === 0, 'a proof is not of a known form');
  const isCovered = Number.isSafeInteger(leafIndex) && leafIndex >= 0 && leafIndex < size;
  demand(isCovered, 'an event is later than the checkpoint');
  const leaf = sha256(Buffer.of(0), Buffer.from(`${canonical(event)}`));
  const beside = inclusionProof.map((hash) => bytesOf(hash, 32));
  const computed = rootAbove(leaf, leafIndex, size, beside);
  demand(computed.equals(root), 'an event is not in the tree that was signed');
}

/** The one way to write a value as JSON (RFC 8785): no white space, members in the order of their names' UTF-16 code units. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

/** The root over `size` leaves, from one of them and the hashes beside its way up, the topmost last (RFC 9162, 2.1). */
function rootAbove(leaf, index, size, beside) {
  demand(size === 1 ? beside.length === 0 : beside.length > 0, 'a proof is not as long as it has to be');
  if (size === 1) return leaf;
  const [below, top] = [beside.slice(0, -1), beside.at(-1)];
  let left = 1;
  while (left * 2 < size) left *= 2;
  return index < left
    ? node(rootAbove(leaf, index, left, below), top)
    : node(top, rootAbove(leaf, index - left, size - left, below));
}

const node = (left, right) => sha256(Buffer.of(1), left, right);

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** A checkpoint says the ledger's name, how many events it holds, their root, and that of the newest revisions, a line each. */
function readCheckpoint(text, name) {
  const lines = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([^\n]+)\n(?:newest-revisions ([^\n]*)\n)?(?:[^\n]+\n)*$/;
  const [, origin, size, root, newest] = lines.exec(text) ?? [];
  demand(Number.isSafeInteger(Number(size)), 'what was signed is no checkpoint');
  demand(origin === name, 'the checkpoint is of another ledger than the key');
  const map = newest === undefined ? null : bytesOf(newest, 32);
  return { origin, size: Number(size), root: bytesOf(root, 32), newest: map };
}

/** The text of a note that the key has signed: text, an empty line, and lines of `— name base64(key id, signature)`. */
function openNote(note, { name, id, key }) {
  const end = note.lastIndexOf('\n\n');
  const lines = note.slice(end + 2).split('\n');
  demand(end > 0 && lines.length > 1 && lines.pop() === '', 'the checkpoint is no signed note');
  const text = note.slice(0, end + 1);
  const ours = lines.map(readSignature).filter((one) => one.by === name && one.id.equals(id));
  demand(ours.length > 0, 'the checkpoint is not signed with this key');
  const isTrue = ours.every(({ bytes }) => verify(null, Buffer.from(text), key, bytes));
  demand(isTrue, 'the signature of the checkpoint is false');
  return text;
}

function readSignature(line) {
  const [, by, signature] = /^— ([^ +]+) ([^ ]+)$/.exec(line) ?? [];
  demand(by !== undefined, 'the checkpoint is no signed note');
  const bytes = bytesOf(signature);
  return { by, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) };
}

/** A key is `name+id+base64(1, 32 bytes of Ed25519)`, where the id is the beginning of a hash over the rest. */
export function readKey(text) {
  const [, name, id, encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
  const bytes = bytesOf(encoded);
  const hash = sha256(Buffer.from(`${name}\n`), bytes).subarray(0, 4);
  demand(bytes.length === 33 && bytes[0] === 1 && hash.toString('hex') === id, 'it is no name+id+key');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') };
  return { name, id: hash, key: createPublicKey({ key: jwk, format: 'jwk' }) };
}

function bytesOf(text, length) {
  const bytes = Buffer.from(String(text), 'base64');
  demand(bytes.toString('base64') === text, 'what has to be base64 is not');
  demand(length === undefined || bytes.length === length, 'a hash is not 32 bytes long');
  return bytes;
}

/** What the JSON says. A member must not stand there twice: both would be seen, and one is proved. */
function parse(text) {
  try {
    const value = Object(JSON.parse(text));
    if (namesIn(text) === namesIn(JSON.stringify(value))) return value;
  } catch {
    throw new Error('it is no JSON, or only a part of it');
  }
  throw new Error('a member stands there twice');
}

const namesIn = (json) => json.match(/"(?:[^"\\]+|\\.)*"(\s*:)?/g)?.filter((it) => it.endsWith(':')).length;

function demand(isSo, reason) {
  if (!isSo) throw new Error(reason);
}

function main([file, key]) {
  if (key === undefined) return end(2, 'Usage: node verify-receipt.mjs receipt.json KEY');
  const bytes = attempt(() => readFileSync(file), 2, 'The receipt cannot be read');
  const text = attempt(() => textOf(bytes), 3, 'The receipt cannot be read');
  const trusted = attempt(() => readKey(key), 2, 'The key cannot be used');
  const { origin, size, events, areAll } = attempt(() => verifyReceipt(text, trusted), 1, 'Not proved');
  const list = events.map(({ revision, type, data }) => `${revision}  ${type}  ${data.recordedAt ?? ''}\n`);
  const these = areAll ? 'these events and no others' : 'these events';
  const proved = `Proved: ${events[0].stream} has ${these} among the first ${size} of ${origin}.`;
  process.stdout.write(`${proved}\n${areAll ? LATER_ONES : OTHERS}\n${list.join('')}`);
}

/** A receipt that an editor has saved in another encoding says nothing of whether it proves anything. */
function textOf(bytes) {
  const hasMark = bytes.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf));
  demand(!hasMark, 'it begins with a byte order mark; save it as UTF-8 without one');
  demand(!bytes.includes(0), 'it is in UTF-16, or is no text; save it as UTF-8');
  const text = bytes.toString('utf8');
  demand(Buffer.from(text).equals(bytes), 'it is not in UTF-8; save it as UTF-8');
  return text;
}

function attempt(work, exitCode, otherwise) {
  try {
    return work();
  } catch (error) {
    return end(exitCode, `${otherwise}: ${error.message}.`);
  }
}

function end(exitCode, sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(exitCode);
}

if (process.argv[1]?.endsWith('verify-receipt.mjs')) main(process.argv.slice(2));
