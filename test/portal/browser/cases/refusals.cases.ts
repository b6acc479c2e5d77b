import type { ErrorCode } from '#platform';
import type { SignOnRefused } from '#sign-on';
import { errorText } from '../../../../apps/portal/src/words/error-text';
import { eventually } from '../eventually';
import { samplePerson } from '../sample-people';
import { signOnEvents } from '../sign-on-events';
import type { Stage } from '../stage';
import type { ShownError, Visitor } from '../visitor';

/** How to come to a code; the last thing that the visitor sees is the page that tells it. */
interface Way {
  readonly code: ErrorCode;
  readonly how: string;
  readonly go: (visitor: Visitor, stage: Stage) => Promise<void>;
  /** Who it was, as the ledger must know, where anybody could know. */
  readonly who?: string;
}

const HOUR = 3_600_000;

const asIn = (name: string) => (visitor: Visitor) => visitor.signIn(name);

const jon = samplePerson('Jon Eide').id.extension;

/** Jon Eide has an account: he was let in once, and then lost his place in the register. */
async function letInOnce(stage: Stage): Promise<void> {
  await stage.visit((visitor) => visitor.signIn('Jon Eide'));
}

async function withoutHpr(visitor: Visitor, stage: Stage): Promise<void> {
  await letInOnce(stage);
  const { registers } = stage.system;
  registers.personnel = registers.personnel.filter(({ id }) => id.extension !== jon);
  await visitor.signIn('Jon Eide');
}

async function asPodiatrist(visitor: Visitor, stage: Stage): Promise<void> {
  await letInOnce(stage);
  const { registers } = stage.system;
  registers.personnel = registers.personnel.map((one) =>
    one.id.extension === jon ? { ...one, categories: ['FO'] } : one,
  );
  await visitor.signIn('Jon Eide');
}

async function cancelling(visitor: Visitor): Promise<void> {
  await visitor.enter();
  await visitor.cancel();
}

async function withStolenTicket(visitor: Visitor, stage: Stage): Promise<void> {
  const ticket = await stage.ticketOf('Hjertesenteret');
  await stage.visit((first) => first.signIn('Kari Nordlie', ticket));
  await visitor.signIn('Ola Sætre', ticket);
}

/** The ticket expires while the person is at the identity provider; where getting there takes longer, the next ticket holds longer. */
async function tooLongAtIdentityProvider(visitor: Visitor, stage: Stage): Promise<void> {
  for (let left = 1_500; ; left *= 4) {
    const expires = Date.now() + left;
    await visitor.enter(await stage.ticketIssuedAgo(HOUR - left));
    if (!visitor.page.url().startsWith(stage.system.issuer)) continue;
    while (Date.now() <= expires + 100) await visitor.page.waitForTimeout(100);
    return visitor.pick('Kari Nordlie');
  }
}

const outOfOrder =
  (register: 'hpr' | 'organisations', condition: 'failing' | 'slow') =>
  async (visitor: Visitor, stage: Stage): Promise<void> => {
    stage.system.registers[register].condition = condition;
    await visitor.signIn('Kari Nordlie');
  };

const ways: readonly Way[] = [
  { code: 'AUT_000', how: 'is in no register', go: asIn('Astrid Løken'), who: 'Astrid Løken' },
  {
    code: 'AUT_002',
    how: 'comes with a ticket an hour after it was issued',
    go: async (visitor, stage) => visitor.enter(await stage.ticketIssuedAgo(HOUR)),
  },
  {
    code: 'AUT_002',
    how: 'signs in while the ticket expires',
    go: tooLongAtIdentityProvider,
    who: 'Kari Nordlie',
  },
  { code: 'AUT_101', how: 'is a podiatrist', go: asIn('Per Vik'), who: 'Per Vik' },
  {
    code: 'AUT_104',
    how: 'comes from an organisation without being affiliated',
    go: async (visitor, stage) => visitor.signIn('Nils Tangen', await stage.ticketOf('Hjertesenteret')),
    who: 'Nils Tangen',
  },
  { code: 'AUT_105', how: 'works nowhere', go: asIn('Nils Tangen'), who: 'Nils Tangen' },
  { code: 'AUT_108', how: 'is not in the register any more', go: withoutHpr, who: 'Jon Eide' },
  { code: 'AUT_110', how: 'cancels', go: cancelling },
  { code: 'AUT_119', how: 'comes with a forged ticket', go: (visitor) => visitor.enter('forged') },
  { code: 'AUT_119', how: 'comes with an empty ticket', go: (visitor) => visitor.enter('') },
  { code: 'AUT_119', how: 'comes with two tickets', go: (visitor) => visitor.open('/?ticket=a&ticket=b') },
  {
    code: 'AUT_119',
    how: 'comes with a ticket that is somebody else’s by now',
    go: withStolenTicket,
    who: 'Ola Sætre',
  },
  { code: 'AUT_128', how: 'is a podiatrist by now', go: asPodiatrist, who: 'Jon Eide' },
  { code: 'AUT_146', how: 'works where it is closed', go: asIn('Guro Dahl'), who: 'Guro Dahl' },
  { code: 'KJX-000001', how: 'meets a fault of the identity provider', go: asIn('Eva Bråten') },
  { code: 'KJX-000002', how: 'signs in at too low a level', go: asIn('Tor Haug') },
];

async function withoutIdentityProvider(visitor: Visitor, { system }: Stage): Promise<void> {
  await system.stopIdentityProvider();
  await visitor.enter();
}

const silence: Way = {
  code: 'KJX-000001',
  how: 'the identity provider does not answer',
  go: withoutIdentityProvider,
};

/** A register that fails is left alone for a while, whoever asks: another portal begins after each. */
const outagesOfRegisters: readonly Way[] = [
  {
    code: 'KJX-000003',
    how: 'the register of health personnel is slow',
    go: outOfOrder('hpr', 'slow'),
    who: 'Kari Nordlie',
  },
  {
    code: 'KJX-000003',
    how: 'the register of health personnel fails',
    go: outOfOrder('hpr', 'failing'),
    who: 'Kari Nordlie',
  },
  {
    code: 'KJX-000004',
    how: 'the register of organisations is slow',
    go: outOfOrder('organisations', 'slow'),
    who: 'Kari Nordlie',
  },
  {
    code: 'KJX-000004',
    how: 'the register of organisations fails',
    go: outOfOrder('organisations', 'failing'),
    who: 'Kari Nordlie',
  },
];

const languages = [
  ['sv', 'sv-SE'],
  ['en', 'en-GB'],
  ['nb', 'nb-NO'],
] as const;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export function refusals(stageOf: () => Stage): void {
  describe.each(ways)('$code, for who $how', (way) => tellsIt(way, stageOf));

  it('KJF-000167, for who comes back with a forged state, with a way to begin again', async () => {
    const shown = await stageOf().visit(async (visitor) => {
      await visitor.enter();
      await visitor.open('/callback?code=made-up&state=made-up');
      const error = await visitor.shownError();
      await visitor.press('.error-card .button');
      await visitor.pick('Kari Nordlie');
      expect(visitor.path).toBe('/start');
      return error;
    });
    expect(shown).toMatchObject({ code: 'KJF-000167', ...errorText('KJF-000167', 'sv') });
  });
}

export function outages(stageOf: () => Stage): void {
  describe.each([silence])('$code, when $how', (way) => {
    afterAll(() => stageOf().system.restartIdentityProvider());
    tellsIt(way, stageOf);
  });
  describe.each(outagesOfRegisters)('$code, when $how', (way) => {
    afterAll(() => stageOf().system.restartPortal());
    tellsIt(way, stageOf);
  });
}

function tellsIt({ code, go, who }: Way, stageOf: () => Stage): void {
  afterEach(() => stageOf().system.registers.repair());

  it.each(languages)(
    'is shown in the language %s, logged, and kept in the ledger',
    async (language, locale) => {
      const stage = stageOf();
      const shown = await stage.visit(
        async (visitor) => {
          await go(visitor, stage);
          return visitor.shownError();
        },
        { locale },
      );
      expect(shown).toEqual({
        code,
        ...errorText(code, language),
        eventId: expect.stringMatching(UUID),
      });
      expect(await loggedAs(shown, stage)).toMatchObject({ error: code, eventId: shown.eventId });
      const event = await keptAs(shown, stage);
      expect(event.code).toBe(code);
      expect(event.person).toEqual(who && samplePerson(who).id);
    },
  );
}

const loggedAs = ({ eventId }: ShownError, { system }: Stage): Promise<unknown> =>
  eventually(() => {
    const line = system.portalLog.find((text) => text.includes(eventId));
    return line === undefined ? undefined : (JSON.parse(line) as unknown);
  }, `line in the portal's log with the event id ${eventId}`);

const keptAs = ({ eventId }: ShownError, { system }: Stage): Promise<SignOnRefused> =>
  eventually(async () => {
    const events = await signOnEvents(system.store);
    return events.find((event) => event.type === 'SignOnRefused' && event.eventId === eventId) as
      SignOnRefused | undefined;
  }, `event in the ledger with the event id ${eventId}`);
