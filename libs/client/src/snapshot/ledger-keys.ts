import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { SnapshotRefused } from './snapshot-answer';

/** A public key of a ledger, under the ledger's name. */
export interface LedgerKey {
  readonly name: string;
  /** Finds the key in a note; it proves nothing. */
  readonly keyId: Buffer;
  readonly key: KeyObject;
}

/** What a ledger has signed, and the names of those who did. */
export interface SignedText {
  readonly text: string;
  readonly signedBy: readonly string[];
}

const ED25519 = 1;
const KEY_BYTES = 33;
const KEY_ID_BYTES = 4;

/** Reads a public key of the form `name+id+key` (C2SP signed-note). @throws TypeError */
export function readLedgerKey(text: string): LedgerKey {
  const [, name, id, encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (name === undefined || bytes.length !== KEY_BYTES || bytes[0] !== ED25519) throw noKey();
  const keyId = createHash('sha256').update(`${name}\n`).update(bytes).digest().subarray(0, KEY_ID_BYTES);
  if (keyId.toString('hex') !== id) throw noKey();
  const x = bytes.subarray(1).toString('base64url');
  return { name, keyId, key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }) };
}

/** Signatures of other keys are passed over; one of ours that is wrong spoils the note. @throws SnapshotRefused */
export function openSigned(note: string, keys: readonly LedgerKey[]): SignedText {
  const end = note.lastIndexOf('\n\n');
  const lines = note.slice(end + 2).split('\n');
  if (end < 1 || lines.pop() !== '') throw new SnapshotRefused('not-signed');
  const text = note.slice(0, end + 1);
  const signedBy = lines.flatMap((line) => signersIn(line, text, keys));
  if (signedBy.length === 0) throw new SnapshotRefused('not-signed');
  return { text, signedBy };
}

function signersIn(line: string, text: string, keys: readonly LedgerKey[]): string[] {
  const [, name, encoded = ''] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (name === undefined || bytes.toString('base64') !== encoded) throw new SnapshotRefused('not-signed');
  const ours = keys.filter((key) => key.name === name && key.keyId.equals(bytes.subarray(0, KEY_ID_BYTES)));
  const isTrue = ({ key }: LedgerKey) => verify(null, Buffer.from(text), key, bytes.subarray(KEY_ID_BYTES));
  if (!ours.every(isTrue)) throw new SnapshotRefused('not-signed');
  return ours.map((key) => key.name);
}

const noKey = (): TypeError => new TypeError('This is no Ed25519 public key of the form name+id+key.');
