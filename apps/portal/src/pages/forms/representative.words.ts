import { words } from '../../words/words';

export type RepresentativeWords = (typeof representativeWords)['sv'];

/** What the fields for who represents the patient say, on every form that has them. */
export const representativeWords = words(
  {
    legend: 'Företräds patienten av någon?',
    no: 'Nej',
    yes: 'Ja',
    yesHint: 'Vårdnadshavare, god man eller annan företrädare.',
    kind: 'Typ av identitet',
    number: 'Företrädarens identitet',
    name: 'Företräds av',
    faultUnchosen: 'Ange om patienten företräds av någon.',
    faultUnused: 'En identitet är ifylld, men Ja är inte valt. Välj Ja, eller ta bort identiteten.',
    faultEmpty: 'Ange företrädarens identitet.',
    faultIdentity: 'Identiteten har fel format. Skriv den som ÅÅÅÅMMDD-NNNN.',
    faultDigits: 'Det finns inget sådant nummer. Kontrollera siffrorna.',
    faultKind: 'Identiteten kan vara av flera typer. Välj vilken.',
  },
  {
    legend: 'Does somebody represent the patient?',
    no: 'No',
    yes: 'Yes',
    yesHint: 'A parent, a guardian or another representative.',
    kind: 'Kind of identity',
    number: 'Identity of the representative',
    name: 'Represented by',
    faultUnchosen: 'State whether somebody represents the patient.',
    faultUnused: 'An identity is filled in, but Yes is not chosen. Choose Yes, or remove the identity.',
    faultEmpty: 'Enter the identity of the representative.',
    faultIdentity: 'The identity has the wrong format. Write it like YYYYMMDD-NNNN.',
    faultDigits: 'There is no such number. Check the digits.',
    faultKind: 'The identity may be of several kinds. Choose which.',
  },
  {
    legend: 'Er pasienten representert av noen?',
    no: 'Nei',
    yes: 'Ja',
    yesHint: 'Forelder, verge eller en annen som representerer pasienten.',
    kind: 'Type identitet',
    number: 'Identiteten til den som representerer pasienten',
    name: 'Representert av',
    faultUnchosen: 'Oppgi om noen representerer pasienten.',
    faultUnused: 'En identitet er fylt ut, men Ja er ikke valgt. Velg Ja, eller fjern identiteten.',
    faultEmpty: 'Oppgi identiteten til den som representerer pasienten.',
    faultIdentity: 'Identiteten har feil format. Skriv den med 11 siffer, eller som ÅÅÅÅMMDD-NNNN.',
    faultDigits: 'Det finnes ikke noe slikt nummer. Kontroller sifrene.',
    faultKind: 'Identiteten kan være av flere typer. Velg hvilken.',
  },
);
