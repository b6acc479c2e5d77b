/** What services have in tests of what is answered, not of when: a machine that is busy with other things answers late. */
export const patientSettings = { APPEND_DEADLINE_MS: '60000', READ_DEADLINE_MS: '60000' };
