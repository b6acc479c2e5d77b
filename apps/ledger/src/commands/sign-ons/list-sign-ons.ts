import { localTime, type Identities } from '#audit';
import { familyOf, isErrorCode } from '#platform';
import { searchSignOns, type SignOnEntry, type SignOnFilter, type SignOnRefusal } from '#sign-on';
import { askIdentity } from '../../ask-patient';
import { ExitCode } from '../../exit-code';
import { WrongUsage } from '../../failure';
import type { Invocation, Options } from '../../ledger-command';
import { aboutWhom, noteLook } from '../../looks';
import { firstOf, limitOf, spanOf, textOf } from '../../search-options';
import { withStores } from '../../with-stores';
import { columns, recordOf, rowOf } from './sign-on-in-words';

/** Prints who came into the portal, who did not, and which patients were opened, as they are found. */
export async function listSignOns(invocation: Invocation): Promise<ExitCode> {
  const { options, terminal } = invocation;
  const identities: Identities = options.showIdentities === true ? 'shown' : 'masked';
  const limit = limitOf(options);
  const filter = await filterOf(invocation);
  await withStores(invocation, async (stores) => {
    await noteLook(invocation, stores, { command: 'sign-ons', ...aboutWhom({ patient: filter.patient }) });
    const found = firstOf(searchSignOns(stores.store, filter), limit);
    if (terminal.json) for await (const entry of found) terminal.record(recordOf(entry, identities));
    else await terminal.table(columns, rowsOf(found, identities));
  });
  const [from, to] = [localTime(filter.from), localTime(filter.before - 1)];
  terminal.line(`\nSearched from ${from} to ${to}. Times are Swedish local time.`);
  return ExitCode.done;
}

async function filterOf(invocation: Invocation): Promise<SignOnFilter> {
  const { options } = invocation;
  const filter = { ...spanOf(invocation), code: codeOf(options) };
  if (options.person === true) return { ...filter, person: await askIdentity(invocation, 'person') };
  return options.patient === true ? { ...filter, patient: await askIdentity(invocation, 'patient') } : filter;
}

function codeOf(options: Options): SignOnRefusal | undefined {
  const code = textOf(options, 'code');
  if (code === undefined) return undefined;
  if (isErrorCode(code) && ['AUT', 'KJX'].includes(familyOf(code))) return code as SignOnRefusal;
  throw new WrongUsage(
    '--code is no code that people are refused with: it is written as AUT_104 or KJX-000001.',
  );
}

async function* rowsOf(
  found: AsyncIterable<SignOnEntry>,
  identities: Identities,
): AsyncGenerator<readonly string[]> {
  for await (const entry of found) yield rowOf(entry, identities);
}
