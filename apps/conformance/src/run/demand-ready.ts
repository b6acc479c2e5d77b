import { kitContract } from '../contracts';
import { persons, Scene } from '../cases';
import { type Body, NoAnswer } from '#contract-doors';
import type { Setting } from './run-case';

/** The service cannot be tested as it is. Its message is a sentence for the user. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}

/**
 * One check, before anything is registered.
 * @throws NotReady when nobody answers, when access is denied, or when a consent that is not the kit's own answers yes.
 */
export async function demandReady(setting: Setting): Promise<void> {
  const scene = new Scene(setting.parties, setting.clock());
  const { employeeId, careProviderId, careUnitId } = scene;
  for (const patientId of Object.values(persons)) {
    const answer = await ask(setting, {
      accessingActor: { employeeId, careProviderId, careUnitId },
      patientId,
    });
    if (answer === null) return;
    if (answer.result.resultCode === 'ACCESSDENIED')
      throw new NotReady(
        `${labelOf(setting)} denies access to ${careProviderId}. Choose a care provider that the caller may act for: --care-provider.`,
      );
    const { hasConsent } = answer.content['checkResult'] as Body;
    if (setting.parties.careUnitId === null) return;
    if (hasConsent === true)
      throw new NotReady(
        `${careUnitId} has a consent of a test person already. Choose another unit, or leave out --care-unit.`,
      );
  }
}

const labelOf = ({ door }: Setting): string => `The ${door.name === 'json' ? 'JSON' : 'SOAP'} door`;

/** `null`: an answer that the cases themselves will judge. */
async function ask(setting: Setting, body: Body) {
  try {
    return await setting.door.ask(kitContract('CheckConsent'), body);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    if (error.kind === 'not-an-answer') return null;
    throw new NotReady(`${labelOf(setting)}: ${error.message}`);
  }
}
