const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the text is a UUID in its 8-4-4-4-12 hexadecimal form, in any case and of any version. Source: RFC 9562. */
export const isUuid = (text: string): boolean => SHAPE.test(text);
