import { words } from '../../words/words';

export type ReasonWords = (typeof reasonsWords)['sv'];

/** Why a check is answered as it is. A language's own words for what the rules name by codes. */
export const reasonsWords = words(
  {
    granted: 'Samtycket gav åtkomst.',
    grantedEmergency: 'Åtkomsten gavs för att en nödsituation var registrerad.',
    denied: 'Inget samtycke gav åtkomst. Närmast var dessa:',
    deniedNone: 'Patienten hade inget samtycke att gå efter.',
    further: (count: number) => `Patienten har fler samtycken, som inte visas: ${count}.`,
    consent: 'Samtycke',
    emergency: 'Nödsituation',
    everyone: 'alla medarbetare',
    terms: (whom: string, unit: string) => `För ${whom}, enhet: ${unit}.`,
    span: (from: string, until: string) => `Giltigt från ${from} ${until}.`,
    registeredAt: (time: string, position: number) => `Registrerat ${time}, plats ${position} i loggen.`,
    moment: 'mindre än en sekund',
    notYetRegistered: (time: string) =>
      `Det var inte registrerat än, såvitt man då visste. Det registrerades ${time}.`,
    notYetStarted: (time: string, apart: string) =>
      `Det hade inte börjat gälla. Det gäller från ${time}, ${apart} senare.`,
    ended: (time: string, apart: string) => `Det hade gått ut ${time}, ${apart} tidigare.`,
    endedByPatient: (time: string, apart: string) =>
      `Patienten hade avslutat det ${time}, ${apart} tidigare.`,
    cancelled: (time: string, apart: string) => `Det hade återkallats ${time}, ${apart} tidigare.`,
    deleted: (time: string, apart: string) =>
      `Det hade tagits bort som felregistrerat ${time}, ${apart} tidigare.`,
    otherEmployee: (employee: string) => `Det gäller bara en annan medarbetare: ${employee}.`,
    otherUnit: (unit: string) => `Det gäller en annan enhet: ${unit}.`,
    otherProvider: (provider: string, unit: string) =>
      `Det gäller en annan vårdgivare: ${provider}, enhet: ${unit}.`,
    laterCancelled: (time: string) => `Det återkallades senare, ${time}. Fram till dess gällde det.`,
    laterDeleted: (time: string) =>
      `Det togs senare bort som felregistrerat, ${time}. Fram till dess gällde det och kan ha använts.`,
    laterEndMoved: (time: string, end: string) =>
      `Patienten ändrade senare slutdatumet, ${time}, till ${end}.`,
    unknownCancelled: (time: string) => `Det hade redan återkallats, ${time}, men det var inte känt.`,
    unknownDeleted: (time: string) =>
      `Det hade redan tagits bort som felregistrerat, ${time}, men det var inte känt.`,
    unknownEndMoved: (time: string, end: string) =>
      `Patienten hade redan ändrat slutdatumet, ${time}, till ${end}, men det var inte känt.`,
  },
  {
    granted: 'The consent gave access.',
    grantedEmergency: 'Access was given because an emergency was registered.',
    denied: 'No consent gave access. These came nearest:',
    deniedNone: 'The patient had no consent to go by.',
    further: (count: number) => `The patient has more consents, which are not shown: ${count}.`,
    consent: 'Consent',
    emergency: 'Emergency',
    everyone: 'all employees',
    terms: (whom: string, unit: string) => `For ${whom}, unit: ${unit}.`,
    span: (from: string, until: string) => `Valid from ${from} ${until}.`,
    registeredAt: (time: string, position: number) => `Registered ${time}, position ${position} in the log.`,
    moment: 'less than a second',
    notYetRegistered: (time: string) =>
      `It was not registered yet, as far as was known then. It was registered ${time}.`,
    notYetStarted: (time: string, apart: string) =>
      `It had not started. It is valid from ${time}, ${apart} later.`,
    ended: (time: string, apart: string) => `It had expired ${time}, ${apart} before.`,
    endedByPatient: (time: string, apart: string) => `The patient had ended it ${time}, ${apart} before.`,
    cancelled: (time: string, apart: string) => `It had been cancelled ${time}, ${apart} before.`,
    deleted: (time: string, apart: string) =>
      `It had been deleted as registered by mistake ${time}, ${apart} before.`,
    otherEmployee: (employee: string) => `It is for another employee only: ${employee}.`,
    otherUnit: (unit: string) => `It is for another unit: ${unit}.`,
    otherProvider: (provider: string, unit: string) =>
      `It is for another care provider: ${provider}, unit: ${unit}.`,
    laterCancelled: (time: string) => `It was cancelled later, ${time}. Until then it was valid.`,
    laterDeleted: (time: string) =>
      `It was later deleted as registered by mistake, ${time}. Until then it was valid and may have been used.`,
    laterEndMoved: (time: string, end: string) => `The patient later moved its end, ${time}, to ${end}.`,
    unknownCancelled: (time: string) => `It had already been cancelled, ${time}, but that was not known.`,
    unknownDeleted: (time: string) =>
      `It had already been deleted as registered by mistake, ${time}, but that was not known.`,
    unknownEndMoved: (time: string, end: string) =>
      `The patient had already moved its end, ${time}, to ${end}, but that was not known.`,
  },
  {
    granted: 'Samtykket ga tilgang.',
    grantedEmergency: 'Tilgangen ble gitt fordi en nødsituasjon var registrert.',
    denied: 'Ingen samtykker ga tilgang. Nærmest var disse:',
    deniedNone: 'Pasienten hadde ingen samtykker å gå etter.',
    further: (count: number) => `Pasienten har flere samtykker, som ikke vises: ${count}.`,
    consent: 'Samtykke',
    emergency: 'Nødsituasjon',
    everyone: 'alle ansatte',
    terms: (whom: string, unit: string) => `Gjelder ${whom}, enhet: ${unit}.`,
    span: (from: string, until: string) => `Gyldig fra ${from} ${until}.`,
    registeredAt: (time: string, position: number) => `Registrert ${time}, plass ${position} i loggen.`,
    moment: 'mindre enn et sekund',
    notYetRegistered: (time: string) =>
      `Det var ikke registrert ennå, så vidt man visste da. Det ble registrert ${time}.`,
    notYetStarted: (time: string, apart: string) =>
      `Det hadde ikke begynt å gjelde. Det gjelder fra ${time}, ${apart} senere.`,
    ended: (time: string, apart: string) => `Det hadde utløpt ${time}, ${apart} tidligere.`,
    endedByPatient: (time: string, apart: string) =>
      `Pasienten hadde avsluttet det ${time}, ${apart} tidligere.`,
    cancelled: (time: string, apart: string) => `Det var trukket tilbake ${time}, ${apart} tidligere.`,
    deleted: (time: string, apart: string) =>
      `Det var slettet som feilregistrert ${time}, ${apart} tidligere.`,
    otherEmployee: (employee: string) => `Det gjelder bare en annen ansatt: ${employee}.`,
    otherUnit: (unit: string) => `Det gjelder en annen enhet: ${unit}.`,
    otherProvider: (provider: string, unit: string) =>
      `Det gjelder en annen virksomhet: ${provider}, enhet: ${unit}.`,
    laterCancelled: (time: string) => `Det ble trukket tilbake senere, ${time}. Inntil da var det gyldig.`,
    laterDeleted: (time: string) =>
      `Det ble senere slettet som feilregistrert, ${time}. Inntil da var det gyldig og kan ha blitt brukt.`,
    laterEndMoved: (time: string, end: string) => `Pasienten endret senere sluttdatoen, ${time}, til ${end}.`,
    unknownCancelled: (time: string) => `Det var allerede trukket tilbake, ${time}, men det var ikke kjent.`,
    unknownDeleted: (time: string) =>
      `Det var allerede slettet som feilregistrert, ${time}, men det var ikke kjent.`,
    unknownEndMoved: (time: string, end: string) =>
      `Pasienten hadde allerede endret sluttdatoen, ${time}, til ${end}, men det var ikke kjent.`,
  },
);
