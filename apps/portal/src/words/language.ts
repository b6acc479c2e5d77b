/** What the portal speaks. */
export const languages = ['sv', 'nb', 'en'] as const;

export type Language = (typeof languages)[number];
