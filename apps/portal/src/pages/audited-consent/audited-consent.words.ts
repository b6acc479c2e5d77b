import { words } from '../../words/words';

export const auditedConsentWords = words(
  {
    masked: 'Patientens identitet är delvis dold.',
    toDecisions: 'Till loggranskningen',
  },
  {
    masked: 'The patient’s identity is partly hidden.',
    toDecisions: 'To the access review',
  },
  {
    masked: 'Pasientens identitet er delvis skjult.',
    toDecisions: 'Til loggjennomgangen',
  },
);
