import type { PersonIdentity } from '#consent';
import type { Position } from '#event-store';
import type { GuardedName } from '#callers';
import type { Fault, ResultType } from '#contracts';
import type { RequestContext } from './request-context';
import type { Denial } from './denial';

/** What running a contract came to: the result, what was asked for (a query's content), and the ledger's position behind it. */
export interface Outcome<Content = object> {
  readonly result: ResultType;
  readonly content?: Content;
  readonly position: Position;
  /** What the last event behind it is known by, wherever the ledger is moved: for records that outlast its store. */
  readonly knownPosition?: Position;
  /** Why it was denied: for auditors, not for the caller. */
  readonly denial?: Denial;
  /** What is wrong, element by element. */
  readonly faults?: readonly Fault[];
}

/** What is known of a command before it is run. */
export interface Repeatable<Content = object> {
  /** What is asked for, as text: equal for two requests exactly when the same is asked for. */
  readonly essence: string;
  /** The outcome that `run` would have now if it is a refusal, else `null`. Changes nothing. */
  readonly refusal: () => Promise<Outcome<Content> | null>;
}

/** One thing that happened, as a stream of pages sends it. */
export interface PageEvent {
  /** What a request begins behind to get what comes after it. */
  readonly id: string;
  readonly data: object;
}

/** What a page of events comes to. */
export interface PageEnd extends PageEvent {
  /** Whether there are more events now. */
  readonly hasMore: boolean;
}

/** How pages follow each other. */
export interface Pages<Request = object, Content = object> {
  /** The element of a request that has the id of the event behind which its page begins. */
  readonly beginsBehind: string;
  events(content: Content): readonly PageEvent[];
  end(outcome: Outcome<Content>): PageEnd | null;
  /** Whether there is an event for this request already, by a look that waits for nothing. */
  isBehind(request: Request): boolean;
}

/** What demands nothing itself: a ping concerns no consents, and of many checks in one each is authorised as a single one. */
type UnguardedName = 'PingForConfiguration' | 'CheckConsents';

/**
 * One contract, the same behind every door: what a good request is, what it does, and the shape of its answer.
 * A contract knows no HTTP and no XML.
 */
export interface Contract<Request = object, Content = object, Response extends object = object> {
  readonly name: GuardedName | UnguardedName;
  /** Only a command changes the ledger. */
  readonly kind: 'command' | 'query';
  /** It concerns no consents: every caller is answered, at any logical address. */
  readonly isForEveryone?: true;
  /**
   * Of a query that reads the log itself, and not a read model behind the barrier. The log has all there is, so nothing is waited for,
   * but a position after its end that the caller demands is refused before it is run; before a command, too.
   */
  readonly readsLog?: true;
  validate(body: unknown): readonly Fault[];
  /** The care provider whose consents are concerned, when the request itself names one. */
  careProviderOf(request: Request): string | null;
  run(request: Request, context: RequestContext): Promise<Outcome<Content>>;
  /** Of a command: what makes it safe to repeat. */
  repeatable?(request: Request, context: RequestContext): Repeatable<Content>;
  /**
   * Of a query that shows what is kept about patients: how many of them, such as consents or events. Who asked is recorded with it.
   * Absent: it shows nothing of anybody, or has a record of its own.
   */
  shown?(content: Content): number;
  /** Whose consent is shown, where the request does not name the patient: for the record of who asked. */
  patientOf?(content: Content): PersonIdentity;
  /** A record of its own of who got which answer, refusals for lack of rights too. No answer is given before it is done, or without it. */
  record?(request: Request, outcome: Outcome<Content>, context: RequestContext): Promise<void> | void;
  /** Of a query whose pages go on as the ledger does: how a door sends one after the other, without being asked again. */
  readonly pages?: Pages<Request, Content>;
  /** The contract's response; without content it keeps its shape. */
  respond(outcome: Outcome<Content>): Response;
}
