import type { Caller } from '#consent';
import { action } from '../support/requests';
import type { Asked } from './contracts-in-process';
import type { Close, EndByPatient, Register, Step } from './history';
import { onTheWire, type World } from './world';

const SYSTEM = 'SE165565594230-9001';

export const anyCaller: Caller = { systemId: SYSTEM, careProviders: 'all' };

export const boundedCaller = ({ providers }: World): Caller => ({
  systemId: SYSTEM,
  careProviders: new Set([providers[0]]),
});

const secondsFrom = ({ begins }: World, seconds: number): string => onTheWire(begins + seconds * 1000);

const optional = <Name extends string, T>(name: Name, value: T | null): Partial<Record<Name, T>> =>
  value === null ? {} : ({ [name]: value } as Record<Name, T>);

/** A step as the request that it is. */
export function requestOf(step: Step, world: World): Asked {
  const caller = step.isBounded ? boundedCaller(world) : anyCaller;
  return { ...contentOf(step, world), caller, now: world.begins + step.at };
}

function contentOf(step: Step, world: World): Pick<Asked, 'contract' | 'body'> {
  switch (step.what) {
    case 'register':
      return { contract: 'RegisterExtendedConsent', body: registration(step, world) };
    case 'cancel':
      return {
        contract: 'CancelExtendedConsent',
        body: { assertionId: world.consents[step.consent], cancellationAction: closingAction(step, world) },
      };
    case 'delete':
      return {
        contract: 'DeleteExtendedConsent',
        body: { assertionId: world.consents[step.consent], deletionAction: closingAction(step, world) },
      };
    case 'end':
      return { contract: 'EndConsentByPatient', body: ending(step, world) };
  }
}

/** The id as a registration spells it. */
export function spelledId({ consent, isUpperCase }: Register, { consents }: World): string {
  const id = consents[consent]!;
  return isUpperCase ? id.toUpperCase() : id;
}

function registration(step: Register, world: World): object {
  const { employee, start, end, guardian } = step;
  return {
    assertionId: spelledId(step, world),
    assertionType: step.type,
    scope: 'NationalLevel',
    patientId: world.patients[step.patient],
    ...world.units[step.unit],
    ...optional('employeeId', employee === null ? null : world.employees[employee]!),
    ...optional('startDate', start === null ? null : secondsFrom(world, start)),
    ...optional('endDate', end === null ? null : secondsFrom(world, end)),
    ...optional('representedBy', guardian === null ? null : world.patients[guardian]!),
    registrationAction: action,
  };
}

export const closingAction = ({ statedAt }: Close, world: World) => ({
  ...action,
  registrationDate: secondsFrom(world, statedAt),
});

const ending = ({ consent, patient, end }: EndByPatient, world: World): object => ({
  assertionId: world.consents[consent],
  patientId: world.patients[patient],
  ...optional('endDateTime', end === null ? null : secondsFrom(world, end)),
});
