import type { PersonIdentity } from '#consent';
import { sampleOrganisation } from './sample-people';
import type { WholeSystem } from './whole-system';

/** Asks the health indicator for a ticket, as an organisation's records system does that proves itself by a token. */
export async function ticketFromHealthIndicator(
  system: WholeSystem,
  organisation: string,
  patient: PersonIdentity,
): Promise<string> {
  const { number } = sampleOrganisation(organisation);
  const answer = await fetch(`${system.url}/v1/helseindikator`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await tokenOf(number, system.issuer)}`,
      'content-type': 'application/json',
      'x-epj-system': 'Journal 1.0',
    },
    body: JSON.stringify({ fnr: patient, samtykke: 'HPMOTTATTSAMTYKKE' }),
  });
  if (!answer.ok) throw new Error(`The health indicator answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { ticket: string }).ticket;
}

async function tokenOf(organisationNumber: string, issuer: string): Promise<string> {
  const credentials = Buffer.from(`ehr-${organisationNumber}:for-development`).toString('base64');
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}
