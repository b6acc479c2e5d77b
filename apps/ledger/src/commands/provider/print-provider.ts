import { careProviderHistories, isWithin, type ConsentHistory, type HistoryEntry, type Period } from '#audit';
import type { OpenLedger } from '#consent-ledger';
import { careProviderProjection, type CareProviderRow } from '#read-models';
import { ExitCode } from '../../exit-code';
import { WrongUsage } from '../../failure';
import { demandHsaId } from '../../hsa-ids';
import type { Invocation } from '../../ledger-command';
import { noteLook } from '../../looks';
import { PictureFile } from '../../timeline/picture-file';
import { printTimeline } from '../../timeline/print-timeline';
import { instantOf } from '../../times';
import { withLedger } from '../../with-stores';

/** Every event of a care provider's consents in a period, as they are read: there may be more of them than memory holds. */
export async function printProvider(invocation: Invocation): Promise<ExitCode> {
  const { args, terminal } = invocation;
  const careProviderId = args[0]!;
  const period = periodOf(invocation);
  demandHsaId(careProviderId, await invocation.config());
  const picture = new PictureFile(invocation, `Consents at care provider ${careProviderId}`);
  await withLedger(invocation, async (ledger) => {
    await noteLook(invocation, ledger, { command: 'provider', careProviderId });
    terminal.line(`Care provider ${careProviderId}. Times are Swedish local time.\n`);
    const histories = careProviderHistories(ledger.store, rowsOf(ledger), careProviderId, period);
    await printTimeline(terminal, entriesOf(picture.noting(histories), period), 'masked');
    if (picture.isEmpty) terminal.line('Nothing was recorded then.');
  });
  await picture.write();
  return ExitCode.done;
}

const rowsOf =
  ({ storage }: OpenLedger) =>
  () =>
    storage.view<CareProviderRow>(careProviderProjection.name).rows;

async function* entriesOf(
  histories: AsyncIterable<ConsentHistory>,
  period: Period,
): AsyncGenerator<HistoryEntry> {
  for await (const { entries } of histories) yield* entries.filter((entry) => isWithin(entry, period));
}

function periodOf({ options: { from, to } }: Invocation): Period {
  const period = {
    from: typeof from === 'string' ? instantOf('--from', from, 'first') : 0,
    to: typeof to === 'string' ? instantOf('--to', to, 'last') : Number.MAX_SAFE_INTEGER,
  };
  if (period.from > period.to) throw new WrongUsage('--from is later than --to.');
  return period;
}
