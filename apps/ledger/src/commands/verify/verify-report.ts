import { localTime } from '#audit';
import { formatInstant } from '#consent';
import type { Finding, Verified } from '#evidence';
import { isOpen, totalOf, type Removal } from '#retention';
import { cosignaturesInWords } from '../../evidence/given-quorum';
import { recordsOfDays } from '../../records-of-days';
import type { Terminal } from '../../terminal/terminal';
import type { HoldsAtRemovals } from './holds-at-removals';
import type { FoundRemovals } from './rules';
import { stampsInWords, type StampsInReport } from './time-stamps';

const COLUMNS = [{ title: 'Where' }, { title: 'What' }, { title: 'Stream' }, { title: 'Why' }];

/** Reports what was read and what was found: to programs at once, to people in a table at the end. */
export class VerifyReport {
  /** They are few: after a thousand of a kind, they are only counted. */
  private readonly findings: Finding[] = [];
  private readonly begun = performance.now();
  private removals: FoundRemovals | undefined;
  private holds: HoldsAtRemovals = new Map();
  private timeStamps: readonly StampsInReport[] = [];

  constructor(private readonly terminal: Terminal) {}

  get findingCount(): number {
    return this.findings.length;
  }

  get hasFindings(): boolean {
    return this.findingCount > 0;
  }

  /** What was removed by retention: those that read the report are to know that it was. */
  removed(removals: FoundRemovals, holds: HoldsAtRemovals): void {
    this.removals = removals;
    this.holds = holds;
  }

  /** What time stamps say. */
  stamped(histories: readonly StampsInReport[]): void {
    this.timeStamps = histories;
  }

  readonly find = (finding: Finding): void => {
    this.findings.push(finding);
    this.terminal.record({ finding });
  };

  /** @param verified what was walked; `null` when nothing could be. */
  async end(verified: Verified | null): Promise<void> {
    const seconds = (performance.now() - this.begun) / 1000;
    if (this.hasFindings) await this.terminal.table(COLUMNS, this.findings.map(rowOf));
    if (!verified) return;
    this.terminal.record({
      summary: { ...verified, seconds, eventsPerSecond: Math.round(verified.events / seconds) },
    });
    if (this.removals) this.printRemovals(this.removals);
    for (const timeStamps of this.timeStamps) {
      this.terminal.record({ timeStamps });
      this.terminal.line(stampsInWords(timeStamps));
    }
    for (const line of inWords(verified, seconds)) this.terminal.line(line);
  }

  private printRemovals(found: FoundRemovals): void {
    for (const removal of found.removals) this.printRemoval(removal, found);
  }

  private printRemoval(removal: Removal, found: FoundRemovals): void {
    const { removalId, recordedAt, authority, onlyBefore = null } = removal.begun;
    const [gone, there] = [totalOf(found.daysGone(removal)), totalOf(found.daysThere(removal))];
    const stated = { removalId, recordedAt: formatInstant(recordedAt), authority, onlyBefore };
    if (gone.days > 0) {
      const holds = this.holds.get(removalId) ?? null;
      this.terminal.record({ removal: { ...stated, ...gone, holds } });
      this.terminal.line(
        `Removed by retention on ${localTime(recordedAt)}: ${recordsOfDays(gone)}, under this authority: ${authority}`,
      );
      if (onlyBefore !== null) this.terminal.line(`Its plan had only days before ${onlyBefore}.`);
      if (holds) this.terminal.line(`Holds in force then: ${holds.length > 0 ? holds.join(', ') : 'none'}.`);
    } else if (isOpen(removal)) {
      this.terminal.record({ notRemoved: { ...stated, ...there } });
      this.terminal.line(
        `The removal ${removalId} of ${recordsOfDays(there)} was begun on ${localTime(recordedAt)} and not completed: they are there. To end it, make a plan and run "ledger retention apply" with it.`,
      );
    }
  }
}

const rowOf = (finding: Finding): string[] => [
  placeOf(finding),
  finding.kind,
  finding.stream ?? '',
  finding.what,
];

function placeOf({ log, position, after }: Finding): string {
  const inAudit = log === 'audit' ? 'audit ' : '';
  if (after === undefined) return inAudit + (position ?? '');
  return `${inAudit}after ${after ?? 'the beginning'}, to ${position ?? 'the end'}`;
}

const count = (number: number): string => number.toLocaleString('en');

function* inWords(verified: Verified, seconds: number): Generator<string> {
  const { events, auditEvents, checkpoints, leaves, proved } = verified;
  const rate = count(Math.round(events / seconds));
  yield `${count(events)} events of the ledger and ${count(auditEvents)} of its audit log walked in ${seconds.toFixed(1)} s, ${rate} a second.`;
  yield leaves === null
    ? `${count(checkpoints)} checkpoints. There is no tree in the data folder, so checkpoints alone prove the events.`
    : `${count(checkpoints)} checkpoints, and a tree with ${count(leaves)} leaves.`;
  if (proved.events > 0)
    yield `The newest checkpoint that agrees covers ${count(proved.events)} events, up to position ${proved.position}.`;
  if (events > proved.events)
    yield `${count(events - proved.events)} events are not covered yet. A running service covers them within a second or two.`;
  yield decisionsInWords(verified);
  yield* cosignedInWords(verified);
  yield verdict(verified);
}

const decisionsInWords = ({ decisions: { batches, checkpoints, proved } }: Verified): string =>
  `${count(checkpoints)} checkpoints of the records of checks and looks cover ${count(proved.events)} of their ${count(batches)} batches.`;

function* cosignedInWords({ cosigned, decisions }: Verified): Generator<string> {
  if (cosigned)
    yield `The checkpoint over ${count(cosigned.size)} events: ${cosignaturesInWords(cosigned.cosignatures)}`;
  if (decisions.cosigned) {
    const { size, cosignatures } = decisions.cosigned;
    yield `That over ${count(size)} batches of records: ${cosignaturesInWords(cosignatures)}`;
  }
}

function verdict({ findings, events, proved }: Verified): string {
  if (events > 0 && proved.events === 0 && Object.keys(findings).length === 0)
    return 'Nothing contradicts itself, and nothing is proved.';
  const kinds = Object.entries(findings).map(([kind, times]) => `${count(times)} ${kind}`);
  return kinds.length === 0 ? 'Everything is as it was written.' : `Found: ${kinds.join(', ')}.`;
}
