#!/usr/bin/env node
// Verifies a receipt of a consent ledger without the ledger, with nothing but Node and this file:
//
//   node verify-receipt.mjs receipt.json KEY [WITNESS-KEY...] [--quorum=N]
//
// KEY is a line of the ledger's keys/checkpoint.pub; have it from somewhere else than the receipt. When keys of witnesses are given, N of
// them, or more than half, have to have cosigned the checkpoint: then they have seen the same history. The exit code is 0 when the receipt
// proves its events, its check or its look, 1 when it does not, 2 when this was called wrongly, and 3 when the file is not text in UTF-8. What
// is proved, and how, is told in docs/evidence.md.

import { Buffer } from 'node:buffer';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import process from 'node:process';

/** Version 1 does not prove that its events are all that there were. */
const FORMATS = ['consent-ledger/receipt/v1', 'consent-ledger/receipt/v2'];
const OTHERS =
  'There may be later ones, such as a cancellation: this receipt does not prove that there are none.';
const LATER_ONES = 'It says nothing of events after those: the consent may have been cancelled since.';

/** Receipts for single records, of checks and of looks: their members, what was signed of the batch, and what they do not prove. */
const RECORDS = {
  'consent-ledger/decision-receipt/v1': {
    ...{ kind: 'decision', proof: 'decisionProof', list: 'decisions' },
    ...{ stream: 'audit-decisions-', type: 'DecisionsRecorded.v1', isReadable: isDecision },
    notProved:
      'It does not prove that the answer was right or that it arrived, or that there were no other checks.\n' +
      'The employee is as the system stated, and the time is that of the ledger.',
  },
  'consent-ledger/access-receipt/v1': {
    ...{ kind: 'access', proof: 'accessProof', list: 'accesses' },
    ...{ stream: 'audit-accesses-', type: 'AccessesRecorded.v1', isReadable: isAccess },
    notProved:
      'It does not prove that what was shown arrived, or that there were no other looks.\n' +
      'Who asked and what for is as it was stated, and the time is that of the ledger.',
  },
};

/** What the receipt, a JSON text, proves under a key that readKey has read. Throws an Error that says why when it proves nothing. */
export function verifyReceipt(text, key) {
  const { format, ...receipt } = parse(text);
  if (Object.hasOwn(RECORDS, String(format))) return recordIn(receipt, RECORDS[format], decisionKey(key));
  return eventsIn({ format, ...receipt }, key);
}

/** The record is in the tree over its batch. The batch is in the tree with the number of its records and that root in their place. */
function recordIn({ checkpoint, index, batch, leafIndex, inclusionProof, ...more }, form, key) {
  const { [form.kind]: record, [form.proof]: proof, ...others } = more;
  const isKnown = typeof checkpoint === 'string' && Object.keys(others).length === 0;
  demand(isKnown && has(batch, MEMBERS), 'it is not of a form that is known here');
  const { origin, size, root } = readCheckpoint(openNote(checkpoint, key), key.name);
  demandLeaf({ value: batch, index: leafIndex, beside: inclusionProof }, { size, root });
  const { size: records, root: rootOfRecords } = digestIn(batch, form);
  const signed = { size: records, root: bytesOf(rootOfRecords, 32) };
  demandLeaf({ value: record, index, beside: proof }, signed);
  demand(form.isReadable(record), 'the record is not of a form that is known here');
  const place = { stream: batch.stream, revision: batch.revision, index, records };
  return { origin, size, [form.kind]: record, ...place };
}

const MEMBERS = 'data,id,metadata,revision,stream,type';
const has = (value, names) => Object.keys(Object(value)).sort().join() === names;

function digestIn({ stream, revision, type, data }, form) {
  const digest = Object(data)[form.list];
  const isOfKind = isPlain(stream) && stream.startsWith(form.stream) && Number.isSafeInteger(revision);
  const isKnown = type === form.type && has(data, form.list) && has(digest, 'root,size');
  demand(isOfKind && isKnown, 'what was signed is no batch of records that is known here');
  return digest;
}

/** What is printed must be text that a terminal shows as it is. */
const isPlain = (text) => typeof text === 'string' && !/\p{Cc}/u.test(text);

function isDecision(decision) {
  const { patient, hasConsent, assertionId = '', assertionType = '', ...more } = Object(decision);
  const { root, extension } = Object(patient);
  const { decidedAt, employeeId, careUnitId, careProviderId, callerId, result } = more;
  const who = [root, extension, employeeId, careUnitId, careProviderId, callerId];
  const texts = [...who, decidedAt, result, assertionId, assertionType];
  return typeof hasConsent === 'boolean' && texts.every(isPlain);
}

function isAccess(access) {
  const { askedAt, contract, callerId, isGranted, patient, ...more } = Object(access);
  const { assertionId = '', onBehalfOf = '', systemUser = '', purpose = '' } = more;
  const { root, extension } = patient === undefined ? { root: '', extension: '' } : Object(patient);
  const texts = [askedAt, contract, callerId, root, extension, assertionId, onBehalfOf, systemUser, purpose];
  return typeof isGranted === 'boolean' && texts.every(isPlain);
}

/** What the receipt proves of the events of a stream. */
function eventsIn({ format, checkpoint, events, newestProof, ...more }, key) {
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

function demandInTree({ event, leafIndex, inclusionProof, ...more }, signed) {
  demand(Object.keys(more).length === 0, 'a proof is not of a known form');
  demandLeaf({ value: event, index: leafIndex, beside: inclusionProof }, signed);
}

/** A value's leaf is in the tree with this size and root, and `beside` are the hashes beside its way up. */
function demandLeaf({ value, index, beside }, { size, root }) {
  demand(Array.isArray(beside), 'a proof is not of a known form');
  const isCovered = Number.isSafeInteger(index) && index >= 0 && index < size;
  demand(isCovered, 'what has to be proved is later than what was signed');
  const leaf = sha256(Buffer.of(0), Buffer.from(`${canonical(value)}`));
  const hashes = beside.map((hash) => bytesOf(hash, 32));
  const computed = rootAbove(leaf, index, size, hashes);
  demand(computed.equals(root), 'what has to be proved is not in the tree that was signed');
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

/** Which witnesses have signed the checkpoint of a receipt, and when: cosignatures of C2SP tlog-cosignature, version 1. */
export function cosignaturesIn(receipt, witnesses, needed = Math.floor(witnesses.length / 2) + 1) {
  const { checkpoint } = parse(receipt);
  const end = checkpoint.lastIndexOf('\n\n');
  const text = checkpoint.slice(0, end + 1);
  const lines = checkpoint
    .slice(end + 2, -1)
    .split('\n')
    .map(readSignature);
  const found = witnesses.flatMap(({ name, id, key }) => {
    const times = lines
      .filter((one) => one.by === name && one.id.equals(id))
      .map(({ bytes }) => {
        demand(bytes.length === 72, `the cosignature of ${name} is false`);
        const seconds = bytes.readBigUInt64BE();
        const message = Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
        demand(verify(null, message, key, bytes.subarray(8)), `the cosignature of ${name} is false`);
        return Number(seconds) * 1000;
      });
    return times.length === 0
      ? []
      : [{ witness: name, signedAt: new Date(Math.max(...times)).toISOString() }];
  });
  demand(
    found.length >= needed,
    `${found.length} of the given witnesses signed it, and ${needed} are needed`,
  );
  return found;
}

/** A key is `name+id+base64(1, 32 bytes of Ed25519)`, where the id is the beginning of a hash over the rest. */
export function readKey(text, type = 1) {
  const [, name, id, encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
  const bytes = bytesOf(encoded);
  const isOne = bytes.length === 33 && bytes[0] === type && idOf(name, bytes).toString('hex') === id;
  demand(isOne, 'it is no name+id+key');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') };
  return { name, bytes, id: idOf(name, bytes), key: createPublicKey({ key: jwk, format: 'jwk' }) };
}

const idOf = (name, bytes) => sha256(Buffer.from(`${name}\n`), bytes).subarray(0, 4);

/** Checkpoints of the records of checks are signed with the ledger's key, in another name. */
function decisionKey({ name, bytes, key }) {
  const ofDecisions = `${name}/decisions`;
  return { name: ofDecisions, bytes, id: idOf(ofDecisions, bytes), key };
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

function main(args) {
  const [file, key, others, needed] = attempt(() => readArguments(args), 2, USAGE);
  const bytes = attempt(() => readFileSync(file), 2, 'The receipt cannot be read');
  const text = attempt(() => textOf(bytes), 3, 'The receipt cannot be read');
  const trusted = attempt(() => readKey(key), 2, 'The key cannot be used');
  const witnesses = attempt(() => readWitnesses(others), 2, 'A key of a witness cannot be used');
  const proved = attempt(() => verifyReceipt(text, trusted), 1, 'Not proved');
  const seen = attempt(
    () => (others.length === 0 ? [] : cosignaturesIn(text, witnesses, needed)),
    1,
    'Not proved',
  );
  process.stdout.write(proved.events ? eventsInWords(proved) : recordInWords(proved));
  const by = seen.map(({ witness, signedAt }) => `${witness} at ${signedAt}`);
  if (by.length > 0) process.stdout.write(`Cosigned by ${by.join(', ')}.\n`);
}

const USAGE = 'Usage: node verify-receipt.mjs receipt.json KEY [WITNESS-KEY...] [--quorum=N]';

function readArguments(args) {
  const [option, ...more] = args.filter((arg) => arg.startsWith('--'));
  const [file, key, ...witnesses] = args.filter((arg) => !arg.startsWith('--'));
  demand(
    key !== undefined && more.length === 0,
    'the receipt or the key is missing, or an option is not known',
  );
  if (option === undefined) return [file, key, witnesses];
  const needed = Number(/^--quorum=([1-9]\d?)$/.exec(option)?.[1]);
  demand(needed <= witnesses.length, 'so many witnesses are not given');
  return [file, key, witnesses, needed];
}

const WITNESS = 4;

/** One key under two names must not count twice. */
function readWitnesses(texts) {
  const keys = texts.map((text) => readKey(text, WITNESS));
  const isEachOnce = new Set(keys.map(({ bytes }) => bytes.toString('hex'))).size === keys.length;
  demand(isEachOnce, 'it stands there twice');
  return keys;
}

function eventsInWords({ origin, size, events, areAll }) {
  const list = events.map(({ revision, type, data }) => `${revision}  ${type}  ${data.recordedAt ?? ''}\n`);
  const these = areAll ? 'these events and no others' : 'these events';
  const proved = `Proved: ${events[0].stream} has ${these} among the first ${size} of ${origin}.`;
  return `${proved}\n${areAll ? LATER_ONES : OTHERS}\n${list.join('')}`;
}

function recordInWords({ origin, size, stream, revision, index, records, decision, access }) {
  const [what, form] = decision ? ['check', 'decision'] : ['look', 'access'];
  const { notProved } = RECORDS[`consent-ledger/${form}-receipt/v1`];
  return (
    `Proved: this ${what} is recorded among the first ${size} batches of ${origin}.\n` +
    `${decision ? decisionInWords(decision) : accessInWords(access)}\n` +
    `It is record ${index + 1} of ${records} in batch ${revision} of ${stream}.\n${notProved}\n`
  );
}

const masked = ({ extension }) => extension.slice(-2).padStart(extension.length, '*');

function decisionInWords(decision) {
  const { decidedAt, employeeId, careUnitId, careProviderId, patient, callerId, assertionId } = decision;
  const consent = assertionId === undefined ? '' : `, by consent ${assertionId}`;
  return (
    `At ${decidedAt}, ${employeeId} at unit ${careUnitId} of care provider ${careProviderId} asked about patient ` +
    `${masked(patient)} through system ${callerId}. The answer was: ${answerInWords(decision)}${consent}.`
  );
}

function accessInWords({ askedAt, contract, callerId, isGranted, patient, assertionId, ...more }) {
  const { onBehalfOf, systemUser, purpose } = more;
  const about = [
    ...(patient === undefined ? [] : [`patient ${masked(patient)}`]),
    ...(assertionId === undefined ? [] : [`consent ${assertionId}`]),
  ].join(', ');
  const who = systemUser ?? onBehalfOf ?? 'somebody';
  return (
    `At ${askedAt}, ${who} called ${contract} through system ${callerId}${about && ` about ${about}`}. ` +
    `It was ${isGranted ? 'allowed' : 'denied'}.${purpose === undefined ? '' : ` Stated purpose: ${purpose}`}`
  );
}

function answerInWords({ result, hasConsent, assertionType }) {
  if (result === 'ACCESSDENIED') return 'access denied';
  if (!hasConsent) return 'no';
  return assertionType === 'Emergency' ? 'yes, in an emergency' : 'yes';
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
