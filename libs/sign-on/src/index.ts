export type { Attempt, Authorisation, Callback, Entry, TicketFact } from './attempt';
export { decideSignOn } from './decide-sign-on';
export type { SignOnDecision, SignOnRefusal } from './decide-sign-on';
