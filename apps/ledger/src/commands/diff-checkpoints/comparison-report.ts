import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  readCheckpoint,
  witnessesOfBoth,
  type Compared,
  type FoundCheckpoint,
  type Relation,
  type WitnessKey,
} from '#evidence';
import { makeFolder, replacePublicFile } from '#platform';
import type { Terminal } from '../../terminal/terminal';

interface Keeping {
  /** Where the notes of a split view are kept. */
  readonly folder: string;
  /** Those of whom it is said when they have cosigned both. */
  readonly witnesses: readonly WitnessKey[];
}

/** Says how checkpoints are to each other, and keeps those that contradict each other. */
export class ComparisonReport {
  private found = false;

  constructor(
    private readonly terminal: Terminal,
    private readonly keeping: Keeping,
  ) {}

  /** Whether anything was said that the command is there to find. */
  get hasFound(): boolean {
    return this.found;
  }

  /** A checkpoint that proves nothing. */
  untrusted(source: string, note: string, reason: string): void {
    this.found = true;
    const { origin } = readCheckpoint(note);
    this.terminal.record({ relation: 'untrusted', source, origin, reason });
    this.terminal.line(`Not compared: ${source}, of ${origin}. ${reason}`);
  }

  /** Which histories the others are of. */
  histories(origins: readonly string[]): void {
    if (origins.length < 2) return;
    this.terminal.record({ relation: 'different histories', origins });
    this.terminal.line(`Different histories, each compared by itself: ${origins.join(', ')}.`);
  }

  compared(compared: Compared): void {
    const { relation, older, newer } = compared;
    if (relation === 'split view') return this.splitView(compared);
    this.found ||= relation === 'not proved';
    this.terminal.record(recordOf(compared));
    this.terminal.line(words[relation](older, newer));
  }

  private splitView(compared: Compared): void {
    const { older, newer } = compared;
    this.found = true;
    const kept = [older, newer].map((side) => this.keep(side));
    const witnesses = witnessesOfBoth(compared, this.keeping.witnesses);
    this.terminal.record({ ...recordOf(compared), kept, witnesses });
    this.terminal.line(words['split view'](older, newer));
    this.terminal.line(`The proof is kept: ${kept.join(', ')}.`);
    for (const witness of witnesses)
      this.terminal.line(`The witness ${witness} has cosigned both. It cannot be relied upon.`);
  }

  private keep({ size, note }: FoundCheckpoint): string {
    const { folder } = this.keeping;
    makeFolder(folder);
    const file = join(
      folder,
      `${size}-${createHash('sha256').update(note).digest('hex').slice(0, 16)}.checkpoint`,
    );
    replacePublicFile(file, note);
    return file;
  }
}

const recordOf = ({ relation, older, newer }: Compared) => ({
  relation,
  origin: older.origin,
  older: sideOf(older),
  newer: sideOf(newer),
});

const sideOf = ({ source, size }: FoundCheckpoint) => ({ source, size });

const words: Record<Relation, (older: FoundCheckpoint, newer: FoundCheckpoint) => string> = {
  same: (one, { source }) =>
    `Same: ${one.source} and ${source} commit to the same ${one.size} of ${one.origin}.`,
  'goes on': (older, newer) =>
    `Goes on: ${newer.source}, over ${newer.size} of ${newer.origin}, begins with ${older.source}, over ${older.size}.`,
  unknown: (older, newer) =>
    `Not known: whether ${newer.source}, over ${newer.size} of ${newer.origin}, begins with ${older.source}, over ${older.size}. ` +
    `"ledger checkpoint --verify-against ${older.source} --json" at the ledger prints a proof, to be given here as one more file.`,
  'not proved': (older, newer) =>
    `Not proved: the given proof does not lead from ${older.source}, over ${older.size} of ${older.origin}, to ${newer.source}, over ${newer.size}.`,
  'split view': (one, other) =>
    `SPLIT VIEW: ${one.source} and ${other.source} are both signed by ${one.origin} over its first ${one.size}, and contradict each other. Its key was used for two histories.`,
};
