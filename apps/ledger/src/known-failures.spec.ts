import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { userFacingErrors } from './known-failures';

const ROOT = join(__dirname, '../../..');

/** Whoever may meet them knows what to say of them, or goes on. */
const caught = new Set([
  'AppendUndecided',
  'FolderClosed',
  'HoldRefused',
  'HoleInProgress',
  'InvalidKey',
  'InvalidNote',
  'InvalidReceipt',
  'InvalidTimeStamp',
  'MalformedRequest',
  'NoAnswer',
  'NoAnswerInTime',
  'NotAResponse',
  'NotExpressible',
  'NotInTree',
  'OutsideUnavailable',
  'RegisterUnavailable',
  'SameProcessNumber',
  'SignOffRefused',
  'UnknownProgress',
  'UnknownWebhookEvent',
  'WitnessUnavailable',
]);

/** Only services meet them. */
const ofServices = new Set([
  'AddressRefused',
  'OtherRequest',
  'PlanError',
  'PositionBeyondHead',
  'TimedOut',
  'TokenRefused',
  'TooManyRaces',
  'WebhookKeyUnusable',
]);

/** Only systems that call the service by the client meet them. */
const ofCallers = new Set([
  'CopyRefused',
  'SnapshotDenied',
  'SnapshotRefused',
  'UnreadableChanges',
  'WebhookNotVerified',
]);

const known = [...userFacingErrors, ...caught, ...ofServices, ...ofCallers];

/** The errors that the libs and the command line have classes of. */
const classes: ReadonlySet<string> = new Set(
  ['libs', 'apps/ledger/src'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.ts$/.test(file) && !/spec(-support)?\.ts$|given\//.test(file))
      .flatMap((file) => errorsIn(readFileSync(join(ROOT, folder, file), 'utf8'))),
  ),
);

function errorsIn(source: string): string[] {
  return [...source.matchAll(/override readonly name(?:: string)? = '(\w+)'/g)].map(([, name]) => name!);
}

it('knows of each error what is to be said of it', () => {
  expect([...classes].filter((name) => !known.includes(name))).toEqual([]);
});

it('knows of no error that there is not', () => {
  expect(known.filter((name) => !classes.has(name))).toEqual([]);
  expect(new Set(known).size).toBe(known.length);
});
