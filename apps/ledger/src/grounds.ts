import type { Grounds } from '#retention';
import { WrongUsage } from './failure';
import type { Invocation } from './ledger-command';
import { systemUser } from './looks';
import { textOf } from './search-options';

/** Why something is done, on whose authority, and by whom. @throws WrongUsage */
export function groundsOf({ options }: Invocation): Grounds {
  const [reason, authority] = [textOf(options, 'reason'), textOf(options, 'authority')];
  if (reason === undefined) throw new WrongUsage('--reason is missing: say why it is done.');
  if (authority === undefined)
    throw new WrongUsage('--authority is missing: name the decision or the provision that says so.');
  return { reason, authority, systemUser: systemUser() };
}

/** A refusal of what was given is wrong usage. Errors are known by their names, because a lib may be loaded twice. */
export function refusedAsUsage(error: unknown): never {
  throw error instanceof Error && error.name === 'HoldRefused' ? new WrongUsage(error.message) : error;
}
