import { numberText } from '#audit';
import { formatLocalTime } from '#consent';
import type { Language } from '../../words/language';
import { languages } from '../../words/language';
import type { Session } from '../../sessions/session';
import type { SessionEnd } from '../../sessions/session-end';
import { kindText } from '../../words/identities';
import { frameWords, type FrameWords } from './frame.words';

const languageNames: Readonly<Record<Language, string>> = { sv: 'Svenska', nb: 'Norsk', en: 'English' };

interface MenuItem {
  readonly href: string;
  readonly text: string;
  /** `page`: one is there. `true`: one is at a page that belongs to it. */
  readonly current: 'page' | 'true' | null;
}

/** A part of the portal that the menu leads to. */
interface MenuPart extends Omit<MenuItem, 'current'> {
  /** Where else the addresses of its pages begin. */
  readonly also?: readonly string[];
}

/** What stands around every page: where one can go, who is signed on, and for whom. */
export interface Frame {
  readonly words: FrameWords;
  readonly languages: readonly { readonly code: Language; readonly name: string }[];
  readonly menu: readonly MenuItem[];
  readonly workplace: string;
  /** When the session ends if nothing is done; a warning where it ends all the same. */
  readonly sessionEnd: { readonly text: string; readonly isWarning: boolean } | null;
  /** Where help is to be had; `null` where no setting says so. */
  readonly support: string | null;
  readonly patient: { readonly number: string; readonly kind: string; readonly basis: string } | null;
}

/** Whom a frame is made for. */
export interface Around {
  readonly session: Session | null;
  readonly isAuditor: boolean;
  readonly language: Language;
  /** The address of the page, without its query. */
  readonly path: string;
  readonly end?: SessionEnd | null;
  readonly support?: string;
}

export function frameOf({ session, isAuditor, language, path, end, support }: Around): Frame {
  const words = frameWords[language];
  return {
    words,
    languages: languages.map((code) => ({ code, name: languageNames[code] })),
    menu: session ? markedAt(path, menuOf(session, isAuditor, words)) : [],
    workplace: session ? workplaceText(session) : '',
    sessionEnd: end ? sessionEndOf(end, words) : null,
    support: support === undefined ? null : words.support(support),
    patient: session && patientOf(session, words),
  };
}

function sessionEndOf({ at, isFinal }: SessionEnd, words: FrameWords): Frame['sessionEnd'] {
  const time = formatLocalTime(at).slice(11, 16);
  return { text: isFinal ? words.endsAnyway(time) : words.endsIfIdle(time), isWarning: isFinal };
}

function menuOf({ patient, workplace }: Session, isAuditor: boolean, words: FrameWords): MenuPart[] {
  return [
    { href: '/start', text: words.start },
    ...(patient ? [{ href: '/consents', text: words.consents }] : []),
    ...(patient && workplace.unit ? [{ href: '/consents/register', text: words.register }] : []),
    ...(isAuditor ? auditMenu(words) : []),
  ];
}

const auditMenu = (words: FrameWords): MenuPart[] => [
  { href: '/audit/decisions', text: words.decisions, also: ['/audit/consents'] },
  { href: '/audit/sample', text: words.sample },
  { href: '/audit/health', text: words.health },
];

/** Marks the part that a page belongs to: of several, the one whose address says most of the page's. */
function markedAt(path: string, parts: readonly MenuPart[]): MenuItem[] {
  const reach = ({ href, also = [] }: MenuPart): number =>
    Math.max(...[href, ...also].map((begin) => (isBelow(path, begin) ? begin.length : 0)));
  const furthest = Math.max(...parts.map(reach));
  return parts.map((part) => {
    const { href, text } = part;
    const isPart = furthest > 0 && reach(part) === furthest;
    return { href, text, current: href === path ? 'page' : isPart ? 'true' : null };
  });
}

const isBelow = (path: string, begin: string): boolean => path === begin || path.startsWith(`${begin}/`);

const workplaceText = ({ workplace: { organisationName, unit } }: Session): string =>
  unit ? `${unit.careUnitName}, ${organisationName}` : organisationName;

function patientOf({ patient }: Session, words: FrameWords): Frame['patient'] {
  if (!patient) return null;
  const { identity, basis } = patient;
  return {
    number: numberText(identity),
    kind: kindText(identity, words),
    basis: basis === undefined ? '' : words[`basis_${basis}`],
  };
}
