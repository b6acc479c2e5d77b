import type { PersonIdentity } from '#consent';

const FODSELSNUMMER = '2.16.578.1.12.4.1.4.1';

/** Numbers with 80 added to their month: people who do not exist. */
const synthetic = (extension: string): PersonIdentity => ({ root: FODSELSNUMMER, extension });

export const doctor = synthetic('01810000186');
export const nurse = synthetic('01815450023');
export const stranger = synthetic('01814090082');

export const tolvan: PersonIdentity = { root: '1.2.752.129.2.1.3.1', extension: '191212121212' };
