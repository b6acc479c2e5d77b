import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '#platform';
import { UnusableRegister, WatchedRegister } from '.';

const textWith = (...systemIds: string[]): string =>
  JSON.stringify({
    issuers: [{ issuer: 'i', audience: 'a', algorithms: ['ES256'], jwksUrl: 'https://id.example.com/jwks' }],
    callers: systemIds.map((systemId) => ({
      systemId,
      name: 'Records',
      tokens: [{ issuer: 'i', clientId: systemId }],
      careProviders: 'all',
      rights: ['check'],
    })),
  });

let folder: string;
let path: string;
let watched: WatchedRegister;
let entries: [level: string, message: string, fields: Record<string, unknown>][];

const log = {
  info: (message: string, fields: object) => void entries.push(['info', message, { ...fields }]),
  error: (message: string, fields: object) => void entries.push(['error', message, { ...fields }]),
} as unknown as Logger;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callers-'));
  path = join(folder, 'callers.json');
  entries = [];
  writeFileSync(path, textWith('SE1-A'));
  watched = new WatchedRegister(path, log, 5);
});
afterEach(() => {
  watched.close();
  rmSync(folder, { recursive: true });
});

const callers = (): string[] => watched.current.callers.map(({ systemId }) => systemId);

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await pause(5);
}

it('reads a changed file again', async () => {
  writeFileSync(path, textWith('SE1-A', 'SE1-B'));
  await until(() => entries.length > 0);
  expect(callers()).toEqual(['SE1-A', 'SE1-B']);
  expect(entries).toEqual([['info', 'The register of callers was read again.', { callers: 2 }]]);
});

it('keeps the old register while the new file cannot be used, and says so once', async () => {
  writeFileSync(path, textWith('SE1-A', 'SE1-A'));
  await until(() => entries.length > 0);
  await pause(30);
  expect(callers()).toEqual(['SE1-A']);
  expect(entries).toHaveLength(1);
  expect(entries[0]![0]).toBe('error');
  expect(entries[0]![2].reason).toContain('callers[1].systemId: the same as callers[0].systemId');
  writeFileSync(path, textWith('SE1-C'));
  await until(() => entries.length > 1);
  expect(callers()).toEqual(['SE1-C']);
});

it('keeps the old register while the file is gone, and reads it again when it is back', async () => {
  rmSync(path);
  await until(() => entries.length > 0);
  expect(callers()).toEqual(['SE1-A']);
  expect(entries[0]![2].reason).toContain('The file cannot be read.');
  writeFileSync(path, textWith('SE1-A'));
  await until(() => entries.length > 1);
  expect(callers()).toEqual(['SE1-A']);
});

it('does not open a file that cannot be used', () => {
  writeFileSync(path, '{}');
  expect(() => new WatchedRegister(path, log)).toThrow(UnusableRegister);
});
