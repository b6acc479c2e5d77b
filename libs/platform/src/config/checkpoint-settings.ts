import { str } from 'envalid';
import { commaSeparated, httpUrl, objectIdentifier, plainName, wholeNumber } from './setting-kinds';

/** The settings of what the ledger signs, and who else knows of it. */
export const checkpointSettings = {
  LEDGER_NAME: plainName({
    desc: 'What the ledger calls itself in its checkpoints: best an address under which nobody else has one.',
    default: 'consent-ledger',
    example: 'consents.example.com/ledger',
  }),
  CHECKPOINT_KEY_FILE: str({
    desc: 'File of the Ed25519 private key (PKCS#8, PEM) that signs checkpoints. Unset: `keys/checkpoint.pem` in DATA_DIR, made at the first start.',
    default: undefined,
    example: '/etc/consent-ledger/checkpoint.pem',
  }),
  CHECKPOINTS_ALSO_TO: str({
    desc: 'Folder where the newest checkpoints are kept in a second place, best on another machine. A service does not start on a ledger that lacks a checkpoint which is kept there, and `ledger verify` compares them.',
    default: undefined,
    example: '/mnt/witness/consent-ledger',
  }),
  WITNESSES: commaSeparated({
    desc: 'Witnesses that checkpoints are handed to, separated by commas: the public key of each, a space, and the address before `/add-checkpoint`. Nothing waits for them. Unset: none.',
    default: undefined,
    example:
      'witness.example.org/one+98e9ecc8+BKUJWhBLOxTpU94Yn6Rc8RNDlJ05YhPR9NFE62gbg1ct https://witness.example.org/',
  }),
  WITNESS_QUORUM: wholeNumber(
    1,
    100,
  )({
    desc: 'How many of the WITNESSES have to cosign a checkpoint before it is recorded as cosigned. Unset: more than half.',
    default: undefined,
    example: '2',
  }),
  TIME_STAMP_URL: httpUrl({
    desc: 'Address of a time-stamping authority (RFC 3161) that stamps a checkpoint a day. Nothing waits for it. Unset: none.',
    default: undefined,
    example: 'https://tsa.example.org/',
  }),
  TIME_STAMP_AUTHORITIES_FILE: str({
    desc: 'File of the certificates (PEM) that the certificate of a time stamp has to lead to. With TIME_STAMP_URL; `ledger verify` checks all time stamps by it, so keep the certificates of earlier authorities in the file.',
    default: undefined,
    example: '/etc/consent-ledger/time-stamp-authorities.pem',
  }),
  TIME_STAMP_POLICY: objectIdentifier({
    desc: 'The policy (object identifier) that new time stamps are asked for and have to be issued by. Unset: any.',
    default: undefined,
    example: '1.2.3.4.1',
  }),
};
