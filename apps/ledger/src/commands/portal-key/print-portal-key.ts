import { clientRegistration } from '#sign-on';
import { ExitCode } from '../../exit-code';
import type { Invocation } from '../../ledger-command';

/** Prints the portal as its identity provider has to know it. */
export async function printPortalKey({ config, terminal }: Invocation): Promise<ExitCode> {
  const registration = await clientRegistration(await config());
  terminal.line(JSON.stringify(registration, null, 2));
  terminal.record(registration);
  return ExitCode.done;
}
