import { words } from '../../words/words';

export const closingWords = words(
  {
    title: 'Avsluta samtycke',
    cancelTitle: 'Återkalla samtycket',
    cancelMeaning: 'Patienten vill inte längre. Från och med nu ger samtycket ingen åtkomst.',
    cancelConsequence:
      'Det som redan har lästs finns kvar i loggen. En återkallelse går inte att ångra, men ett nytt samtycke kan registreras.',
    cancelInstead: 'Om samtycket registrerades av misstag ska det tas bort i stället.',
    cancelSubmit: 'Återkalla samtycket',
    deleteTitle: 'Ta bort samtycket',
    deleteMeaning:
      'Samtycket registrerades av misstag, till exempel på fel patient. Från och med nu ger det ingen åtkomst.',
    deleteConsequence:
      'Samtycket kan ha använts medan det gällde och står därför kvar i historiken som borttaget. Det går inte att ångra.',
    deleteInstead: 'Om patienten har ändrat sig ska samtycket återkallas i stället.',
    deleteSubmit: 'Ta bort samtycket',
    reasonText: 'Anledning',
    cancelReasonHint: 'Kort, utan personuppgifter, till exempel: Patienten har ändrat sig.',
    deleteReasonHint: 'Kort, utan personuppgifter, till exempel: Fel enhet valdes.',
    back: 'Nej, gå tillbaka',
    about: 'Det gäller det här samtycket',
  },
  {
    title: 'End a consent',
    cancelTitle: 'Cancel the consent',
    cancelMeaning: 'The patient no longer consents. From now on the consent gives no access.',
    cancelConsequence:
      'What was read before stays in the log. A cancellation cannot be undone, but a new consent can be registered.',
    cancelInstead: 'If the consent was registered by mistake, delete it instead.',
    cancelSubmit: 'Cancel the consent',
    deleteTitle: 'Delete the consent',
    deleteMeaning:
      'The consent was registered by mistake, for example on the wrong patient. From now on it gives no access.',
    deleteConsequence:
      'It may have been used while it was valid, so it stays in the history as deleted. This cannot be undone.',
    deleteInstead: 'If the patient has changed their mind, cancel the consent instead.',
    deleteSubmit: 'Delete the consent',
    reasonText: 'Reason',
    cancelReasonHint: 'Short, without personal data, for example: The patient has changed their mind.',
    deleteReasonHint: 'Short, without personal data, for example: The wrong unit was chosen.',
    back: 'No, go back',
    about: 'This is the consent',
  },
  {
    title: 'Avslutt samtykke',
    cancelTitle: 'Trekk tilbake samtykket',
    cancelMeaning: 'Pasienten vil ikke lenger. Fra nå av gir samtykket ingen tilgang.',
    cancelConsequence:
      'Det som er lest tidligere, står fortsatt i loggen. En tilbaketrekking kan ikke angres, men et nytt samtykke kan registreres.',
    cancelInstead: 'Hvis samtykket ble registrert ved en feil, skal det slettes i stedet.',
    cancelSubmit: 'Trekk tilbake samtykket',
    deleteTitle: 'Slett samtykket',
    deleteMeaning:
      'Samtykket ble registrert ved en feil, for eksempel på feil pasient. Fra nå av gir det ingen tilgang.',
    deleteConsequence:
      'Hvis det har vært gyldig, kan det ha vært brukt, så det står i historikken som slettet. Dette kan ikke angres.',
    deleteInstead: 'Hvis pasienten har ombestemt seg, skal samtykket trekkes tilbake i stedet.',
    deleteSubmit: 'Slett samtykket',
    reasonText: 'Begrunnelse',
    cancelReasonHint: 'Kort, uten personopplysninger, for eksempel: Pasienten har ombestemt seg.',
    deleteReasonHint: 'Kort, uten personopplysninger, for eksempel: Feil enhet ble valgt.',
    back: 'Nei, gå tilbake',
    about: 'Det gjelder dette samtykket',
  },
);
