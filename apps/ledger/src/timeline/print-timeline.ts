import type { Provenance } from '#consent';
import { actionOf, happening, historyRecord, localTime, type HistoryEntry, type Identities } from '#audit';
import type { Column } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';

const columns: readonly Column[] = [
  { title: 'Recorded' },
  { title: 'What' },
  { title: 'Consent' },
  { title: 'Care provider' },
  { title: 'Care unit' },
  { title: 'Requested by' },
  { title: 'Position', align: 'right' },
];

/** Prints events, a line each, as they come. */
export async function printTimeline(
  terminal: Terminal,
  entries: AsyncIterable<HistoryEntry>,
  identities: Identities,
): Promise<void> {
  if (!terminal.json) return terminal.table(columns, rowsOf(entries));
  for await (const entry of entries) terminal.record(historyRecord(entry, identities));
}

async function* rowsOf(entries: AsyncIterable<HistoryEntry>): AsyncGenerator<readonly string[]> {
  for await (const { event, position, provenance } of entries) {
    yield [
      localTime(event.recordedAt),
      happening(event),
      event.assertionId,
      event.careProviderId,
      event.careUnitId,
      actionOf(event)?.requestedBy.employeeId ?? patientThrough(provenance),
      String(position),
    ];
  }
}

/** Who entered what the patient asked for, as far as the request said: an employee, or the system that it began at. */
const patientThrough = ({ onBehalfOf, originalConsumer, systemId }: Provenance): string =>
  `the patient, through ${onBehalfOf ?? originalConsumer ?? systemId}`;
