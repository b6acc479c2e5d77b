import { asShown } from '#audit';
import type { Cosignature, ProvedAccess, ProvedAccessReceipt } from '#evidence';
import { cosignaturesInWords } from '../../evidence/given-quorum';
import type { Terminal } from '../../terminal/terminal';

/** What a receipt for a look does not prove. */
const NOT_PROVED = [
  'It does not prove that what was shown arrived, or that there were no other looks.',
  'Who asked and what for is as it was stated, and the time is that of the ledger.',
];

/** Prints who looked at what. The patient's identity is masked. */
export function printAccess(
  { checkpoint, access, place }: ProvedAccessReceipt,
  cosignatures: readonly Cosignature[] | null,
  terminal: Terminal,
): void {
  const { origin, size } = checkpoint;
  const patient = access.patient && asShown(access.patient, 'masked');
  const shown = { ...access, ...(patient && { patient }) };
  const cosigned = cosignatures ? { cosignatures } : {};
  terminal.record({ proved: true, origin, size, ...place, access: shown, ...cosigned });
  const { stream, revision, index, records } = place;
  terminal.line(`Proved: this look is recorded among the first ${size} batches of ${origin}.`);
  terminal.line(inWords(shown));
  terminal.line(`It is record ${index + 1} of ${records} in batch ${revision} of ${stream}.`);
  if (cosignatures) terminal.line(cosignaturesInWords(cosignatures));
  for (const line of NOT_PROVED) terminal.line(line);
}

function inWords({
  askedAt,
  contract,
  callerId,
  isGranted,
  patient,
  assertionId,
  ...more
}: ProvedAccess): string {
  const { onBehalfOf, systemUser, purpose } = more;
  const about = [
    ...(patient === undefined ? [] : [`patient ${patient.extension}`]),
    ...(assertionId === undefined ? [] : [`consent ${assertionId}`]),
  ].join(', ');
  const who = systemUser ?? onBehalfOf ?? 'somebody';
  return (
    `At ${askedAt}, ${who} called ${contract} through system ${callerId}${about && ` about ${about}`}. ` +
    `It was ${isGranted ? 'allowed' : 'denied'}.${purpose === undefined ? '' : ` Stated purpose: ${purpose}`}`
  );
}
