import { careProvider, careUnit, tolvan } from '#consent/given';
import { newId } from '#platform';
import { call } from '../../support/call';
import { toRegister } from '../../support/requests';
import { formIn, type Form, type Page, type PlainBrowser } from './browser';

export const WHERE = { patientId: tolvan, careProviderId: careProvider, careUnitId: careUnit };

/** Registers a consent at the service, by none of the portal's forms. Returns its id. */
export async function registeredAt(
  serviceUrl: string,
  more: object = {},
  where: typeof WHERE = WHERE,
): Promise<string> {
  const assertionId = newId();
  const { status } = await call(
    serviceUrl,
    'register-extended-consent',
    toRegister(assertionId, where, more),
  );
  expect(status).toBe(201);
  return assertionId;
}

/** A group of the page of a patient's consents. */
export const group = ({ text }: Page, name: string): string =>
  text.split(`aria-labelledby="${name}-title"`)[1]!.split('</section>')[0]!;

export const faultsIn = ({ text }: Page): string[] =>
  [...text.matchAll(/<li>(?:<a href="(#[^"]*)">)?/g)].map(([, anchor]) => anchor ?? '');

export const REGISTER = '/consents/register';

export type Fields = Readonly<Record<string, string>>;

export const OPEN: Fields = { assertionType: 'Consent', end: 'open' };

/** What a form asks for is read back; this says yes to it. */
export const confirm = async (browser: PlainBrowser, page: Page, action: string): Promise<Page> => {
  expect(page.status).toBe(200);
  const [, confirmed] = /name="confirmed" value="([^"]*)"/.exec(page.text)!;
  return browser.send(formIn(page, action), { confirmed: confirmed! });
};

export const sendAndConfirm = async (browser: PlainBrowser, form: Form, fields: Fields): Promise<Page> =>
  confirm(browser, await browser.send(form, fields), form.action);

export const after = (deed: string, assertionId: string): string =>
  `/consents?done=${deed}&consent=${assertionId}`;
