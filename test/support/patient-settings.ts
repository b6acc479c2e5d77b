/** What services have in tests of what is answered, not of when or how often: a machine that is busy with other things answers late. */
export const patientSettings = {
  APPEND_DEADLINE_MS: '60000',
  READ_DEADLINE_MS: '60000',
  UNPROVED_PER_MINUTE: '1000000',
};
