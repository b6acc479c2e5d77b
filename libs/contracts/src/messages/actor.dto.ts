import { ActorHsaId, FreeText, HsaId, HsaIdForInformation } from '../validation';

/** A person acting at work: the contract's ActorType. */
export class ActorType {
  @HsaId({ about: "The employee's HSA-id.", example: 'SE165565594230-1A2B' })
  employeeId: string;

  @HsaIdForInformation({
    about: 'The HSA-id of the assignment the employee acts in.',
    example: 'SE165565594230-1C3D',
  })
  assignmentId?: string;

  @FreeText({
    about: "The assignment's name.",
    maxLength: 256,
    example: 'Vård och behandling',
    optional: true,
    isKept: true,
  })
  assignmentName?: string;
}

/** The employee who wants to read, and where: the contract's AccessingActorType. */
export class AccessingActorType {
  @ActorHsaId({ about: "The employee's HSA-id.", example: 'SE165565594230-1A2B' })
  employeeId: string;

  @ActorHsaId({ about: "The care provider's HSA-id.", example: 'SE165565594230-1000' })
  careProviderId: string;

  @ActorHsaId({ about: "The care unit's HSA-id.", example: 'SE165565594230-1B0C' })
  careUnitId: string;
}
