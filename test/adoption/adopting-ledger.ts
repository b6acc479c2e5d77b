import { identitiesIn } from '../support/identities-in-text';
import { ledger, spawnLedger, type LedgerRun } from '../support/ledger-cli';
import { temporaryFolder } from '../support/temporary-folder';
import {
  answered,
  careProviderId,
  extended,
  isOf,
  listed,
  page,
  scriptedSource,
  type Script,
} from './scripted-source';

/** A source that has these consents, all in force. */
export const honest = (numbers: readonly number[]): Script => ({
  list: () => page(numbers.map((n) => listed(n))),
  patient: (patient) => answered(numbers.filter(isOf(patient)).map((n) => extended(n))),
});

/** A new ledger, and another service to adopt from. */
export async function adoptingLedger() {
  const folder = await temporaryFolder();
  const environment = { DATA_DIR: folder.path };
  const { source, url, close } = await scriptedSource(honest([]));
  await ledger(['init'], { environment });
  const args = (more: readonly string[]): string[] => [
    ...['adopt', url, careProviderId, '--door', 'json', '--source', 'SE165565594230-1000'],
    ...['--operator', 'SE165565594230-20B7', ...more],
  ];
  return {
    source,
    /** The command, to be watched. */
    begin: (...more: string[]) => spawnLedger(args(more), { environment }),
    adopt: async (...more: string[]): Promise<LedgerRun> => {
      const run = await ledger(args(more), { environment });
      expect(identitiesIn(run.out + run.err)).toEqual([]);
      return run;
    },
    eventsHere: () => eventsHere(environment),
    close: async () => {
      await close();
      await folder.remove();
    },
  };
}

export type AdoptingLedger = Awaited<ReturnType<typeof adoptingLedger>>;

/** What was said of each consent, by its number. */
export const consents = (run: LedgerRun): Record<string, string> =>
  Object.fromEntries(
    run
      .records()
      .filter((record) => 'what' in (record as object))
      .map((record) => record as { what: string; consent: string; why?: string })
      .map(({ what, consent, why = '' }) => [
        Number(consent.slice(-12)),
        why === '' ? what : `${what}: ${why}`,
      ]),
  );

/** How many events each consent has. */
async function eventsHere(environment: Record<string, string>): Promise<Record<string, number>> {
  const run = await ledger(['provider', careProviderId, '--json'], { environment });
  const counts: Record<string, number> = {};
  for (const record of run.records()) {
    const { assertionId } = record as { assertionId: string };
    counts[assertionId] = (counts[assertionId] ?? 0) + 1;
  }
  return counts;
}
