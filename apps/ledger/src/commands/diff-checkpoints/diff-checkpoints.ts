import {
  compareCheckpoints,
  decisionVerifiers,
  InvalidNote,
  openCheckpoint,
  type FoundCheckpoint,
  type NoteVerifier,
} from '#evidence';
import { givenWitnesses } from '../../evidence/given-quorum';
import { trustedKeys } from '../../evidence/trusted-keys';
import { ExitCode } from '../../exit-code';
import { WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { ComparisonReport } from './comparison-report';
import { shownIn, type ShownNote } from './shown-files';

/** Compares checkpoints with each other, and ends with 1 when two contradict each other or one cannot be trusted. */
export async function diffCheckpoints(invocation: Invocation): Promise<ExitCode> {
  const { args, options, terminal } = invocation;
  const { notes, proofs } = shownIn(args);
  if (notes.length < 2) throw new WrongUsage('At least two checkpoints are needed, to be compared.');
  const witnesses = givenWitnesses(options);
  const ledgerKeys = await trustedKeys(invocation);
  const verifiers = [...ledgerKeys, ...decisionVerifiers(ledgerKeys)];
  const report = new ComparisonReport(terminal, { folder: options.out as string, witnesses });
  const found = notes.flatMap((shown) => openedOrReported(shown, verifiers, report));
  report.histories([...new Set(found.map(({ origin }) => origin))]);
  for (const compared of compareCheckpoints(found, proofs)) report.compared(compared);
  return report.hasFound ? ExitCode.found : ExitCode.done;
}

function openedOrReported(
  { source, note }: ShownNote,
  verifiers: readonly NoteVerifier[],
  report: ComparisonReport,
): FoundCheckpoint[] {
  try {
    return [{ ...openCheckpoint(note, verifiers), source, note }];
  } catch (error) {
    if (!(error instanceof InvalidNote)) throw error;
    report.untrusted(source, note, error.message);
    return [];
  }
}
