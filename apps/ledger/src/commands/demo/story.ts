/** What an answer must be for the story to be true. */
export interface Expected {
  readonly status: number;
  readonly resultCode: string;
  readonly hasConsent?: boolean;
  readonly assertionType?: string;
  /** How many of this story's consents are listed. */
  readonly listed?: number;
  /** How many of them are shown as cancelled or deleted. */
  readonly cancelled?: number;
}

/** One thing that happens: what it means, which contract is called with which sample, and how that is answered. */
export interface Step {
  readonly says: string;
  readonly contract: string;
  readonly sample: string;
  readonly expected: Expected;
}

const registered: Expected = { status: 201, resultCode: 'OK' };
const done: Expected = { status: 200, resultCode: 'OK' };
const mayRead = (assertionType: string): Expected => ({ ...done, hasConsent: true, assertionType });
const mayNotRead: Expected = { ...done, hasConsent: false };
const refused = (status: number, resultCode: string): Expected => ({ status, resultCode });

/** A consent's life, and everything that can be asked about it. Each sample is named by the step that first uses it. */
export const story: readonly Step[] = [
  {
    says: 'A patient consents: everyone at the heart clinic may read what others have recorded.',
    contract: 'register-extended-consent',
    sample: '01-register-extended-consent-for-a-unit',
    expected: registered,
  },
  {
    says: 'A doctor at the heart clinic asks whether she may read.',
    contract: 'check-consent',
    sample: '02-check-consent-of-the-unit',
    expected: mayRead('Consent'),
  },
  {
    says: 'The patient also consents for one employee of the emergency ward, and for no other.',
    contract: 'register-extended-consent',
    sample: '03-register-extended-consent-for-an-employee',
    expected: registered,
  },
  {
    says: 'That employee may read.',
    contract: 'check-consent',
    sample: '04-check-consent-of-the-employee',
    expected: mayRead('Consent'),
  },
  {
    says: 'A colleague at the same ward may not.',
    contract: 'check-consent',
    sample: '05-check-consent-of-a-colleague',
    expected: mayNotRead,
  },
  {
    says: 'An unconscious patient with a reserve id cannot consent, and life is at stake: an emergency is registered.',
    contract: 'register-extended-consent',
    sample: '06-register-extended-consent-in-an-emergency',
    expected: registered,
  },
  {
    says: 'The ward may read. The answer says that it is by emergency.',
    contract: 'check-consent',
    sample: '07-check-consent-in-the-emergency',
    expected: mayRead('Emergency'),
  },
  {
    says: 'A guardian consents for a child.',
    contract: 'register-extended-consent',
    sample: '08-register-extended-consent-by-a-representative',
    expected: registered,
  },
  {
    says: 'The doctor may read the record of the child.',
    contract: 'check-consent',
    sample: '09-check-consent-of-the-child',
    expected: mayRead('Consent'),
  },
  {
    says: 'Another consent is sent under an id that is taken. It is refused.',
    contract: 'register-extended-consent',
    sample: '10-register-extended-consent-under-a-used-id',
    expected: refused(409, 'ALREADYEXISTS'),
  },
  {
    says: '"endDat" instead of "endDate" would have become a consent without an end. It is refused.',
    contract: 'register-extended-consent',
    sample: '11-register-extended-consent-with-a-mistyped-element',
    expected: refused(400, 'VALIDATION_ERROR'),
  },
  {
    says: 'A personnummer with a wrong check digit is refused, and not repeated in the answer.',
    contract: 'register-extended-consent',
    sample: '12-register-extended-consent-with-a-wrong-personnummer',
    expected: refused(400, 'VALIDATION_ERROR'),
  },
  {
    says: 'Which consents has the first patient given to this care provider?',
    contract: 'get-consents-for-patient',
    sample: '13-get-consents-for-patient',
    expected: { ...done, listed: 2 },
  },
  {
    says: 'Which consents does the care provider have in all?',
    contract: 'get-consents-for-care-provider',
    sample: '14-get-consents-for-care-provider',
    expected: { ...done, listed: 4, cancelled: 0 },
  },
  {
    says: 'The patient changes his mind: the consent for the heart clinic is cancelled.',
    contract: 'cancel-extended-consent',
    sample: '15-cancel-extended-consent',
    expected: done,
  },
  {
    says: 'The doctor asks again, at once. No.',
    contract: 'check-consent',
    sample: '02-check-consent-of-the-unit',
    expected: mayNotRead,
  },
  {
    says: 'What is cancelled cannot be cancelled again.',
    contract: 'cancel-extended-consent',
    sample: '15-cancel-extended-consent',
    expected: refused(409, 'INVALIDSTATE'),
  },
  {
    says: 'The consent for one employee was registered by mistake: it is deleted, and that it existed stays known.',
    contract: 'delete-extended-consent',
    sample: '18-delete-extended-consent',
    expected: done,
  },
  {
    says: 'The employee may not read any more.',
    contract: 'check-consent',
    sample: '04-check-consent-of-the-employee',
    expected: mayNotRead,
  },
  {
    says: "The guardian ends the child's consent from home, as of now.",
    contract: 'end-consent-by-patient',
    sample: '20-end-consent-by-patient',
    expected: done,
  },
  {
    says: 'The doctor may not read the record of the child any more.',
    contract: 'check-consent',
    sample: '09-check-consent-of-the-child',
    expected: mayNotRead,
  },
  {
    says: 'What was there before, and who did what to it? The history of the first patient at this care provider.',
    contract: 'get-extended-consents-for-patient',
    sample: '22-get-extended-consents-for-patient',
    expected: { ...done, listed: 2, cancelled: 2 },
  },
  {
    says: 'The history of the child, across all care providers.',
    contract: 'get-all-extended-consents-for-patient',
    sample: '23-get-all-extended-consents-for-patient',
    expected: { ...done, listed: 1, cancelled: 0 },
  },
];
