import type { OpenStores } from '#consent-ledger';
import {
  DECISION_HISTORY,
  InvalidNote,
  isConsistent,
  LEDGER_HISTORY,
  newestCheckpoint,
  openCheckpoint,
  type Checkpoint,
  type NoteVerifier,
  type RecordedCheckpoint,
} from '#evidence';
import { readText } from '#platform';
import { cosignedOrPlain } from '../../evidence/cosigned-or-plain';
import { ledgerHistory, withGrownTree } from '../../evidence/grown-tree';
import { trustedKeys } from '../../evidence/trusted-keys';
import { ExitCode } from '../../exit-code';
import { Failure, WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { withInspectedStores } from '../../with-stores';

/** Prints the newest checkpoint, or proves that a kept one is a beginning of it. */
export async function printCheckpoint(invocation: Invocation): Promise<ExitCode> {
  if (invocation.options.decisions === true && invocation.options.verifyAgainst !== undefined)
    throw new WrongUsage(
      '--decisions and --verify-against cannot be combined. Use ledger verify --from-checkpoint.',
    );
  return withInspectedStores(invocation, async (stores) => {
    const { verifyAgainst: file, decisions } = invocation.options;
    const history = decisions === true ? DECISION_HISTORY : LEDGER_HISTORY;
    const newest = await newestCheckpoint(stores.auditStore, history);
    if (!newest)
      throw new Failure(
        'This ledger has no such checkpoint yet. A service signs one a second after the first event.',
      );
    if (typeof file === 'string') return compare(file, newest, stores, invocation);
    const { auditStore } = stores;
    return print(
      await cosignedOrPlain(newest, { auditStore, history }, await invocation.config()),
      invocation,
    );
  });
}

function print(newest: RecordedCheckpoint, { terminal }: Invocation): ExitCode {
  const { checkpoint, size, position, signedAt } = newest;
  terminal.record({ checkpoint, size, position, signedAt });
  if (!terminal.json) process.stdout.write(checkpoint);
  return ExitCode.done;
}

async function compare(
  file: string,
  newest: RecordedCheckpoint,
  stores: OpenStores,
  invocation: Invocation,
): Promise<ExitCode> {
  const verifiers = await trustedKeys(invocation);
  const kept = opened(readText(file), verifiers, `The checkpoint in ${file}`);
  const present = opened(newest.checkpoint, verifiers, 'The newest checkpoint of this ledger');
  const proof = await withGrownTree(invocation, ledgerHistory(stores), async ({ tree }) =>
    kept.size <= present.size && present.size <= tree.end().size
      ? tree.consistencyProof(kept.size, present.size)
      : null,
  );
  const isSo = proof !== null && isConsistent(kept, present, proof);
  const consistencyProof = proof?.map((hash) => hash.toString('base64')) ?? null;
  const { checkpoint } = newest;
  const sizes = { kept: kept.size, newest: present.size };
  invocation.terminal.record({ consistent: isSo, ...sizes, consistencyProof, checkpoint });
  invocation.terminal.line(isSo ? stillThere(kept, present) : notThere(kept));
  return isSo ? ExitCode.done : ExitCode.found;
}

/** What nobody trusted has signed says nothing of this ledger. */
function opened(note: string, verifiers: readonly NoteVerifier[], what: string): Checkpoint {
  try {
    return openCheckpoint(note, verifiers);
  } catch (error) {
    if (error instanceof InvalidNote) throw new Failure(`${what} cannot be used: ${error.message}`);
    throw error;
  }
}

const stillThere = (kept: Checkpoint, present: Checkpoint): string =>
  `The ledger, signed for ${present.size} events now, still begins with the ${kept.size} that were signed for then.`;

const notThere = (kept: Checkpoint): string =>
  `The ledger does not begin with the ${kept.size} events that were signed for then. ledger verify finds where.`;
