import type { BrowserContextOptions } from 'playwright-core';
import { formatLocalTime } from '#consent';
import { patientWithMany } from './sample-consents';
import type { Stage } from './stage';
import type { Visitor } from './visitor';

/** What is done at every page: it is on the screen, under a name of its own. */
export type See = (name: string, visitor: Visitor) => Promise<void>;

type Walk = (visitor: Visitor, see: (name: string) => Promise<void>, stage: Stage) => Promise<void>;

/** Visits every page that there is, as people with different rights; registers, cancels, deletes and ends on the way. */
export async function tour(stage: Stage, see: See, options: BrowserContextOptions = {}): Promise<void> {
  for (const walk of [wayIn, patientOfTicket, manyConsents, writing, sendingTooLate, auditing, goingAstray]) {
    await stage.visit((visitor) => walk(visitor, (name) => see(name, visitor), stage), options);
  }
}

const wayIn: Walk = async (visitor, see) => {
  await visitor.enter();
  await see('identity-provider');
  await visitor.pick('Ola Sætre');
  await see('workplace');
  await visitor.press('main form button');
  await see('start');
  await visitor.openPatient('19121212121');
  await see('start-with-fault');
  await visitor.press('form[action="/sign-out"] button');
  await see('signing-out');
  await visitor.press('main form .primary');
  await see('signed-out');
};

const patientOfTicket: Walk = async (visitor, see, stage) => {
  await visitor.signIn('Kari Nordlie', await stage.ticketOf('Hjertesenteret'));
  await see('consents');
  await visitor.press('.is-valid .links a >> nth=0');
  const consent = visitor.path;
  await see('history');
  for (const page of ['print', 'cancel', 'delete', 'end']) {
    await visitor.open(`${consent}/${page}`);
    await see(page);
  }
};

const manyConsents: Walk = async (visitor, see) => {
  await visitor.signIn('Kari Nordlie');
  await visitor.openPatient(patientWithMany.extension);
  await see('consents-many');
  await visitor.press('a[href*="group=ended"]');
  await see('consents-filtered');
};

const writing: Walk = async (visitor, see) => {
  await visitor.signIn('Kari Nordlie');
  await visitor.openPatient('200101010106');
  await see('consents-none');
  await visitor.open('/consents/register');
  await see('register');
  await visitor.page.locator('#type-consent').check();
  await visitor.page.locator('#end-date').check();
  await visitor.page.locator('#endDate').fill('2001-01-01');
  await visitor.press('main form .primary');
  await see('register-with-fault');
  await visitor.page.locator('#endDate').fill('2089-12-31');
  await visitor.page.locator('#represented-yes').check();
  await visitor.page.locator('#representativeNumber').fill('200101010106');
  await visitor.press('main form .primary');
  await see('review');
  await visitor.press('main form .primary');
  await see('registered');
  await visitor.press('.is-valid a[href$="/cancel"]');
  await visitor.press('main form .danger');
  await see('cancelled');
};

/** The patient is opened again in another tab, so that the form belongs to no session any more. */
const sendingTooLate: Walk = async (visitor, see) => {
  await visitor.signIn('Kari Nordlie');
  await visitor.openPatient('191212121212');
  await visitor.open('/consents/register');
  await visitor.page.locator('#type-consent').check();
  await visitor.page.locator('#end-first').check();
  await visitor.page.locator('#reasonText').fill('Patienten ringde och bad om det.');
  await visitor.inAnotherTab((other) => other.openPatient('200101010106'));
  await visitor.press('main form .primary');
  await see('kept-form');
  await visitor.press('main form .primary');
  await see('register-kept');
};

const auditing: Walk = async (visitor, see) => {
  await visitor.signIn('Siri Aune');
  await visitor.open('/audit/decisions');
  await see('decisions');
  await visitor.press('button[formaction="/audit/decisions/print"]');
  await see('decisions-print');
  await visitor.open('/audit/decisions');
  await visitor.press('tr:has(.status-expired) td.when a >> nth=0');
  await see('explanation');
  await visitor.open('/audit/decisions');
  await visitor.press('td a[href^="/audit/consents/"] >> nth=0');
  await see('audited-consent');
  await visitor.open('/audit/health');
  await see('log-health');
  await visitor.open('/audit/sample');
  await see('sample');
  await visitor.press('main form .primary');
  await see('sample-over');
  await visitor.press('button[name="change"]');
  await visitor.page.locator('#month').fill(formatLocalTime(Date.now()).slice(0, 7));
  await visitor.press('main form .primary >> nth=0');
  await see('sample-drawn');
};

const goingAstray: Walk = async (visitor, see) => {
  await visitor.enter('forged');
  await see('error');
  await visitor.enter();
  await visitor.cancel();
  await see('error-cancelled');
  await visitor.open('/playground');
  await see('playground');
  await visitor.open('/nowhere');
  await see('not-found');
};
