import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import type { PersonIdentity } from '#consent';
import { identityKindsOf, type OpenStores } from '#consent-ledger';
import type { Clock, Config, Logger, Tracing } from '#platform';
import { CALLBACK, clientKey, portalUrlOf, readKey, SecretRecordFolder, SignOn } from '#sign-on';
import { consentServiceAt, ownTokens, type ConsentService } from './consent-service';
import { isForDevelopment } from './development';
import { Looks } from './looks/looks';
import { KnownNames } from './names/known-names';
import type { PageParts } from './page-parts';
import { openRegisters, type OpenRegisters } from './registers';
import { createRender } from './rendering/render';
import type { EndedSession } from './sessions/ended-session';
import { KeptForms } from './sessions/kept-forms';
import { PortalSessions } from './sessions/portal-sessions';
import type { Session } from './sessions/session';
import { IdentityProvider } from './sign-on/identity-provider';
import type { SignOnParts } from './sign-on/sign-on-parts';
import { isTooLate, type Choosing, type Entering, type Leaving, type SigningIn } from './sign-on/under-way';

const SECOND = 1000;
const TIDIED_EVERY_MS = 60 * SECOND;

/** What is known of browsers. */
type Kinds = {
  session: Session;
  entering: Entering;
  signingIn: SigningIn;
  choosing: Choosing;
  leaving: Leaving;
  ended: EndedSession;
};

/** What exists before the portal's parts do. */
export interface Surroundings {
  readonly stores: OpenStores;
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  /** Absent where nothing is traced. */
  readonly tracing?: Tracing;
}

/** Everything that the portal is made of, but its addresses. */
export interface OpenParts extends Pick<Surroundings, 'log' | 'tracing'> {
  readonly registers: OpenRegisters;
  readonly way: SignOnParts;
  readonly pageParts: PageParts;
  close(): Promise<void>;
}

/** Puts the portal's parts together, on stores that somebody else closes. @throws what keeps one of them from being opened. */
export function openParts({ stores, config, clock, log, tracing }: Surroundings): OpenParts {
  const registers = openRegisters(config, tracing);
  const signOn = openSignOn(stores, config, registers);
  const identityProvider = openIdentityProvider(config);
  const folder = SecretRecordFolder.open<Kinds>(join(config.DATA_DIR, 'portal'), [
    'session',
    'entering',
    'signingIn',
    'choosing',
    'leaving',
    'ended',
  ]);
  const keptForms = openKeptForms(folder, config, clock);
  const sessions = openSessions(folder, config, { clock, signOn, keptForms });
  const render = createRender({ clock, config });
  const shared = { config, clock, signOn, render, keptForms };
  const way = {
    ...shared,
    portalUrl: portalUrlOf(config),
    identityProvider,
    sessions,
    ...underWayIn(folder),
  };
  const stopTidying = tidyAgainAndAgain(way, log);
  const looks = new Looks(config, clock, stores, log);
  const close = async () => {
    await stopTidying();
    await looks.close();
    registers.close();
    await folder.close();
  };
  return {
    ...{ log, tracing, registers, way },
    pageParts: pagePartsOf(way, stores, {
      ...{ looks, names: new KnownNames(registers.names, clock, log) },
      consentService: openConsentService(config, clock, tracing),
    }),
    close,
  };
}

const openSignOn = ({ store }: OpenStores, { TICKET_LIFETIME_S }: Config, registers: OpenRegisters): SignOn =>
  new SignOn({ store, registers, ticketLifetime: TICKET_LIFETIME_S * SECOND });

const underWayIn = (folder: SecretRecordFolder<Kinds>) => ({
  entering: folder.records('entering'),
  signingIn: folder.records('signingIn'),
  choosing: folder.records('choosing'),
  leaving: folder.records('leaving'),
});

const openIdentityProvider = (config: Config): IdentityProvider =>
  new IdentityProvider({
    issuer: config.OIDC_ISSUER,
    clientId: config.OIDC_CLIENT_ID,
    key: clientKey(config),
    callbackAddress: portalUrlOf(config) + CALLBACK,
    securityLevel: config.OIDC_SECURITY_LEVEL,
    identityKinds: identityKindsOf(config),
  });

function openSessions(
  folder: SecretRecordFolder<Kinds>,
  { SESSION_IDLE_S, SESSION_ABSOLUTE_S }: Config,
  { clock, signOn: { journal }, keptForms }: Pick<SignOnParts, 'clock' | 'signOn' | 'keptForms'>,
): PortalSessions {
  const limits = { idle: SESSION_IDLE_S * SECOND, absolute: SESSION_ABSOLUTE_S * SECOND };
  return new PortalSessions({ records: folder.records('session'), journal, clock, limits, keptForms });
}

const openKeptForms = (folder: SecretRecordFolder<Kinds>, config: Config, clock: Clock): KeptForms =>
  new KeptForms({ records: folder.records('ended'), clock, keptFor: config.FORM_KEPT_S * SECOND });

/** Ends what is over though no browser comes back to it; what cannot be kept now is tried again with what is over next. */
function tidyAgainAndAgain({ sessions, keptForms, clock, ...way }: SignOnParts, log: Logger) {
  const tidy = async () => {
    try {
      await sessions.endOver();
      await keptForms.forgetOver();
      for (const records of [way.entering, way.signingIn, way.choosing, way.leaving])
        await records.takeAll((each) => isTooLate(each, clock()));
    } catch (error) {
      log.error('What is over could not be ended.', { cause: String(error) });
    }
  };
  let last = tidy();
  const timer = setInterval(() => {
    last = last.then(tidy);
  }, TIDIED_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await last;
  };
}

/** @throws ClientKeyUnusable */
function tokensOf(config: Config, clock: Clock): (() => Promise<string>) | undefined {
  const {
    CONSENT_SERVICE_KEY_FILE: path,
    CONSENT_SERVICE_AUDIENCE: audience,
    PORTAL_HSA_ID: portalId,
  } = config;
  return path === undefined ? undefined : ownTokens({ key: readKey(path), portalId, audience, clock });
}

const openConsentService = (config: Config, clock: Clock, tracing?: Tracing): ConsentService =>
  consentServiceAt({
    url: config.CONSENT_SERVICE_URL,
    portalId: config.PORTAL_HSA_ID,
    token: tokensOf(config, clock),
    tracing,
  });

function pagePartsOf(
  { config, clock, signOn, render, sessions, keptForms }: SignOnParts,
  stores: OpenStores,
  own: Pick<PageParts, 'names' | 'looks' | 'consentService'>,
): PageParts {
  const change = async (request: FastifyRequest, changed: Promise<Session>) => {
    request.portalSession = await changed;
    return request.portalSession;
  };
  const openPatient = async (request: FastifyRequest, identity: PersonIdentity) => {
    const { person, workplace } = request.portalSession;
    await signOn.journal.note({
      type: 'PatientOpened',
      ...{ person, organisationNumber: workplace.organisationNumber, patient: identity },
      ...{ correlationId: request.id, recordedAt: clock() },
    });
    const renewed = sessions.renew(request.sessionCookie, (session) => ({
      ...session,
      patient: { identity },
    }));
    return change(request, renewed);
  };
  return {
    ...{ config, clock, stores, signOn, render, keptForms, openPatient, ...own },
    isForDevelopment: isForDevelopment(config, process.env.NODE_ENV),
    sessions: {
      update: (request, work) => change(request, sessions.update(request.sessionCookie, work)),
    },
  };
}
