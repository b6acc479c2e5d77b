import { withoutPersonIdentities } from '#consent';
import type { Finding, Listeners, Totals } from '../../adoption';
import { ExitCode } from '../../exit-code';
import type { Terminal } from '../../terminal/terminal';

type What = Finding['what'];

/** What a dry run says of what a run does. */
const asPlanned: Readonly<Record<What, string>> = {
  adopted: 'to adopt',
  ended: 'to end',
  shortened: 'to shorten',
  kept: 'kept',
  'not adopted': 'not adopted',
  'not confirmed': 'not confirmed',
};

/** What somebody should look at. */
const wanting: ReadonlySet<What> = new Set(['not adopted', 'not confirmed']);

/** Gathers what a run found, and prints it. */
export class Report {
  private readonly counts = new Map<What, number>();
  private readonly rows: string[][] = [];
  private isWhole = true;

  constructor(
    private readonly terminal: Terminal,
    private readonly isDryRun: boolean,
  ) {}

  readonly listeners: Listeners = {
    found: (finding) => this.found(finding),
    progress: (label, total) => this.terminal.progress(label, total),
  };

  /** What was adopted is many, and is counted; a dry run lists it. */
  private found(finding: Finding): void {
    const { what } = finding;
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
    const shown = withoutIdentities(finding);
    this.terminal.record(this.isDryRun ? { dryRun: true, ...shown } : shown);
    if (this.isDryRun || what !== 'adopted') this.rows.push(this.rowOf(shown));
  }

  private rowOf({ what, consent, careUnitId = '', from = '', to = '', why = '' }: Finding): string[] {
    const span = from === '' && to === '' ? '' : `${from} – ${to}`;
    return [this.isDryRun ? asPlanned[what] : what, consent, careUnitId, span, why];
  }

  total(careProviderId: string, totals: Totals): void {
    const leftOut = totals.leftOut.map(withoutPersonIdentities);
    this.isWhole &&= totals.nameless === 0 && leftOut.length === 0;
    this.terminal.record({ careProviderId, ...totals, leftOut });
    this.terminal.line(
      `Care provider ${careProviderId}: ${totals.listed} consents are listed there, ${totals.confirmed} were adopted before and ` +
        `are the same, ${totals.ended} had ended when they were asked for.`,
    );
    for (const text of leftOut) this.terminal.line(`The other service leaves something out: ${text}`);
    if (totals.nameless > 0)
      this.terminal.line(
        `${totals.nameless} entries of the list do not say which consent of which patient they are.`,
      );
  }

  async print(): Promise<ExitCode> {
    const { terminal } = this;
    if (this.rows.length > 0) {
      const columns = ['What', 'Consent', 'Unit', 'Valid', 'Why'].map((title) => ({ title }));
      terminal.line();
      await terminal.table(columns, this.rows);
      terminal.line();
    }
    const counted = [...this.counts].map(
      ([what, count]) => `${count} ${this.isDryRun ? asPlanned[what] : what}`,
    );
    terminal.line(`${counted.length === 0 ? 'Nothing to do' : counted.join(', ')}.`);
    if (this.isDryRun) terminal.line('Nothing was written.');
    const isFound = !this.isWhole || [...wanting].some((what) => this.counts.has(what));
    return isFound ? ExitCode.found : ExitCode.done;
  }
}

/** What another service states may hold anything. */
function withoutIdentities(finding: Finding): Finding {
  const covered = (text: string | undefined) => text && withoutPersonIdentities(text);
  const { careUnitId, from, to, why } = finding;
  const texts = { careUnitId: covered(careUnitId), from: covered(from), to: covered(to), why: covered(why) };
  const stated = Object.entries(texts).filter(([, text]) => text !== undefined);
  return { ...finding, ...(Object.fromEntries(stated) as Partial<Finding>) };
}
