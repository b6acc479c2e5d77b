import { randomUUID } from 'node:crypto';

/** Made-up people and places, the same at every run: person n lives at unit n % 1000 of provider n % 50. */
const PROVIDERS = 50;
const UNITS = 1000;
const LUHN_DOUBLED = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];

const padded = (value: number, length: number): string => String(value).padStart(length, '0');

export const careProvider = (person: number): string => `SE165565594230-P${person % PROVIDERS}`;
export const careUnit = (person: number): string => `SE165565594230-U${person % UNITS}`;

/** A personnummer with a correct check digit: a date of birth from 1900 on, and a number of birth. */
export function personnummer(person: number): string {
  const born = Math.floor(person / 900);
  const year = 1900 + (Math.floor(born / 336) % 100);
  const date = `${padded(year % 100, 2)}${padded((Math.floor(born / 28) % 12) + 1, 2)}${padded((born % 28) + 1, 2)}`;
  const digits = `${date}${padded((person % 900) + 100, 3)}`;
  const sum = [...digits].reduce((total, digit, index) => {
    return total + (index % 2 === 0 ? LUHN_DOUBLED[Number(digit)]! : Number(digit));
  }, 0);
  return `${Math.floor(year / 100)}${digits}${(10 - (sum % 10)) % 10}`;
}

const patient = (person: number) => ({ root: '1.2.752.129.2.1.3.1', extension: personnummer(person) });

const employee = { employeeId: 'SE165565594230-1A2B', assignmentName: 'Vård och behandling' };

/** RegisterExtendedConsent for a person, as JSON; every call is another consent. */
export const registration = (person: number): string =>
  JSON.stringify({
    assertionId: randomUUID(),
    assertionType: 'Consent',
    scope: 'NationalLevel',
    patientId: patient(person),
    careProviderId: careProvider(person),
    careUnitId: careUnit(person),
    registrationAction: {
      requestDate: '2025-01-15T09:30:00',
      requestedBy: employee,
      registrationDate: '2025-01-15T09:45:00',
      registeredBy: employee,
    },
  });

/** CheckConsent for a person, as JSON. */
export const check = (person: number): string =>
  JSON.stringify({
    accessingActor: {
      employeeId: employee.employeeId,
      careProviderId: careProvider(person),
      careUnitId: careUnit(person),
    },
    patientId: patient(person),
  });

/** GetConsentsForPatient for a person, as JSON. */
export const consentsOfPatient = (person: number): string =>
  JSON.stringify({ careProviderId: careProvider(person), patientId: patient(person) });
