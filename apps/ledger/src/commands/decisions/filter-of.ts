import type { DecisionFilter } from '#audit';
import { isUuid } from '#consent';
import { askPatient } from '../../ask-patient';
import { WrongUsage } from '../../failure';
import { hsaIdOptions } from '../../hsa-ids';
import type { Invocation, Options } from '../../ledger-command';
import { spanOf, textOf } from '../../search-options';

/** Which decisions are asked for, from the options and, for a patient, from standard input or the terminal. @throws WrongUsage */
export async function filterOf(invocation: Invocation): Promise<DecisionFilter> {
  const { options } = invocation;
  const hsaId = await hsaIdOptions(invocation);
  const filter = {
    ...spanOf(invocation),
    employeeId: hsaId('employee'),
    careUnitId: hsaId('unit'),
    careProviderId: hsaId('provider'),
    callerId: hsaId('caller'),
    assertionId: consentOf(options),
    correlationId: textOf(options, 'correlationId'),
    hasConsent: answerOf(options),
  };
  return options.patient === true ? { ...filter, patient: await askPatient(invocation) } : filter;
}

function consentOf(options: Options): string | undefined {
  const id = textOf(options, 'consent');
  if (id === undefined || isUuid(id)) return id;
  throw new WrongUsage('The id of a consent is a UUID, such as 4e4d1c5e-7f6f-4a0c-9a55-0b3f8c1d2e01.');
}

const answerOf = ({ granted, denied }: Options): boolean | undefined =>
  granted === true ? true : denied === true ? false : undefined;
