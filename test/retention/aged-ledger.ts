import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accessKind, decisionKind, openRecordLog, type Access, type Decision } from '#audit';
import { denied, looked } from '#audit/given';
import { EmbeddedEventStore, NO_POSITION } from '#event-store';
import { makeHonestLedger } from '../corruption/honest-ledger';
import { startInProcess } from '../support/in-process-service';
import { person } from '../support/people';

const unheard = { recorded: () => undefined, failed: () => undefined, lost: () => undefined };

/** Whom the records of each day are about. Those of the first two days are over for five years; the last are not. */
export const peopleOf = {
  '2015-03-02': [person(51), person(52)],
  '2015-03-03': [person(53)],
  '2015-03-04': [person(54)],
  '2099-01-01': [person(55)],
} as const;

export type DayOfLedger = keyof typeof peopleOf;

export const daysOfLedger = Object.keys(peopleOf) as readonly DayOfLedger[];

const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/** A ledger with a check and a look about each of these people on each of the days, whose checkpoints were signed by a service. */
export async function makeAgedLedger(dataDirectory: string): Promise<void> {
  await makeHonestLedger({ DATA_DIR: dataDirectory }, 1, 3);
  await addAgedRecords(dataDirectory);
  await (await startInProcess({ DATA_DIR: dataDirectory })).close();
}

/** Adds them to a ledger that nobody has open; a service will sign them. */
export async function addAgedRecords(dataDirectory: string): Promise<void> {
  const store = await EmbeddedEventStore.open(join(dataDirectory, 'audit-log'));
  const checks = openRecordLog<Decision>(decisionKind, 'durable', store, unheard);
  const looks = openRecordLog<Access>(accessKind, 'durable', store, unheard);
  for (const day of daysOfLedger)
    for (const patient of peopleOf[day]) {
      await checks.record(denied({ position: NO_POSITION, patient, decidedAt: noon(day) }));
      await looks.record(looked({ position: NO_POSITION, patient, askedAt: noon(day) }));
    }
  await store.close();
}

/** The days whose people some file under a folder names: the bytes themselves are searched. */
export async function daysOnDisk(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = new Set<string>();
  for (const file of files.filter((one) => one.isFile())) {
    const bytes = await readFile(join(file.parentPath, file.name));
    for (const day of daysOfLedger)
      if (peopleOf[day].some(({ extension }) => bytes.includes(extension))) found.add(day);
  }
  return [...found].sort();
}
