import { parseLocalTime } from '#consent';
import { doctor, nurse, tolvan } from '#consent/given';
import { action } from '../support/requests';
import { PlainBrowser, formIn } from './support/browser';
import {
  after,
  confirm,
  faultsIn,
  group,
  OPEN,
  REGISTER,
  registeredAt,
  sendAndConfirm,
  WHERE,
  type Fields,
} from './support/forms';
import { physician, startSignedOn, withPatient, type SignedOnPortal } from './support/signed-on-portal';

const DAY = 86_400_000;

let portal: SignedOnPortal;
let doctorOf: PlainBrowser;

beforeAll(async () => {
  portal = await startSignedOn(physician(withPatient));
  doctorOf = new PlainBrowser(portal.url, portal.secrets[0]!);
});
afterAll(() => portal.close());

describe('a form that is sent twice', () => {
  const sendTwice = async (second: Readonly<Record<string, string>>) => {
    const form = formIn(await doctorOf.get(REGISTER), REGISTER);
    await sendAndConfirm(doctorOf, form, { ...OPEN, reasonText: 'Besök' });
    const page = await sendAndConfirm(doctorOf, form, { ...OPEN, reasonText: 'Besök', ...second });
    return { page, assertionId: form.fields.assertionId! };
  };

  it('registers one consent, and says so both times', async () => {
    const { page, assertionId } = await sendTwice({});
    expect(page.location).toBe(after('registered', assertionId));
    const { text } = await doctorOf.get('/consents');
    expect(text.split(`href="/consents/${assertionId}/cancel"`)).toHaveLength(2);
  });

  it('is another form when it was changed meanwhile: nothing is taken for done', async () => {
    const { page, assertionId } = await sendTwice({ end: 'date', endDate: '2092-01-01' });
    expect(page.status).toBe(409);
    const { fields } = formIn(page, REGISTER);
    expect(fields).toMatchObject({ endDate: '2092-01-01', reasonText: 'Besök' });
    expect(fields.assertionId).not.toBe(assertionId);
  });
});

describe('faults', () => {
  it.each<[field: string, wrong: Fields, told: string]>([
    ['end-first', { end: '' }, 'Välj hur länge det gäller.'],
    ['end-first', { end: 'preset' }, 'Välj hur länge det gäller.'],
    ['endDate', { end: 'date' }, 'Skriv ett datum, eller välj ett i kalendern.'],
    ['endDate', { end: 'date', endDate: '2090-02-30' }, 'Det finns inget sådant datum.'],
    ['endDate', { end: 'date', endDate: '31 dec' }, 'Det finns inget sådant datum.'],
    ['endDate', { end: 'open', endDate: '2090-12-31' }, 'men alternativet med datum är inte valt'],
    ['endTime', { end: 'date', endDate: '2090-12-31', endTime: '24:30' }, 'Skriv klockslaget som TT:MM'],
    ['endDate', { end: 'date', endDate: '2001-01-01' }, 'Sluttiden har redan passerat.'],
    [
      'endDate',
      { start: 'date', startDate: '2090-01-01', end: 'date', endDate: '2089-01-01' },
      'Sluttiden ligger före starttiden.',
    ],
    ['start-first', { start: '' }, 'Välj från när det gäller.'],
    ['startDate', { start: 'date', startDate: 'imorgon' }, 'Det finns inget sådant datum.'],
    ['type-consent', { assertionType: 'Maybe' }, 'Välj vad som ger åtkomst.'],
    ['type-consent', { assertionType: '' }, 'Välj vad som ger åtkomst.'],
    [
      'reasonText',
      { assertionType: 'Emergency', end: 'preset' },
      'Ange vad som gör det till en nödsituation.',
    ],
    [
      'end-first',
      { assertionType: 'Emergency', reasonText: 'Fall' },
      'Åtkomst i en nödsituation måste ha ett slut.',
    ],
    ['represented-first', { represented: '' }, 'Ange om patienten företräds av någon.'],
    ['representativeNumber', { represented: 'yes' }, 'Ange företrädarens identitet.'],
    ['representativeNumber', { representativeNumber: '20010101-0106' }, 'men Ja är inte valt'],
    [
      'representativeNumber',
      { represented: 'yes', representativeNumber: '20010101-0107' },
      'inget sådant nummer',
    ],
    ['reasonText', { reasonText: 'x'.repeat(1025) }, 'Högst 1024 tecken.'],
    ['reasonText', { reasonText: 'Mor 191212121212 ringde' }, 'Ta bort personnumret ur anledningen.'],
    ['employeeId', { whom: 'one', employeeId: 'x y' }, 'HSA-id:t har fel format.'],
    ['employeeId', { whom: 'one' }, 'Ange medarbetarens HSA-id.'],
    ['employeeId', { whom: 'unit', employeeId: nurse }, 'alternativet en annan medarbetare är inte valt'],
    ['whom-unit', { whom: 'all' }, 'Välj vem samtycket gäller för.'],
  ])(
    'of %s stand beside it, are linked to from the top, and leave what was written',
    async (field, wrong, told) => {
      const form = formIn(await doctorOf.get(REGISTER), REGISTER);
      const page = await doctorOf.send(form, { ...OPEN, ...wrong });
      expect(page.status).toBe(400);
      expect(faultsIn(page)).toContain(`#${field}`);
      expect(page.text).toContain(`id="${field}"`);
      expect(page.text.split(told).length - 1).toBe(2);
      expect(page.text).toContain('<title>Fel: ');
      expect(formIn(page, REGISTER).fields.assertionId).toBe(form.fields.assertionId);
      for (const name of [
        'startDate',
        'endDate',
        'endTime',
        'representativeNumber',
        'reasonText',
        'employeeId',
      ])
        expect(formIn(page, REGISTER).fields[name]).toBe(wrong[name] ?? '');
    },
  );

  it('are told in English, and never in the words of a contract', async () => {
    const english = new PlainBrowser(portal.url, portal.secrets[0]!, 'en');
    const form = formIn(await english.get(REGISTER), REGISTER);
    const page = await english.send(form, { ...OPEN, start: 'date', startDate: 'tomorrow' });
    expect(page.text).toContain('<html lang="en">');
    expect(page.text).toContain('There is no such date.');
    expect(page.text).not.toContain('Valideringsfel');
  });
});

describe('what a form asks for', () => {
  const answer = async (fields: Fields) =>
    doctorOf.send(formIn(await doctorOf.get(REGISTER), REGISTER), { ...OPEN, ...fields });

  it('is read back in words before it is registered, and registers nothing until then', async () => {
    const page = await answer({ end: 'date', endDate: '2091-12-31' });
    expect(page.text).toContain(
      'Samtycket gäller för alla som arbetar på Hjertepoliklinikken, från och med nu till och med 31 december 2091.',
    );
    const { assertionId } = formIn(page, REGISTER).fields;
    expect((await doctorOf.get('/consents')).text).not.toContain(assertionId);
  });

  it('is read back anew when it was changed after it had been read back', async () => {
    const page = await answer({ end: 'date', endDate: '2091-12-31' });
    const [, confirmed] = /name="confirmed" value="([^"]*)"/.exec(page.text)!;
    const changed = await doctorOf.send(formIn(page, REGISTER), {
      confirmed: confirmed!,
      endDate: '2092-12-31',
    });
    expect(changed.status).toBe(200);
    expect(changed.text).toContain('till och med 31 december 2092.');
  });

  it('can be changed, with everything that was written', async () => {
    const page = await answer({ end: 'date', endDate: '2091-12-31', reasonText: 'Besök' });
    const again = await doctorOf.send(formIn(page, REGISTER), { change: 'yes' });
    expect(formIn(again, REGISTER).fields).toMatchObject({
      ...{ end: 'date', endDate: '2091-12-31', reasonText: 'Besök' },
    });
  });

  it('ends after the hours of the setting in an emergency, which is said', async () => {
    const emergency = { assertionType: 'Emergency', end: 'preset', reasonText: 'Medvetslös' };
    const begun = Date.now();
    const page = await answer(emergency);
    expect(page.text).toContain('Åtkomst i nödsituation för alla som arbetar på Hjertepoliklinikken');
    const { end, endDate, endTime } = formIn(page, REGISTER).fields;
    const ends = parseLocalTime(`${endDate}T${endTime}:00`)!;
    expect(end).toBe('date');
    expect(ends).toBeGreaterThan(begun + DAY - 60_000);
    // An hour more, where it would end in the second showing of the hour that October repeats.
    expect(ends).toBeLessThanOrEqual(Date.now() + DAY + 3_600_000);
    expect((await confirm(doctorOf, page, REGISTER)).location).toContain('done=registered');
  });

  it.each([
    [
      { start: 'date', startDate: '2020-01-01', end: 'date', endDate: '2020-12-31' },
      'Tiden har redan passerat',
    ],
    [{ start: 'date', startDate: '2020-01-01' }, 'Starttiden har redan passerat.'],
    [{ represented: 'yes', representativeNumber: tolvan.extension }, 'Företrädaren är patienten själv.'],
  ])('is asked back when it is unusual: %o', async (fields, question) => {
    const page = await answer(fields);
    expect(page.text).toContain(question);
    expect(page.text).toContain('Registrera ändå');
  });

  it('is asked back when such a consent is there and valid, also when it has come since', async () => {
    const forMe = { whom: 'one', employeeId: 'se165565594230-9z9z' };
    const first = await answer(forMe);
    const second = await answer(forMe);
    for (const page of [first, second]) expect(page.text).not.toContain('likadant samtycke');
    await confirm(doctorOf, first, REGISTER);
    const asked = await confirm(doctorOf, second, REGISTER);
    expect([asked.status, asked.text.includes('likadant samtycke')]).toEqual([200, true]);
    expect((await confirm(doctorOf, asked, REGISTER)).status).toBe(303);
  });
});

describe('the end of a consent', () => {
  const endOf = async (more: object = { endDate: '2090-01-01T00:00:00' }) => {
    const id = await registeredAt(portal.serviceUrl, more);
    const address = `/consents/${id}/end`;
    return { id, form: formIn(await doctorOf.get(address), address) };
  };

  it.each<[fields: Fields, field: string, told: string]>([
    [{}, 'end-first', 'Välj om samtycket ska sluta gälla genast eller ett visst datum.'],
    [{ end: 'date' }, 'endDate', 'Skriv ett datum'],
    [{ end: 'date', endTime: '12:00' }, 'endDate', 'Skriv ett datum'],
    [{ end: 'now', endDate: '2089-12-31' }, 'endDate', 'men alternativet med datum är inte valt'],
    [{ end: 'date', endDate: '2089-13-31' }, 'endDate', 'inget sådant datum'],
    [{ end: 'date', endDate: '2020-12-31' }, 'endDate', 'Datumet har redan passerat.'],
  ])('is never what an empty or a half-filled field means: %o', async (fields, field, told) => {
    const { id, form } = await endOf();
    const page = await doctorOf.send(form, fields);
    expect([page.status, faultsIn(page)]).toEqual([400, expect.arrayContaining([`#${field}`])]);
    expect(page.text).toContain(told);
    expect(group(await doctorOf.get('/consents'), 'valid')).toContain(id);
  });

  it('comes at once when that is chosen and confirmed, and only then', async () => {
    const { id, form } = await endOf({});
    const asked = await doctorOf.send(form, { end: 'now' });
    expect(asked.text).toContain('Samtycket slutar gälla genast.');
    expect(group(await doctorOf.get('/consents'), 'valid')).toContain(id);
    const ended = await confirm(doctorOf, asked, form.action);
    const list = await doctorOf.get(ended.location!);
    expect(list.text).toContain('Samtycket är avslutat');
    expect(group(list, 'ended')).toContain(id);
  });

  it('is kept with who moved it and through which system, and both are shown and printed', async () => {
    const { id, form } = await endOf();
    await confirm(doctorOf, await doctorOf.send(form, { end: 'date', endDate: '2089-12-31' }), form.action);
    const history = (await doctorOf.get(`/consents/${id}`)).text.split(
      'Slutdatumet ändrat på patientens begäran',
    )[1]!;
    expect(history).toMatch(/<dt>Inlagt<\/dt><dd>20\d\d-[^<]* av dig<\/dd>/);
    expect(history).toContain('SE165565594230-1P01, via SE165565594230-1000');
    const sheet = await doctorOf.get(`/consents/${id}/print`);
    expect(sheet.text).toMatch(
      new RegExp(`<dt>Slutdatum ändrat på patientens begäran</dt><dd>[^<]* av ${doctor}</dd>`),
    );
    expect(sheet.text).toContain('till och med 31 december 2089<');
  });
});

describe('a consent that was taken back', () => {
  const cancelledOf = async (more: object) => {
    const id = await registeredAt(portal.serviceUrl, more);
    const address = `/consents/${id}/cancel`;
    await doctorOf.send(formIn(await doctorOf.get(address), address));
    const list = group(await doctorOf.get('/consents'), 'ended');
    const card = list.split('<article').find((part) => part.includes(id))!;
    return { card, sheet: (await doctorOf.get(`/consents/${id}/print`)).text };
  };

  it('shows the span that it really had, here and on paper, and who took it back', async () => {
    const { card, sheet } = await cancelledOf({
      startDate: '2026-01-02T00:00:00',
      endDate: '2090-12-31T23:59:59',
    });
    for (const text of [card, sheet]) {
      expect(text).toContain('2 januari 2026');
      expect(text).not.toContain('december 2090');
    }
    expect(card).toMatch(/<dt>Återkallat<\/dt><dd>[^<]* av dig<\/dd>/);
    expect(sheet).toMatch(new RegExp(`<dt>Återkallat</dt><dd>[^<]* av ${doctor}</dd>`));
  });

  it('before it began was valid at no time, and shows that', async () => {
    const { card, sheet } = await cancelledOf({ startDate: '2090-01-02T00:00:00' });
    for (const text of [card, sheet]) expect(text).toContain('gällde aldrig');
  });
});

it('names everybody and everything that the register knows, with the HSA-id in small print, on paper too', async () => {
  const KARI = 'SE165565594230-20A1';
  const where = { ...WHERE, careUnitId: 'SE165565594230-2002' };
  const by = { ...action, registeredBy: { employeeId: KARI } };
  const id = await registeredAt(
    portal.serviceUrl,
    { employeeId: 'SE165565594230-20a1', registrationAction: by },
    where,
  );
  const [list, history, sheet] = await Promise.all(
    ['/consents', `/consents/${id}`, `/consents/${id}/print`].map((path) => doctorOf.get(path)),
  );
  const card = list!.text.split(`id="c-${id}"`)[1]!.split('</article>')[0]!;
  for (const text of [card, history!.text, sheet!.text]) {
    expect(text).toContain('Hjerteavdelingen <small class="code">SE165565594230-2002</small>');
    expect(text).toContain('Kari Nordlie <small class="code">SE165565594230-20a1</small>');
    expect(text).toMatch(/ av Kari Nordlie <small class="code">SE165565594230-20A1<\/small>/);
  }
});
