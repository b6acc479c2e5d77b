import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvFile } from './env-file';

const before = { folder: process.cwd(), environment: { ...process.env } };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'env-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before.folder);
  process.env = { ...before.environment };
  rmSync(folder, { recursive: true });
});

function warningsOf(...lines: string[]): string[] {
  writeFileSync('.env', `${lines.join('\n')}\n`);
  const warnings: string[] = [];
  loadEnvFile((warning) => warnings.push(warning));
  return warnings;
}

it('takes the settings of the file, where the environment has no other', () => {
  process.env.PAGE_SIZE = '7';
  expect(warningsOf('PAGE_SIZE=8', 'LOG_LEVEL=debug')).toEqual([]);
  expect(process.env).toMatchObject({ PAGE_SIZE: '7', LOG_LEVEL: 'debug' });
});

it('names all that is not a setting, in one sentence', () => {
  expect(warningsOf('DATA_DIRECTORY=/data', 'PAGE_SIZE=8', '# SIZE=8', 'pagesize=8')).toEqual([
    '.env sets what is not a setting, and it changes nothing: DATA_DIRECTORY, pagesize',
  ]);
});

it('leaves aside what other programs read, and what is set already', () => {
  process.env.ANOTHER = 'set';
  expect(warningsOf('NODE_ENV=test', 'COMPOSE_PROJECT_NAME=a', 'CONSENT_LEDGER_URL=b', 'ANOTHER=c')).toEqual(
    [],
  );
});

it('does without a file', () => {
  expect(() => loadEnvFile(() => undefined)).not.toThrow();
});
