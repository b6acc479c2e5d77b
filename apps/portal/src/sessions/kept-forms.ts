import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#platform';
import type { SecretRecords } from '#sign-on';
import { csrfTokenOf } from './csrf';
import { isAtSameWorkplace, isForSamePatient, isOfSamePerson } from './ended-session';
import type { EndedSession, KeptForm } from './ended-session';
import { SecretCookie } from './secret-cookie';
import type { Session } from './session';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What was typed into the form at this address: such a form may be kept for the next sign-in. */
    readonly typedIn?: (request: FastifyRequest) => Readonly<Record<string, string>>;
    /** The form at this address is about no patient: it is kept whichever patient is open, or none. */
    readonly isOfNoPatient?: true;
  }
}

/** In characters, as JSON: several times what the longest form that is accepted has. */
const LONGEST = 16 * 1024;

/** How long a browser remembers that it has sent a form too late, so that it can be said when the form is gone. */
const REMEMBERED_S = 3_600;

export interface KeptFormParts {
  readonly records: SecretRecords<EndedSession>;
  readonly clock: Clock;
  /** How long a form may be sent after its session, and how long it is kept then, in milliseconds; 0: not at all. */
  readonly keptFor: number;
}

/** What this browser has sent too late, when somebody has signed in again. */
export type Found =
  | { readonly is: 'nothing' }
  | { readonly is: 'expired' }
  | { readonly is: 'of-another-person' }
  | {
      readonly is: 'of-another-workplace' | 'of-another-patient' | 'here';
      readonly ended: EndedSession;
      readonly form: KeptForm;
    };

/**
 * Forms that were sent when their session had ended already. They stay on the server, one for each session: the token in the form finds
 * the session, and a cookie that holds the token binds what was typed to the browser. Only the same person gets it back.
 */
export class KeptForms {
  constructor(private readonly parts: KeptFormParts) {}

  /**
   * A session ends, or its forms get another token: for some minutes it is remembered whose they were. In the transaction that ends it, so
   * that a form which is sent meanwhile finds the one or the other.
   */
  readonly remember = ({ person, workplace, patient, csrfToken }: Session): void => {
    const { records, clock, keptFor } = this.parts;
    if (keptFor > 0) records.addAlongside(csrfToken, { person, workplace, patient, endedAt: clock() });
  };

  /** Keeps a form that no session stands behind. Answers whether it is kept: it must be of a session that has just ended. */
  async keep(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const { typedIn, isOfNoPatient } = request.routeOptions.config;
    const fields = typedIn?.(request);
    if (!fields || JSON.stringify(fields).length > LONGEST) return false;
    const { records, clock } = this.parts;
    const token = csrfTokenOf(request);
    const ended = records.find(token);
    if (!ended || !this.isItsOwn(ended, request)) return false;
    const form = { address: pathOf(request), fields, keptAt: clock(), isOfNoPatient };
    if (!(await records.change(token, (current) => ({ ...current, form })))) return false;
    await this.bind(cookieOf(request, reply), token);
    return true;
  }

  /** Whether this browser has sent a form too late. */
  isAwaited(request: FastifyRequest, reply: FastifyReply): boolean {
    return cookieOf(request, reply).secret !== undefined;
  }

  /** What there is for the person who is signed on now. What is nothing for that person is forgotten. */
  async find(request: FastifyRequest, reply: FastifyReply): Promise<Found> {
    const cookie = cookieOf(request, reply);
    if (cookie.secret === undefined) return { is: 'nothing' };
    const ended = this.parts.records.find(cookie.secret);
    const isGone = !ended?.form || this.isOver(ended);
    if (!isGone && isOfSamePerson(ended, request.portalSession)) {
      return { is: placeOf(ended, ended.form, request.portalSession), ended, form: ended.form };
    }
    await this.forget(cookie);
    return { is: isGone ? 'expired' : 'of-another-person' };
  }

  /** What was typed into the form at this address, once; `null` when nothing was, or by another person, or about another patient. */
  async take(request: FastifyRequest, reply: FastifyReply): Promise<KeptForm['fields'] | null> {
    const found = await this.find(request, reply);
    if (found.is !== 'here' || found.form.address !== pathOf(request)) return null;
    const taken = await this.forget(cookieOf(request, reply));
    return taken?.form?.fields ?? null;
  }

  /** Whether a form may be one of a session that has just ended: about its patient, unless it is about none, and of the same person. */
  private isItsOwn(ended: EndedSession, request: FastifyRequest): boolean {
    const { clock, keptFor } = this.parts;
    if (clock() >= ended.endedAt + keptFor || isOfOther(ended, request)) return false;
    return ended.patient !== null || request.routeOptions.config.isOfNoPatient === true;
  }

  /** What is over is gone from the disk, too. */
  async forgetOver(): Promise<void> {
    await this.parts.records.takeAll((ended) => this.isOver(ended));
  }

  private isOver({ endedAt, form }: EndedSession): boolean {
    const { clock, keptFor } = this.parts;
    return clock() >= (form?.keptAt ?? endedAt) + keptFor;
  }

  /** A browser has one such form at most: the last. */
  private async bind(cookie: SecretCookie, token: string): Promise<void> {
    if (cookie.secret !== undefined && cookie.secret !== token) await this.forget(cookie);
    cookie.set(token, REMEMBERED_S);
  }

  private forget(cookie: SecretCookie): Promise<EndedSession | null> {
    const { secret = '' } = cookie;
    cookie.clear();
    return this.parts.records.take(secret);
  }
}

const cookieOf = (request: FastifyRequest, reply: FastifyReply): SecretCookie =>
  new SecretCookie('form', request, reply);

const pathOf = ({ url }: FastifyRequest): string => url.split('?')[0]!;

/** Who is signed on now sends a form of an earlier session: it must have been that person's own. */
function isOfOther(ended: EndedSession, { portalSession }: FastifyRequest): boolean {
  const session = portalSession as Session | undefined;
  return session !== undefined && !isOfSamePerson(ended, session);
}

function placeOf(ended: EndedSession, { isOfNoPatient }: KeptForm, session: Session) {
  if (!isAtSameWorkplace(ended, session)) return 'of-another-workplace';
  return isOfNoPatient || session.patient === null || isForSamePatient(ended, session)
    ? 'here'
    : 'of-another-patient';
}
