import {
  DECISION_HISTORY,
  decisionTreeFolder,
  existingSigner,
  ForeignTree,
  keptCheckpoint,
  Notary,
  shownByWitnesses,
  signerOfService,
  Stamping,
  timeStampAuthorityIn,
  treeFolder,
  TreeStorage,
  witnessesIn,
  Witnessing,
  type KeptCheckpoint,
  type NamedWitnesses,
  type NotaryParts,
  type NotaryReport,
  type StampingReport,
  type TimeStampAuthority,
  type WitnessingReport,
} from '#evidence';
import { LogEndLost } from '#ledger';
import type { OpenStores } from '#consent-ledger';
import type { Clock, Config, Logger } from '#platform';
import { demandSignedHistory } from './demand-signed-history';
import { warnOfOtherKey } from './warn-of-other-key';

/** What there is to know of a notary, and of the witnesses and the time stamps of what it signs; `null` where there are none. */
export interface EvidenceReport extends NotaryReport {
  readonly witnessed: WitnessingReport | null;
  readonly stamped: StampingReport | null;
}

/** A notary at work, with the tree that it keeps. */
export interface OpenNotary {
  readonly report: () => EvidenceReport;
  /** Signs what is outstanding, then closes the tree. */
  close(): Promise<void>;
}

/**
 * Opens the trees beside the logs, and has their checkpoints signed from now on: those of the ledger, and those of its decisions.
 * @throws KeyUnusable, ReadModelsUnusable, ForeignTree, ContradictedCheckpoint, InvalidNote
 */
export async function openNotary(
  stores: OpenStores,
  config: Config,
  clock: Clock,
  log: Logger,
): Promise<OpenNotary> {
  const named = witnessesIn(config);
  const authority = timeStampAuthorityIn(config);
  const signer = signerOfService(config);
  await warnOfOtherKey(stores, config, log);
  const { store, auditStore } = stores;
  const kept = keptCheckpoint(config, signer);
  const witnessed = { named, authority, shown: shownByWitnesses(config, signer) };
  const parts = { store, auditStore, signer, clock, log, kept };
  const tree = await openTree(parts, TreeStorage.open(treeFolder(config)), witnessed);
  await orClose(tree, () => demandSignedHistory(stores, tree, log));
  const ledger = startNotary({ ...parts, tree }, witnessed);
  try {
    const decisions = await openDecisionNotary({ auditStore, clock, log, named, authority }, config);
    const close = async () => {
      await Promise.all([ledger.close(), decisions.close()]);
    };
    return { report: () => withFailuresOf(decisions.report(), ledger.report()), close };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}

/** What is known of those that witness a history, and stamp it with the time. */
interface Witnessed {
  /** `null` where the settings name none. */
  readonly named: NamedWitnesses | null;
  /** Who stamps a checkpoint a day; `null` where the settings name nobody. */
  readonly authority: TimeStampAuthority | null;
  readonly shown: KeptCheckpoint;
}

async function openTree(
  { store, auditStore, kept, log }: Pick<NotaryParts, 'store' | 'auditStore' | 'kept' | 'log'>,
  tree: TreeStorage,
  { shown }: Witnessed,
): Promise<TreeStorage> {
  if (tree.wasDiscarded) log.warn('The machine stopped while the tree was open: it is built again.');
  await orClose(tree, async () => {
    await tree.demandSameLedger(store);
    await kept?.demandNotOlder(auditStore, tree);
    await shown.demandNotOlder(auditStore, tree);
  });
  return tree;
}

async function orClose(tree: TreeStorage, demand: () => Promise<void>): Promise<void> {
  try {
    await demand();
  } catch (error) {
    await tree.close();
    throw error;
  }
}

function startNotary(parts: NotaryParts, witnessed: Witnessed): OpenNotary {
  const witnessing = openWitnessing(parts, witnessed);
  const stamping = openStamping(parts, witnessed);
  const notary = new Notary({ ...parts, ...(witnessing && { witnessing }), ...(stamping && { stamping }) });
  notary.start();
  return {
    report: () => ({
      ...notary.report(),
      witnessed: witnessing?.report() ?? null,
      stamped: stamping?.report() ?? null,
    }),
    close: async () => {
      try {
        await notary.close();
        await witnessing?.close();
        await stamping?.close();
      } finally {
        await parts.tree.close();
      }
    },
  };
}

function openWitnessing(
  { auditStore, tree, signer, log }: NotaryParts,
  { named, shown }: Witnessed,
): Witnessing | null {
  return named && new Witnessing({ auditStore, tree, verifier: signer.verifier, log, shown, ...named });
}

function openStamping(
  { auditStore, tree: { history }, clock, log }: NotaryParts,
  { authority }: Witnessed,
): Stamping | null {
  return authority && new Stamping({ auditStore, history, authority, clock, log });
}

type DecisionParts = Pick<NotaryParts, 'clock' | 'log'> &
  Pick<OpenStores, 'auditStore'> &
  Pick<Witnessed, 'named' | 'authority'>;

/** Records of checks that were lost make no answer wrong: the service starts, signs nothing over what is left, and says so. */
async function openDecisionNotary(
  { auditStore, clock, log, named, authority }: DecisionParts,
  config: Config,
): Promise<OpenNotary> {
  const signer = existingSigner(config, DECISION_HISTORY);
  const kept = keptCheckpoint(config, signer);
  const witnessed = { named, authority, shown: shownByWitnesses(config, signer) };
  const stored = TreeStorage.open(decisionTreeFolder(config), DECISION_HISTORY);
  try {
    const parts = { store: auditStore, auditStore, signer, clock, log, kept };
    const tree = await openTree(parts, stored, witnessed);
    return startNotary({ ...parts, tree }, witnessed);
  } catch (error) {
    if (!(error instanceof LogEndLost || error instanceof ForeignTree)) throw error;
    log.error(
      'The records of checks are not those of the tree over them, so no checkpoint of them is signed. Run ledger verify. Where ' +
        `they were begun again on purpose, move ${decisionTreeFolder(config)} away and start again.`,
      { cause: error instanceof LogEndLost ? 'Their log ends before their tree.' : error.message },
    );
    return { report: () => NEVER_SIGNED, close: () => Promise.resolve() };
  }
}

const NEVER_SIGNED: EvidenceReport = {
  treeSize: 0,
  checkpointSize: 0,
  signedAt: null,
  failures: 1,
  witnessed: null,
  stamped: null,
};

/** Sizes and times are those of the ledger. */
function withFailuresOf(decisions: EvidenceReport, report: EvidenceReport): EvidenceReport {
  return {
    ...report,
    failures: report.failures + decisions.failures,
    witnessed: withFailures(report.witnessed, decisions.witnessed),
    stamped: withFailures(report.stamped, decisions.stamped),
  };
}

const withFailures = <Report extends { readonly failures: number }>(
  report: Report | null,
  other: Report | null,
): Report | null => report && { ...report, failures: report.failures + (other?.failures ?? 0) };
