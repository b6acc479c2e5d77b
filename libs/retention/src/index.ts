export { decodeHold, encodeHold, holdEventTypes, UnknownHold } from './holds/hold-codec';
export type { Grounds, HeldSubject, Hold, HoldEvent, HoldLifted, HoldPlaced } from './holds/hold';
export { activeHolds, HoldRefused, HOLDS, liftHold, placeHold, readHolds } from './holds/holds';
export type { DayContent, KeptBy } from './plan/day-content';
export { isReleased, planRetention, type LapsedDay, type RetentionPlan } from './plan/plan';
