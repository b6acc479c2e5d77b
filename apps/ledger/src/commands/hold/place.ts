import { newRandomId } from '#platform';
import { placeHold, type HeldSubject, type HoldPlaced } from '#retention';
import { askPatient } from '../../ask-patient';
import { ExitCode } from '../../exit-code';
import { WrongUsage } from '../../failure';
import { groundsOf, refusedAsUsage } from '../../grounds';
import { hsaIdOptions } from '../../hsa-ids';
import type { Invocation } from '../../ledger-command';
import { dateOf, textOf } from '../../search-options';
import { withStores } from '../../with-stores';

/** Places a hold, and prints its id. */
export async function placeGivenHold(invocation: Invocation): Promise<ExitCode> {
  const { clock, terminal } = invocation;
  const grounds = groundsOf(invocation);
  const subject = await subjectOf(invocation);
  const holdId = newRandomId();
  await withStores(invocation, ({ store }) => {
    const placed: HoldPlaced = { type: 'HoldPlaced', holdId, subject, ...grounds, recordedAt: clock() };
    return placeHold(store, placed).catch(refusedAsUsage);
  });
  terminal.record({ holdId });
  terminal.line(`The hold ${holdId} is placed.`);
  return ExitCode.done;
}

/** @throws WrongUsage */
async function subjectOf(invocation: Invocation): Promise<HeldSubject> {
  const { options } = invocation;
  const careProviderId = (await hsaIdOptions(invocation))('provider');
  const reference = textOf(options, 'case');
  const given = [options.patient, careProviderId, reference].filter((one) => one !== undefined);
  if (given.length !== 1) throw new WrongUsage('A hold is on one of these: --patient, --provider or --case.');
  if (reference !== undefined) return { kind: 'case', reference, ...daysOf(invocation) };
  if (options.from !== undefined || options.to !== undefined)
    throw new WrongUsage('--from and --to belong to --case.');
  if (careProviderId !== undefined) return { kind: 'care-provider', careProviderId };
  return { kind: 'patient', patient: await askPatient(invocation) };
}

function daysOf({ options }: Invocation): { readonly from?: string; readonly to?: string } {
  const [from, to] = [dateOf(options, 'from'), dateOf(options, 'to')];
  if (from !== undefined && to !== undefined && from > to) throw new WrongUsage('--from is later than --to.');
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
