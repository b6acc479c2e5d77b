import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastVerification, rememberVerification } from './last-verification';

let folder: { DATA_DIR: string };

beforeEach(() => {
  folder = { DATA_DIR: mkdtempSync(join(tmpdir(), 'verified-')) };
});
afterEach(() => {
  chmodSync(folder.DATA_DIR, 0o700);
  rmSync(folder.DATA_DIR, { recursive: true });
});

const verification = { verifiedAt: '2026-03-02T07:00:00.123Z', events: 12, proved: 11, findings: 0 };

it('remembers the last verification, and no other', () => {
  expect(lastVerification(folder)).toBeNull();
  rememberVerification(folder, { ...verification, findings: 3 });
  rememberVerification(folder, verification);
  expect(lastVerification(folder)).toEqual(verification);
  expect(readdirSync(folder.DATA_DIR)).toEqual(['last-verification.json']);
});

it.each(['', '{"verifiedAt":"yesterday"}', '{"verifiedAt":"2026-03-02T07:00:00Z","events":"many"}', '[]'])(
  'takes %j for nothing',
  (text) => {
    writeFileSync(join(folder.DATA_DIR, 'last-verification.json'), text);
    expect(lastVerification(folder)).toBeNull();
  },
);

it('makes no folder', () => {
  const nowhere = { DATA_DIR: join(folder.DATA_DIR, 'nowhere') };
  rememberVerification(nowhere, verification);
  expect(readdirSync(folder.DATA_DIR)).toEqual([]);
});
