/** Public test numbers, which belong to nobody. The kit uses no other persons. */
export const persons = {
  patient: { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  otherPatient: { root: '1.2.752.129.2.1.3.1', extension: '200101010106' },
  coordinationNumber: { root: '1.2.752.129.2.1.3.3', extension: '197010632383' },
  reserveNumber: { root: '1.2.752.74.9.1', extension: '22950606FH20' },
  guardian: { root: '1.2.752.129.2.1.3.3', extension: '197010632391' },
} as const;
