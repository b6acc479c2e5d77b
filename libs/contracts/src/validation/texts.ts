/**
 * Every sentence that a consent contract answers a faulty request with, in one place: both doors and the portal say the same.
 * `{element}` is the dotted path of the element at fault.
 */
export const texts = {
  notUuid: (value: string, element: string) =>
    `Valideringsfel: ${value} är inte ett giltigt UUID för ${element}`,
  invalid: (element: string) => `Valideringsfel: ogiltig ${element}`,
  otherHistory: (element: string) => `Valideringsfel: ${element} hör inte till denna historik`,
  tooManyConsents: (element: string, most: number) =>
    `Valideringsfel: ${element} har fler än ${most} giltiga medgivanden, som är det mesta i en ögonblicksbild`,
  webhooksOff: () => 'Webhookar är avstängda i denna tjänst',
  webhookAddress: (element: string) =>
    `Valideringsfel: ${element} måste vara en https-adress på internet, utan användare, lösenord och fragment`,
  tooManyWebhooks: (element: string, most: number) =>
    `Valideringsfel: ${element} har redan ${most} webhookar från anropande system, vilket är det mesta`,
  tooManyRotations: (most: number) => `Webhookens hemlighet kan bytas högst ${most} gånger per dygn`,
  tooManyRedeliveries: (most: number) =>
    `Omsändning kan begäras högst ${most} gånger per dygn för en webhook`,
  tooManyWebhookChanges: (most: number) =>
    `Anropande system har skapat och ändrat webhookar ${most} gånger det senaste dygnet, vilket är det mesta. Den som inte behövs kan tas bort ändå`,
  webhookNotFound: (webhookId: string) => `Ingen webhook med id ${webhookId} finns registrerad`,
  webhookExists: (webhookId: string) => `Webhook med id ${webhookId} finns redan registrerad`,
  mandatory: (element: string) => `Valideringsfel: ${element} är obligatoriskt.`,
  unknownIdentityKind: (root: string) =>
    `Valideringsfel: Angiven typ för personidentitet ${root} finns ej i systemet`,
  malformedIdentity: (root: string) => `Ogiltigt format på personidentitet för angiven typ ${root}`,
  otherIdentityKind: (root: string) => `Angiven OID ${root} är inte giltig för identitet`,
  malformedId: (element: string) => `Valideringsfel: angivet id för ${element} har ogiltigt format`,
  invalidSpan: () => 'Valideringsfel: angivet datumspann är ogiltigt',
  tooLong: (element: string, max: number) =>
    `Valideringsfel: värdet för parameter ${element} får inte överstiga ${max} tecken`,
  personal: (element: string) => `Valideringsfel: ${element} får inte innehålla en personidentitet`,
  listLength: (element: string, max: number) =>
    `Valideringsfel: ${element} måste vara en lista med 1–${max} frågor`,
  incompleteActor: (element: string) => `Valideringsfel: Alla uppgifter måste vara angivna för ${element}`,
  notTime: (value: string, element: string) =>
    `Valideringsfel: ${value} är inte ett giltigt datum för ${element}`,
  tooEarly: (text: string) => `${text} (tillåtna år är 1900–9999)`,
  unknownElement: (element: string) => `Valideringsfel: okänt element ${element}`,
  notAnObject: () => 'Valideringsfel: meddelandet måste vara ett objekt med kontraktets element',
  alreadyRegistered: (assertionId: string) =>
    `Samtycke med assertionId ${assertionId} finns redan registrerad`,
  notFound: (assertionId: string) => `Inget samtycke med id ${assertionId} finns registrerad`,
  alreadyDeleted: (assertionId: string) => `Samtycket med assertionId ${assertionId} är redan borttagen`,
  alreadyCancelled: (assertionId: string) => `Samtycket med assertionId ${assertionId} är redan återkallad`,
} as const;
