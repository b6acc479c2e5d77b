import { createIdentityRegistry, DEFAULT_HSA_ID_PATTERN } from '#consent';
import { ConsentLedger, identityKindsOf, openLedgerTime, type OpenLedger } from '#consent-ledger';
import { configureValidation } from '#contracts';
import { newId, type Clock, type Config } from '#platform';
import { adoptConsents, OtherService } from '../../adoption';
import type { ExitCode } from '../../exit-code';
import { WrongUsage } from '../../failure';
import { demandHsaId, hsaIdOptions } from '../../hsa-ids';
import type { Invocation, Options } from '../../ledger-command';
import { withLedger } from '../../with-stores';
import { doorTo } from './connection';
import { Report } from './report';

/** Brings the consents of care providers from another service, one care provider after the other. */
export async function adopt(invocation: Invocation): Promise<ExitCode> {
  const { args, options, using } = invocation;
  const [address, ...careProviders] = args as [string, ...string[]];
  const config = await invocation.config();
  const stated = await statedIn(invocation);
  for (const id of careProviders) demandHsaId(id, config);
  useSettings(config);
  const door = doorTo(address, stated.source, options);
  const concurrency = concurrencyIn(options);
  const report = new Report(invocation.terminal, options.dryRun === true);
  await using({ close: async () => door.close() }, () =>
    withLedger(invocation, (opened) =>
      withClock(opened, invocation, async (clock) => {
        const setting = {
          ...{ ...stated, service: new OtherService(door), address, clock, concurrency },
          ...{ isDryRun: options.dryRun === true, correlationId: newId(), ledger: new ConsentLedger(opened) },
        };
        const run = { opened, setting, allGone: options.allGone === true };
        for (const id of careProviders) report.total(id, await adoptConsents(id, run, report.listeners));
      }),
    ),
  );
  return report.print();
}

const MOST_AT_ONCE = 64;

function concurrencyIn({ concurrency }: Options): number {
  const count = Number(concurrency);
  if (Number.isInteger(count) && count >= 1 && count <= MOST_AT_ONCE) return count;
  throw new WrongUsage(`--concurrency is a whole number from 1 to ${MOST_AT_ONCE}.`);
}

async function statedIn(
  invocation: Invocation,
): Promise<{ readonly source: string; readonly operator: string }> {
  const read = await hsaIdOptions(invocation);
  const [source, operator] = [read('source'), read('operator')];
  if (source === undefined || operator === undefined)
    throw new WrongUsage('--source or --operator is missing.');
  return { source, operator };
}

/** What is recorded here is never earlier than what was answered here. A dry run records nothing, and keeps no time. */
async function withClock<T>(
  opened: OpenLedger,
  invocation: Invocation,
  work: (clock: Clock) => Promise<T>,
): Promise<T> {
  const { options, clock, using } = invocation;
  if (options.dryRun === true) return work(clock);
  const time = await openLedgerTime(opened, await invocation.config(), clock, await invocation.log());
  return using(time, () => work(time.clock));
}

/** The same rules as the service's. */
function useSettings(config: Config): void {
  configureValidation({
    identities: createIdentityRegistry(identityKindsOf(config)),
    hsaIdPattern: config.HSA_ID_PATTERN?.source ?? DEFAULT_HSA_ID_PATTERN,
  });
}
