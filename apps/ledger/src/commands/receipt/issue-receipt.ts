import { writeFileSync } from 'node:fs';
import { consentStream, isUuid } from '#consent';
import type { OpenStores } from '#consent-ledger';
import type { StoredEvent } from '#event-store';
import {
  ContradictedCheckpoint,
  MapNotThere,
  mapNewest,
  NotInTree,
  receiptFor,
  type Receipt,
  type TreeStorage,
} from '#evidence';
import { checkpointCovering } from '../../evidence/covering-checkpoint';
import { withGrownTree, type GrownTree } from '../../evidence/grown-tree';
import { ExitCode } from '../../exit-code';
import { Failure, WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { withStores } from '../../with-stores';

/** Writes the receipt for every event of a consent. */
export async function issueReceipt(invocation: Invocation): Promise<ExitCode> {
  const assertionId = invocation.args[0]!;
  if (!isUuid(assertionId)) {
    throw new WrongUsage('The id of a consent is a UUID, such as 4e4d1c5e-7f6f-4a0c-9a55-0b3f8c1d2e01.');
  }
  try {
    const receipt = await withStores(invocation, (stores) => receiptOf(assertionId, invocation, stores));
    hand(receipt, assertionId, invocation);
    return ExitCode.done;
  } catch (error) {
    if (!(error instanceof ContradictedCheckpoint || error instanceof NotInTree)) throw error;
    process.stderr.write(`${error.message} There is no receipt. Run ledger verify for details.\n`);
    return ExitCode.found;
  }
}

async function receiptOf(assertionId: string, invocation: Invocation, stores: OpenStores): Promise<Receipt> {
  const events = await stores.store.readStream(consentStream(assertionId));
  const last = events.at(-1);
  if (!last) throw new Failure(`There is no consent ${assertionId} in this ledger.`);
  return withGrownTree(invocation, stores, async (grown) => {
    const index = grown.tree.indexAt(last.position);
    if (index === null) throw new NotInTree(`The event at position ${last.position} is not in the tree.`);
    return receiptUnder(index + 1, events, { invocation, stores, grown });
  });
}

interface Surroundings {
  readonly invocation: Invocation;
  readonly stores: OpenStores;
  readonly grown: GrownTree;
}

/** So often a service may be faster: it signs once a second. */
const ATTEMPTS = 5;

/** The receipt under a checkpoint that covers so many events; a service beside us may be about to sign the next one meanwhile. */
async function receiptUnder(
  size: number,
  events: readonly StoredEvent[],
  { invocation, stores, grown }: Surroundings,
): Promise<Receipt> {
  const { tree } = grown;
  for (let attempt = 1; ; attempt += 1) {
    const covered = Math.max(size, tree.mappedSize());
    const checkpoint = await checkpointCovering(covered, invocation, stores, grown);
    await mapNewest(stores.store, tree, checkpoint.size);
    try {
      return receiptFor(await eventsUpTo(checkpoint.size, events, stores, tree), checkpoint, tree);
    } catch (error) {
      if (!(error instanceof MapNotThere) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The consent's events that are under the checkpoint: there may be more by now. */
async function eventsUpTo(
  size: number,
  [first]: readonly StoredEvent[],
  { store }: OpenStores,
  tree: TreeStorage,
): Promise<StoredEvent[]> {
  const events = await store.readStream(first!.stream);
  return events.filter(({ position }) => (tree.indexAt(position) ?? size) < size);
}

function hand(receipt: Receipt, assertionId: string, { options, terminal }: Invocation): void {
  const text = `${JSON.stringify(receipt, null, 2)}\n`;
  const file = typeof options.out === 'string' ? options.out : `receipt-${assertionId.toLowerCase()}.json`;
  if (file === '-') {
    process.stdout.write(text);
    return;
  }
  writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  const { length } = receipt.events;
  terminal.record({ file, events: length, checkpoint: receipt.checkpoint });
  terminal.line(
    `The receipt for ${length} event${length === 1 ? '' : 's'} is in ${file}. It holds the personal identity.`,
  );
  terminal.line(`It is verified by: ledger verify-receipt ${file}`);
}
