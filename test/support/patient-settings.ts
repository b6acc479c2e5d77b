/** What services have in tests of what is answered, not of when or how often: a machine that is busy with other things answers late. Every contract is answered. */
export const patientSettings = {
  APPEND_DEADLINE_MS: '60000',
  READ_DEADLINE_MS: '60000',
  WEBHOOKS: 'true',
  UNPROVED_PER_MINUTE: '1000000',
};
