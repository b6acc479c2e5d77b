/** The bytes that a text stands for in base64 with padding, or `null`: Node's own reading passes over what does not belong. */
export function bytesOfBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}
