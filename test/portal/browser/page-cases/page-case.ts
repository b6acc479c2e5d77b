import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { call } from '../../../support/call';
import type { Person } from '../../../support/people';
import { toCancel, toCheck, toRegister } from '../../../support/requests';
import type { Stage } from '../stage';
import type { Visitor } from '../visitor';

export const languages = ['sv', 'nb', 'en'] as const;

export type Language = (typeof languages)[number];

/** What a case has to work with. */
export interface Scene {
  readonly stage: Stage;
  readonly visitor: Visitor;
  readonly page: Page;
  /** Nobody else's case has this patient. */
  readonly patient: Person;
}

/** Who does it; two are not affiliated with one unit alone. */
export type Actor = 'Kari Nordlie' | 'Ola Sætre' | 'Ingrid Myhre' | 'Siri Aune' | 'nobody';

/** What is done, where one looks then, and what is there in each language. */
export interface PageCase extends Readonly<Record<Language, string>> {
  readonly what: string;
  readonly as: Actor;
  readonly go: (scene: Scene) => Promise<void>;
  /** All that it leads to is read together. */
  readonly where: string;
}

const CLINIC = { careProviderId: 'SE165565594230-2000', careUnitId: 'SE165565594230-2001' };
const KARI = 'SE165565594230-20A1';

async function ask({ stage }: Scene, contract: string, body: unknown): Promise<void> {
  const { status } = await call(stage.system.serviceUrl, contract, body);
  if (status >= 300) throw new Error(`${contract} was answered ${status}.`);
}

/** Registers a consent of the patient by no form, and returns its id. */
export async function consentOf(scene: Scene, more: object = {}): Promise<string> {
  const id = randomUUID();
  await ask(
    scene,
    'register-extended-consent',
    toRegister(id, { ...CLINIC, patientId: scene.patient }, more),
  );
  return id;
}

export const cancelled = (scene: Scene, id: string): Promise<void> =>
  ask(scene, 'cancel-extended-consent', toCancel(id));

/** Asks whether Kari may read, as her records system does. */
export const asked = (scene: Scene): Promise<void> =>
  ask(scene, 'check-consent', toCheck({ ...CLINIC, patientId: scene.patient }, KARI));

/** What is chosen and typed in a form, by the ids of its fields. */
export interface Typed {
  readonly check?: readonly string[];
  readonly fill?: Readonly<Record<string, string>>;
}

export async function fillIn(page: Page, { check = [], fill = {} }: Typed): Promise<void> {
  for (const id of check) await page.locator(`#${id}`).check();
  for (const [id, text] of Object.entries(fill)) await page.locator(`#${id}`).fill(text);
}

export const opened = ({ visitor, patient }: Scene): Promise<void> => visitor.openPatient(patient.extension);

/** Opens somebody by a number, as it was typed. */
export const opening =
  (number: string) =>
  ({ visitor }: Scene): Promise<void> =>
    visitor.openPatient(number);

/** Opens the patient, and sends the form for a consent filled in so. */
export const registering =
  (typed: Typed) =>
  async (scene: Scene): Promise<void> => {
    await opened(scene);
    await scene.visitor.open('/consents/register');
    await fillIn(scene.page, typed);
    await scene.visitor.press('main form .primary');
  };

/** Sends the form that moves the end of a consent of the patient. */
export const ending =
  (typed: Typed) =>
  async (scene: Scene): Promise<void> => {
    const id = await consentOf(scene);
    await opened(scene);
    await scene.visitor.open(`/consents/${id}/end`);
    await fillIn(scene.page, typed);
    await scene.visitor.press('main form .primary');
  };

/** Searches the records of checks, as an auditor. */
export const searching =
  (typed: Typed, answer?: string) =>
  async ({ visitor, page }: Scene): Promise<void> => {
    await visitor.open('/audit/decisions');
    await fillIn(page, typed);
    if (answer !== undefined) await page.locator('#answer').selectOption(answer);
    await visitor.press('main form .primary >> nth=0');
  };

/** Draws the sample of a month. */
export const drawing =
  (month: string) =>
  async ({ visitor, page }: Scene): Promise<void> => {
    await visitor.open('/audit/sample');
    await page.locator('#month').fill(month);
    await visitor.press('main form .primary');
  };

/** Reads a page that has an address of its own. */
export const reading =
  (path: string) =>
  ({ visitor }: Scene): Promise<void> =>
    visitor.open(path);
