import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PersonIdentity } from '#consent';
import type { OpenStores } from '#consent-ledger';
import type { Clock, Config } from '#platform';
import type { SignOn } from '#sign-on';
import type { ConsentService } from './consent-service';
import type { Looks } from './looks/looks';
import type { KnownNames } from './names/known-names';
import type { KeptForms } from './sessions/kept-forms';
import type { Session } from './sessions/session';
import type { Language } from './words/language';

/**
 * Answers with a page: `template` is a file below `pages/`, without its ending, such as `consents/consents`. In it, `it` has the
 * facts beside `language`, `session` (`null` when nobody is signed on), and `path`, the address without its query;
 * `hasTypedForm` says that it has a form with the id `typed-form` that somebody fills in, which a change of the language sends.
 * `isSentLate` says that it has a form which may be sent after its session, though not to its own address: it stays for as long.
 * `here` is where a change of the language comes back to, `null` where nothing can be asked for again.
 */
export type Render = (
  request: FastifyRequest,
  reply: FastifyReply,
  template: string,
  facts: object,
) => FastifyReply;

/** What a session may be changed in by a page. */
export type SessionChange = (session: Session) => Session;

/** What pages are made with. */
export interface PageParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly stores: OpenStores;
  readonly signOn: SignOn;
  readonly names: KnownNames;
  readonly looks: Looks;
  readonly isForDevelopment: boolean;
  readonly consentService: ConsentService;
  readonly render: Render;
  readonly keptForms: KeptForms;
  readonly sessions: {
    /** @throws PortalError KJF-000162 when the session has ended meanwhile. */
    update(request: FastifyRequest, change: SessionChange): Promise<Session>;
  };
  /**
   * Opens a patient who was searched for: the session gets a new id, what was open before is dropped, and that it happened is kept in
   * the ledger before this resolves.
   * @throws StoreUnavailable
   */
  openPatient(request: FastifyRequest, identity: PersonIdentity): Promise<Session>;
}

/** Adds a page, or several that belong together, to the portal: all of them are for who is signed on. */
export type Pages = (app: FastifyInstance, parts: PageParts) => void;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed on: there on every page that is for them. */
    portalSession: Session;
    /** Whether that person sees the pages for auditors. */
    isAuditor: boolean;
    language: Language;
  }
}
