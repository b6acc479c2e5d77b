import { streamOfDay, type Day } from '../records';

/** Every day has a stream of its own, `audit-decisions-YYYY-MM-DD`. */
export const decisionStream = (day: Day): string => streamOfDay('decisions', day);
