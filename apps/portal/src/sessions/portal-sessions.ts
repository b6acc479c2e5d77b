import { samePerson } from '#consent';
import type { Clock } from '#platform';
import { newSecret, type SecretRecords, type SignedOff, type SignOnJournal } from '#sign-on';
import { PortalError } from '../portal-errors/portal-error';
import type { KeptForms } from './kept-forms';
import type { SecretCookie } from './secret-cookie';
import type { Session } from './session';
import { endOf, isWorthNoting, type SessionLimits } from './session-limits';

export interface SessionParts {
  readonly records: SecretRecords<Session>;
  readonly journal: SignOnJournal;
  readonly clock: Clock;
  readonly limits: SessionLimits;
  /** Remembers whose the forms of a session were that is over. */
  readonly keptForms: Pick<KeptForms, 'remember'>;
}

/** What a session begins with. */
export type NewSession = Omit<Session, 'csrfToken' | 'lastSeenAt'>;

/** Who is signed on. Sessions stay on the server, so that one that has ended is over, whatever a browser still has. */
export class PortalSessions {
  constructor(private readonly parts: SessionParts) {}

  /** Who is signed on in a browser, seen now; `null` when nobody is, or not any more. @throws StoreUnavailable */
  async find(cookie: SecretCookie): Promise<Session | null> {
    const { secret } = cookie;
    const session = secret === undefined ? null : this.parts.records.find(secret);
    if (session === null) return null;
    const now = this.parts.clock();
    const reason = endOf(session, this.parts.limits, now);
    if (reason) return this.endByItself(cookie, reason);
    if (!isWorthNoting(session, this.parts.limits, now)) return session;
    return this.parts.records.change(secret!, (current) => ({ ...current, lastSeenAt: now }));
  }

  /** Begins a session under a new id. A person who was signed on in the browser is signed off. @throws StoreUnavailable */
  async begin(cookie: SecretCookie, begun: NewSession): Promise<Session> {
    const session = { ...begun, csrfToken: newSecret(), lastSeenAt: this.parts.clock() };
    const { records, keptForms } = this.parts;
    const before = cookie.secret === undefined ? null : await records.take(cookie.secret, keptForms.remember);
    if (before && !samePerson(before.person, begun.person)) await this.note(before, 'asked');
    cookie.set(await records.add(session));
    return session;
  }

  /** @throws PortalError KJF-000162 */
  async update(cookie: SecretCookie, change: (session: Session) => Session): Promise<Session> {
    const changed = await this.parts.records.change(cookie.secret ?? '', change);
    if (changed) return changed;
    throw new PortalError('KJF-000162');
  }

  /** The same under a new id; the old one finds nothing any more. @throws PortalError KJF-000162 */
  async renew(cookie: SecretCookie, change: (session: Session) => Session): Promise<Session> {
    const renewed = await this.renewIfThere(cookie, change);
    if (renewed) return renewed;
    throw new PortalError('KJF-000162');
  }

  /** Closes the patient who is open, if anybody is signed on: it is no failure when nobody is, or not any more. */
  async closePatient(cookie: SecretCookie): Promise<void> {
    await this.renewIfThere(cookie, (session) => ({ ...session, patient: null }));
  }

  /**
   * The person goes out. Answers the session that has ended; `null` when there was none.
   * @throws StoreUnavailable when that cannot be kept; the session is over all the same.
   */
  async end(cookie: SecretCookie): Promise<Session | null> {
    const ended = await this.parts.records.take(cookie.secret ?? '');
    cookie.clear();
    if (ended) await this.note(ended, 'asked');
    return ended;
  }

  /** Ends every session that is over, though nobody asks for it any more. @throws StoreUnavailable; the rest is ended another time. */
  async endOver(): Promise<void> {
    const now = this.parts.clock();
    const reasonOf = (session: Session) => endOf(session, this.parts.limits, now);
    await this.parts.records.takeAllNoting(
      (session) => reasonOf(session) !== null,
      (session) => this.note(session, reasonOf(session)!),
      this.parts.keptForms.remember,
    );
  }

  private async renewIfThere(
    cookie: SecretCookie,
    change: (session: Session) => Session,
  ): Promise<Session | null> {
    const csrfToken = newSecret();
    const renewed = await this.parts.records.renew(cookie.secret ?? '', (session) => {
      this.parts.keptForms.remember(session);
      return { ...change(session), csrfToken };
    });
    if (renewed) cookie.set(renewed.secret);
    return renewed?.record ?? null;
  }

  /** It is over by its times, wherever it is: so it may wait there until the ledger can say so. */
  private async endByItself(cookie: SecretCookie, reason: SignedOff['reason']): Promise<null> {
    const { secret } = cookie;
    cookie.clear();
    const { records, keptForms } = this.parts;
    await records.takeNoting(secret!, (session) => this.note(session, reason), keptForms.remember);
    return null;
  }

  private note({ person }: Session, reason: SignedOff['reason']): Promise<void> {
    return this.parts.journal.note({ type: 'SignedOff', person, reason, recordedAt: this.parts.clock() });
  }
}
