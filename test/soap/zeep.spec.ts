import { describeWith } from '../support/machine-part';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { callWithZeep, zeep, type ZeepReport } from './zeep';

const OK = { result: expect.objectContaining({ resultCode: 'OK' }) };
const refused = (resultCode: string, resultText: string) => ({
  result: expect.objectContaining({ resultCode, resultText }),
});

const action = {
  requestDate: '2025-01-15T09:30:00',
  registrationDate: '2025-01-15T09:45:00',
  requestedBy: expect.objectContaining({ assignmentName: 'Vård och behandling' }),
  reasonText: 'Inför besök på mottagningen & <mer>',
};

const first = '3f0c1c9a-52f1-4f5e-9d55-0a5bb1a1c0de';
const second = '7f1e9f0e-6f5b-4a53-8a55-3c1f5e0f6b10';

const assertion = (assertionId: string, endDate: string) =>
  expect.objectContaining({
    assertionId,
    assertionType: 'Consent',
    startDate: '2025-01-15T10:00:00',
    endDate,
    patientId: expect.objectContaining({ root: '1.2.752.129.2.1.3.1', extension: '191212121212' }),
  });

const history = {
  getExtendedConsentsResult: expect.objectContaining({
    ...OK,
    pdlAssertions: [
      expect.objectContaining({
        pDLAssertion: assertion(first, '2090-06-30T23:59:59'),
        representedBy: expect.objectContaining({ extension: '197010632391' }),
        registrationInfo: expect.objectContaining(action),
        cancellationInfo: expect.objectContaining(action),
        deletionInfo: null,
      }),
      expect.objectContaining({
        pDLAssertion: assertion(second, '2095-12-31T23:59:59'),
        cancellationInfo: null,
        deletionInfo: expect.objectContaining(action),
      }),
    ],
  }),
};

/** What a caller of zeep must have been answered, step by step: every contract, and both kinds of refusal. */
const expected: Readonly<Record<string, object>> = {
  register: OK,
  'register another': OK,
  'register again': refused('ALREADYEXISTS', `Samtycke med assertionId ${first} finns redan registrerad`),
  check: { checkResult: expect.objectContaining({ ...OK, hasConsent: true, assertionType: 'Consent' }) },
  list: {
    getConsentsResult: expect.objectContaining({
      ...OK,
      pdlAssertions: [assertion(first, '2095-12-31T23:59:59'), assertion(second, '2095-12-31T23:59:59')],
    }),
  },
  end: OK,
  cancel: OK,
  delete: OK,
  'check again': { checkResult: expect.objectContaining({ ...OK, hasConsent: false, assertionType: null }) },
  'list with history': history,
  'list everywhere': history,
  synchronise: {
    getAllAssertionsResult: expect.objectContaining({
      ...OK,
      hasMore: false,
      assertions: [],
      cancelledAssertions: [first, second].map((assertionId) => expect.objectContaining({ assertionId })),
    }),
  },
  'wrong identity': {
    checkResult: expect.objectContaining({
      ...refused(
        'VALIDATION_ERROR',
        'Valideringsfel: Angiven typ för personidentitet 1.2.3.4 finns ej i systemet',
      ),
      hasConsent: false,
    }),
  },
  'address not served': refused(
    'ACCESSDENIED',
    'Behörighet saknas för att utföra begärd handling: logisk adress SE165565594230-9999 gäller inte för begäran',
  ),
};

describeWith(zeep, () => {
  let folder: TemporaryFolder;
  let service: SpawnedService;
  let report: ZeepReport;
  beforeAll(async () => {
    folder = await temporaryFolder();
    service = await spawnService({ DATA_DIR: folder.path });
    report = callWithZeep(service.url);
  });
  afterAll(async () => {
    await service.end('SIGTERM');
    await folder.remove();
  });

  it.each(Object.entries(expected))('zeep calls "%s" and understands the answer', (step, answer) => {
    expect(report.answers[step]).toEqual(expect.objectContaining(answer));
  });

  it('has called every contract of the story, and nothing else', () => {
    expect(Object.keys(report.answers)).toEqual(Object.keys(expected));
  });

  it('zeep pings, as platforms do', () => {
    expect(report.ping).toMatchObject({ node: process.version, store: 'embedded' });
  });

  it('zeep reads a fault, and its caller what to mend', () => {
    expect(report.fault).toEqual({
      code: 'soap:Client',
      message: expect.stringMatching(/^The request has no logical address\. Put LogicalAddress/),
    });
  });
});
