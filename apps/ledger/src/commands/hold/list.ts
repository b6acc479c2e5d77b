import { asShown, localTime, type Identities } from '#audit';
import { formatInstant } from '#consent';
import { activeHolds, readHolds, type HeldSubject, type Hold } from '#retention';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';
import { noteLook } from '../../looks';
import { withStores } from '../../with-stores';

const columns = ['Hold', 'On', 'Placed', 'By', 'Lifted', 'Authority', 'Reason'].map((title) => ({ title }));

/** Prints the holds, with identities covered unless they are asked for. */
export async function listHolds(invocation: Invocation): Promise<ExitCode> {
  const { options, terminal } = invocation;
  const identities = options.showPatient === true ? 'shown' : 'masked';
  await withStores(invocation, async (stores) => {
    const holds = await readHolds(stores.store);
    const asked = options.all === true ? holds : activeHolds(holds);
    await noteLook(invocation, stores, { command: 'hold', shown: asked.length });
    for (const hold of asked) terminal.record(recordOf(hold, identities));
    await terminal.table(
      columns,
      asked.map((hold) => cellsOf(hold, identities)),
    );
    if (asked.length === 0) terminal.line('There is no hold.');
  });
  return ExitCode.done;
}

const shownSubject = (subject: HeldSubject, identities: Identities): HeldSubject =>
  subject.kind === 'patient' ? { ...subject, patient: asShown(subject.patient, identities) } : subject;

function recordOf({ placed, lifted }: Hold, identities: Identities): object {
  const { type: _, subject, recordedAt, ...rest } = placed;
  return {
    ...rest,
    subject: shownSubject(subject, identities),
    placedAt: formatInstant(recordedAt),
    ...(lifted && {
      lifted: {
        reason: lifted.reason,
        authority: lifted.authority,
        systemUser: lifted.systemUser,
        at: formatInstant(lifted.recordedAt),
      },
    }),
  };
}

function cellsOf({ placed, lifted }: Hold, identities: Identities): readonly string[] {
  const { holdId, subject, systemUser, recordedAt, authority, reason } = placed;
  const on = subjectInWords(shownSubject(subject, identities));
  return [
    holdId,
    on,
    localTime(recordedAt),
    systemUser,
    lifted ? localTime(lifted.recordedAt) : '',
    authority,
    reason,
  ];
}

function subjectInWords(subject: HeldSubject): string {
  switch (subject.kind) {
    case 'patient':
      return `patient ${subject.patient.extension}`;
    case 'care-provider':
      return `care provider ${subject.careProviderId}`;
    case 'case':
      return `case ${subject.reference}, ${subject.from ?? 'the first day'} to ${subject.to ?? 'the last'}`;
  }
}
