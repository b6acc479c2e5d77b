/** Whether a value that was read is what data and metadata must be: neither a list nor bytes. */
export const isJsonObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
