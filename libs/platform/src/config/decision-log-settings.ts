import { str } from 'envalid';
import { wholeNumber } from './setting-kinds';

/** How the records of checks and looks are written, and how long they are kept. */
export const decisionLogSettings = {
  DECISION_LOG: str({
    desc: 'Whether checks, queries and denials are answered when their record is durable, or a moment before (a crash may lose the last ones), or without one.',
    choices: ['durable', 'buffered', 'off'],
    default: 'durable',
    example: 'durable',
  }),
  DECISION_LOG_YEARS: wholeNumber(
    5,
    1000,
  )({
    desc: 'How many years the records of checks and looks are kept at least. `ledger retention plan` shows which days have lapsed since, and `ledger retention apply` removes them. Unset: they are kept for ever.',
    default: undefined,
    example: '10',
  }),
};
