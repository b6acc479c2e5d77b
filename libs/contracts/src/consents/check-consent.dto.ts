import { ExplanationType } from '../audit/explanation.dto';
import { Answer, CompleteActor, Part, documented, nested, obey } from '../validation';
import {
  AccessingActorType,
  CheckResultType,
  exampleCareProviderId,
  exampleCareUnitId,
  exampleEmployeeId,
  examplePatient,
  IIType,
  JsonExtras,
} from '../messages';

const about = { about: 'The employee who wants to read, and where.' };

/** The contract has a text of its own for a missing actor. */
const Actor = (): PropertyDecorator =>
  documented(about, { type: AccessingActorType }, obey(CompleteActor), nested(AccessingActorType, about));

/** CheckConsent, as asked. */
export class CheckConsentDto {
  @Actor()
  accessingActor: AccessingActorType;

  @Part(IIType, { about: 'The patient.' })
  patientId: IIType;
}

/** CheckConsent, as answered. */
export class CheckConsentResponse extends JsonExtras {
  @Answer(CheckResultType, { about: 'The answer.' })
  checkResult: CheckResultType;

  @Answer(ExplanationType, {
    about: 'Why, for callers with the right `explain` that ask for it with `X-Ledger-Explain`.',
    optional: true,
    jsonOnly: true,
  })
  explanation?: ExplanationType;
}

/** A request that works as it stands. */
export const checkConsentExample = {
  accessingActor: {
    employeeId: exampleEmployeeId,
    careProviderId: exampleCareProviderId,
    careUnitId: exampleCareUnitId,
  },
  patientId: examplePatient,
};
