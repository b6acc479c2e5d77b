import { formatInstant } from '#consent';
import { DamagedEvent, StoreOpenError } from '#event-store';
import {
  DECISION_HISTORY,
  decisionTreeFolder,
  LEDGER_HISTORY,
  rememberVerification,
  treeFolder,
  verifyLedger,
  type Finding,
  type TreeStorage,
  type Verified,
} from '#evidence';
import type { Config } from '#platform';
import { givenQuorum } from '../../evidence/given-quorum';
import { trustedKeys } from '../../evidence/trusted-keys';
import { ExitCode } from '../../exit-code';
import { Failure } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { withInspectedStores } from '../../with-stores';
import { checkRemovals } from './check-removals';
import { demandedCosigning } from './demanded-cosigning';
import { savedCheckpoints, withTree } from './evidence';
import { holdsAtRemovals } from './holds-at-removals';
import { removalsIn } from './removals-in';
import { FoundRemovals, streamRulesWith } from './rules';
import { checkTimeStamps } from './time-stamps';
import { VerifyReport } from './verify-report';

/** Walks the whole ledger, and ends with 1 when anything is not as it was written. */
export async function verify(invocation: Invocation): Promise<ExitCode> {
  const report = new VerifyReport(invocation.terminal);
  const verified = await walk(invocation, report);
  await report.end(verified);
  await remember(invocation, report, verified);
  if (report.hasFindings) return ExitCode.found;
  if (verified && verified.events > 0 && verified.proved.events === 0) throw new Failure(NOTHING_SIGNED);
  return ExitCode.done;
}

/** The portal shows those who answer for the ledger when it was verified last. */
async function remember(
  { config, clock }: Invocation,
  { findingCount: findings }: VerifyReport,
  verified: Verified | null,
): Promise<void> {
  const { events, proved } = verified ?? { events: 0, proved: { events: 0 } };
  const verifiedAt = formatInstant(clock());
  rememberVerification(await config(), { verifiedAt, events, proved: proved.events, findings });
}

const NOTHING_SIGNED =
  'No checkpoint of this ledger was ever signed, so nothing proves its events. A service signs one a second after it has started.';

/** `null` when a log is so damaged that it cannot be opened, which is then what was found. */
async function walk(invocation: Invocation, report: VerifyReport): Promise<Verified | null> {
  const config = await invocation.config();
  const saved = savedCheckpoints(invocation, config);
  const quorum = givenQuorum(invocation.options);
  try {
    return await withInspectedStores(invocation, async (stores) => {
      const verifiers = await trustedKeys(invocation);
      const cosigning = quorum && (await demandedCosigning(quorum, stores, config));
      const removals = new FoundRemovals(await removalsIn(stores));
      report.removed(removals, await holdsAtRemovals(removals.removals, stores));
      const timeStamps = await checkTimeStamps(invocation, { ...stores, verifiers }, config);
      report.stamped(timeStamps.histories);
      const progress = await invocation.terminal.progress('Verifying', await stores.store.head());
      const walked = withTrees(invocation, config, (tree, decisionTree) =>
        verifyLedger(
          {
            ...stores,
            rules: streamRulesWith(removals, invocation.clock()),
            tree,
            decisionTree,
            verifiers,
            saved: [...saved, ...timeStamps.stamped],
            cosigning,
          },
          report.find,
          (position, events) => progress.at(position, events),
        ),
      );
      const verified = await walked.finally(() => progress.end());
      const found = [...timeStamps.findings, ...(await checkRemovals(removals, stores))];
      return withFindings(verified, found, report);
    });
  } catch (error) {
    report.find(damageIn(error));
    return null;
  }
}

/** What was walked, with what was found after the walk. */
function withFindings(verified: Verified, found: readonly Finding[], report: VerifyReport): Verified {
  const findings = { ...verified.findings };
  for (const finding of found) {
    report.find(finding);
    findings[finding.kind] = (findings[finding.kind] ?? 0) + 1;
  }
  return { ...verified, findings };
}

/** Work with the trees over the ledger and over the decisions. */
const withTrees = <T>(
  invocation: Invocation,
  given: Config,
  work: (tree: TreeStorage | null, decisionTree: TreeStorage | null) => Promise<T>,
): Promise<T> =>
  withTree(invocation, { given, folderIn: treeFolder, history: LEDGER_HISTORY }, (tree) =>
    withTree(invocation, { given, folderIn: decisionTreeFolder, history: DECISION_HISTORY }, (decisionTree) =>
      work(tree, decisionTree),
    ),
  );

/** A log that is refused because it is damaged has been found to be. @throws everything else. */
function damageIn(error: unknown): Finding {
  if (!(error instanceof StoreOpenError)) throw error;
  const { cause, fault, message } = error;
  const position = cause instanceof DamagedEvent ? cause.position : null;
  if (fault !== 'damaged' && position === null) throw error;
  return { kind: 'damaged', log: 'ledger', position, what: `${message}.` };
}
