import type { ConsentCommand, Rejection } from '#consent';
import type { CommandOutcome } from '#ledger';
import { type Fault, texts } from '#contracts';
import type { Outcome } from './contract';
import { OK, resultOf } from './error-table';

/** What a command came to, in the contracts' result codes and texts. */
export function outcomeOf(outcome: CommandOutcome<Rejection>, command: ConsentCommand): Outcome {
  const { position } = outcome;
  if (outcome.accepted) return { result: OK, position };
  const { rejection } = outcome;
  const denial = rejection.reason === 'not-found' ? rejection.hidden : undefined;
  return { result: resultOf(rejection), position, denial, faults: faultsOf(rejection, command) };
}

/** What the rules refuse because of the request's own content is reported by its element, as validation does. */
function faultsOf({ reason }: Rejection, { type }: ConsentCommand): readonly Fault[] | undefined {
  if (reason !== 'invalid-span') return undefined;
  const element = type === 'EndConsentByPatient' ? 'endDateTime' : 'endDate';
  return [{ element, message: texts.invalidSpan(), logMessage: texts.invalidSpan() }];
}
