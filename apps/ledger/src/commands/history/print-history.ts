import {
  consentHistory,
  consentInWords,
  entryInWords,
  happening,
  historyRecord,
  localTime,
  type ConsentHistory,
  type Identities,
} from '#audit';
import { isUuid } from '#consent';
import type { OpenStores } from '#consent-ledger';
import { ExitCode } from '../../exit-code';
import { Failure, WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { noteLook } from '../../looks';
import type { Terminal } from '../../terminal/terminal';
import { withStores } from '../../with-stores';
import { PictureFile } from '../../timeline/picture-file';

/** Every event of one consent, in order: in words, or as a record each. */
export async function printHistory(invocation: Invocation): Promise<ExitCode> {
  const { args, options, terminal } = invocation;
  const assertionId = args[0]!;
  if (!isUuid(assertionId)) {
    throw new WrongUsage('The id of a consent is a UUID, such as 4e4d1c5e-7f6f-4a0c-9a55-0b3f8c1d2e01.');
  }
  const history = await withStores(invocation, (stores) => historyIn(stores, assertionId, invocation));
  const identities = options.showPatient === true ? 'shown' : 'masked';
  print(history, identities, terminal);
  const picture = new PictureFile(invocation, `Consent ${history.registered.assertionId}`);
  picture.note(history);
  await picture.write();
  return ExitCode.done;
}

async function historyIn(
  stores: OpenStores,
  assertionId: string,
  invocation: Invocation,
): Promise<ConsentHistory> {
  const history = await consentHistory(stores.store, assertionId);
  if (!history) throw new Failure(`There is no consent ${assertionId} in this ledger.`);
  const { patient } = history.registered;
  await noteLook(invocation, stores, {
    ...{ command: 'history', assertionId, patient, shown: history.entries.length },
  });
  return history;
}

function print(history: ConsentHistory, identities: Identities, terminal: Terminal): void {
  terminal.line(`Consent ${history.registered.assertionId}`);
  terminal.line(`${consentInWords(history, identities)}.`);
  for (const entry of history.entries) {
    terminal.line(`\n${localTime(entry.event.recordedAt)}  ${happening(entry.event)}`);
    for (const sentence of entryInWords(entry, identities)) terminal.line(`  ${sentence}`);
    terminal.record(historyRecord(entry, identities));
  }
  terminal.line(
    '\nTimes are Swedish local time: of requests and entries as stated, of records by the clock of the ledger.',
  );
}
