/** The answers' texts, written out a second time and by hand, so that a slip of the pen in the service is seen. */
export const answers = {
  mandatory: (element: string) => `Valideringsfel: ${element} är obligatoriskt.`,
  invalid: (element: string) => `Valideringsfel: ogiltig ${element}`,
  malformedId: (element: string) => `Valideringsfel: angivet id för ${element} har ogiltigt format`,
  longId: (element: string) => `Valideringsfel: värdet för parameter ${element} får inte överstiga 32 tecken`,
  longName: (element: string) =>
    `Valideringsfel: värdet för parameter ${element} får inte överstiga 256 tecken`,
  longReason: (element: string) =>
    `Valideringsfel: värdet för parameter ${element} får inte överstiga 1024 tecken`,
  personal: (element: string) => `Valideringsfel: ${element} får inte innehålla en personidentitet`,
  unknown: (element: string) => `Valideringsfel: okänt element ${element}`,
} as const;

/** An HSA-id of 33 characters that is well-formed otherwise. */
export const LONG_ID = 'SE165565594230-1234567890ABCDEFGH';
