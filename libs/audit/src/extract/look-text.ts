import type { Access } from '../accesses';
import type { LookEntry } from './extract-entry';
import { lookedAt } from './looked-at';
import { sentences } from './sentences';
import type { LineText, Wording } from './wording';
import type { ExtractWords } from './words';

/** A look, or a denied call, in words. */
export const lookText = ({ access }: LookEntry, wording: Wording): LineText => ({
  title: wording.words[`look_${lookedAt(access.contract)}`],
  what: sentences(...atWhat(access, wording)),
  who: whoText(access, wording.words),
  why: access.purpose ?? wording.words.notStated,
  result: resultText(access, wording.words),
});

const atWhat = (access: Access, { words, lineOf }: Wording): (string | false)[] => {
  const { contract, careProviderId, careUnitId, employeeId, assertionId } = access;
  return [
    assertionId !== undefined && consentText(assertionId, lineOf(assertionId), words),
    careProviderId !== undefined && words.ofCareProvider(careProviderId),
    careUnitId !== undefined && words.ofUnit(careUnitId),
    employeeId !== undefined && words.ofEmployee(employeeId),
    words.called(contract),
  ];
};

const consentText = (assertionId: string, line: number | undefined, words: ExtractWords): string =>
  line === undefined ? words.ofConsent(assertionId) : words.ofLine(line);

function whoText(
  { systemUser, onBehalfOf, originalConsumer, callerId }: Access,
  words: ExtractWords,
): string {
  if (systemUser !== undefined) return words.commandLine(systemUser);
  if (onBehalfOf === undefined && originalConsumer === undefined) return words.system(callerId);
  return sentences(
    onBehalfOf !== undefined && words.person(onBehalfOf),
    originalConsumer !== undefined && words.begunAt(originalConsumer),
    words.through(callerId),
  );
}

function resultText({ isGranted, shown }: Access, words: ExtractWords): string {
  if (!isGranted) return words.turnedAway;
  return shown === undefined ? words.shown : words.shownCount(shown);
}
