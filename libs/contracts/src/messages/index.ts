export { ActionType, ClosingActionType, RegistrationActionType } from './action.dto';
export { AccessingActorType, ActorType } from './actor.dto';
export { CancelledAssertionType, ExtendedPDLAssertionType, PDLAssertionType } from './assertion.dto';
export * from './examples';
export { IIType } from './identity.dto';
export {
  CheckResultType,
  GetAllAssertionsResultType,
  GetConsentsResultType,
  GetExtendedConsentsResultType,
} from './query-result.dto';
export { ElementError, JsonExtras, ResultResponse, ResultType } from './result.dto';
export * from './vocabulary';
export { elementsOf, type Content, type Element, type ElementType } from './elements';
