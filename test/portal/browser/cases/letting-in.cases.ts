import { child, tolvan } from '#consent/given';
import type { SignOnEvent } from '#sign-on';
import { samplePerson } from '../sample-people';
import { signOnEvents } from '../sign-on-events';
import type { Stage } from '../stage';
import type { Visitor } from '../visitor';

type Of<Type extends SignOnEvent['type']> = Extract<SignOnEvent, { type: Type }>;

async function lastOf<Type extends SignOnEvent['type']>(type: Type, stage: Stage): Promise<Of<Type>> {
  const events = await signOnEvents(stage.system.store);
  return events.findLast((event): event is Of<Type> => event.type === type)!;
}

const header = ({ page }: Visitor): Promise<string> => page.locator('header').innerText();

const HEART_CENTRE = '310001007';
const EMERGENCY_CLINIC = '310002003';

export function lettingIn(stageOf: () => Stage): void {
  it('leads who works at one place to the search for patients', async () => {
    const stage = stageOf();
    await stage.visit(async (visitor) => {
      await visitor.signIn('Kari Nordlie');
      expect(visitor.path).toBe('/start');
      expect(await header(visitor)).toContain('Hjertepoliklinikken');
    });
    const { person, organisationNumber } = await lastOf('SignedOn', stage);
    expect({ person, organisationNumber }).toEqual({
      person: samplePerson('Kari Nordlie').id,
      organisationNumber: HEART_CENTRE,
    });
  });

  it('asks who works at several places where it is now', async () => {
    const stage = stageOf();
    await stage.visit(async (visitor) => {
      await visitor.signIn('Ola Sætre');
      expect(visitor.path).toBe('/workplace');
      await visitor.page.getByText('Legevakten, mottak').click();
      await visitor.press('main form button');
      expect(visitor.path).toBe('/start');
      expect(await header(visitor)).toContain('Legevakten, mottak');
    });
    expect((await lastOf('SignedOn', stage)).organisationNumber).toBe(EMERGENCY_CLINIC);
  });

  it('lets a physician of nowhere look, where the organisation says so, and enter nothing', async () => {
    const stage = stageOf();
    const ticket = await stage.ticketOf('Legevakten');
    await stage.visit(async (visitor) => {
      await visitor.signIn('Ingrid Myhre', ticket);
      expect(visitor.path).toBe('/consents');
      expect(await header(visitor)).toContain('19121212-1212');
      expect(await visitor.page.locator('a[href="/consents/register"]').count()).toBe(0);
    });
    expect(await lastOf('PatientOpened', stage)).toMatchObject({
      person: samplePerson('Ingrid Myhre').id,
      organisationNumber: EMERGENCY_CLINIC,
      patient: tolvan,
      basis: 'HPMOTTATTSAMTYKKE',
    });
  });

  it('lets the person of a ticket come with it again', async () => {
    const stage = stageOf();
    const ticket = await stage.ticketOf('Hjertesenteret');
    await stage.visit((visitor) => visitor.signIn('Kari Nordlie', ticket));
    await stage.visit(async (visitor) => {
      await visitor.signIn('Kari Nordlie', ticket);
      expect(visitor.path).toBe('/consents');
    });
  });

  it('closes a patient before the next ticket opens another', async () => {
    const stage = stageOf();
    await stage.visit(async (visitor) => {
      await visitor.signIn('Kari Nordlie', await stage.ticketOf('Hjertesenteret'));
      await visitor.enter(await stage.ticketOf('Hjertesenteret', child));
      expect(visitor.path).toBe('/consents');
      expect(await header(visitor)).toContain('20010101-0106');
      expect(await header(visitor)).not.toContain('19121212-1212');
    });
  });

  it('closes a patient when the next ticket is forged', async () => {
    const stage = stageOf();
    await stage.visit(async (visitor) => {
      await visitor.signIn('Kari Nordlie', await stage.ticketOf('Hjertesenteret'));
      await visitor.enter('forged');
      expect((await visitor.shownError()).code).toBe('AUT_119');
      await visitor.open('/consents');
      expect(await header(visitor)).not.toContain('19121212-1212');
    });
  });

  it('speaks the language that is asked for, and goes on doing so', async () => {
    await stageOf().visit(async (visitor) => {
      await visitor.signIn('Kari Nordlie');
      expect(await visitor.heading()).toBe('Sök patient');
      await visitor.press('.languages button[lang=en]');
      expect(await visitor.heading()).toBe('Find patient');
      await visitor.page.reload();
      expect(await visitor.heading()).toBe('Find patient');
    });
  });
}
