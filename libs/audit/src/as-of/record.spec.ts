import type { ConsentEvent } from '#consent';
import {
  cancelled,
  careProvider,
  careUnit,
  consentId,
  doctor,
  evening,
  history,
  noon,
  nurse,
  registered,
  tolvan,
} from '#consent/given';
import { answerAsOf, asOfRecord, type AsOfQuestion } from './index';

const question = { patient: tolvan, careProviderId: careProvider, careUnitId: careUnit, employeeId: doctor };
const record = (events: readonly ConsentEvent[], times: Partial<AsOfQuestion>, now = evening) =>
  asOfRecord(answerAsOf(history(...events), { ...question, ...times }, now), 17);

const explainedConsent = {
  assertionId: consentId(1),
  assertionType: 'Consent',
  careProviderId: careProvider,
  careUnitId: careUnit,
  startsAt: '2026-03-02T07:00:00.000Z',
  lastValidAt: null,
  registeredAt: '2026-03-02T07:00:00.000Z',
  position: 1,
};

describe('an answer as told to machines', () => {
  it('has its viewpoint, what gave access, and what came later', () => {
    expect(
      record([registered(), cancelled()], { validAt: noon - 1, knownAt: { position: 9 } }),
    ).toStrictEqual({
      hasConsent: true,
      assertionType: 'Consent',
      assertionId: consentId(1),
      validAt: '2026-03-02T10:59:59.999Z',
      knownAt: 9,
      position: 17,
      explanation: {
        hasConsent: true,
        grantedBy: explainedConsent,
        later: [{ code: 'cancelled', isLater: true, recordedAt: '2026-03-02T11:00:00.000Z', position: 2 }],
        inWords: [expect.stringContaining('Granted by consent'), expect.stringContaining('was cancelled')],
      },
    });
  });

  it('has every obstacle of what came near', () => {
    const forNurse = registered({ employeeId: nurse });
    expect(record([forNurse, cancelled(forNurse)], { validAt: noon })).toStrictEqual({
      hasConsent: false,
      validAt: '2026-03-02T11:00:00.000Z',
      knownAt: '2026-03-02T11:00:00.000Z',
      position: 17,
      explanation: {
        hasConsent: false,
        nearestMisses: [
          {
            consent: { ...explainedConsent, employeeId: nurse },
            reasons: [
              { code: 'cancelled', closedAt: '2026-03-02T11:00:00.000Z', position: 2, apartMs: 0 },
              { code: 'other-employee', employeeId: nurse },
            ],
          },
        ],
        furtherMisses: 0,
        inWords: [expect.stringContaining('Denied'), expect.stringContaining('another employee')],
      },
    });
  });
});

describe('a question without a time', () => {
  it('is about now, and about everything known', () => {
    expect(record([registered()], {}, noon)).toMatchObject({
      hasConsent: true,
      validAt: '2026-03-02T11:00:00.000Z',
      knownAt: '2026-03-02T11:00:00.000Z',
    });
  });

  it('is no older than the latest record, by a clock that is behind', () => {
    expect(record([registered(), cancelled()], {}, noon - 5000)).toMatchObject({
      hasConsent: false,
      validAt: '2026-03-02T11:00:00.000Z',
    });
  });
});
