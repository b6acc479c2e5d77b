/** A text in lines of so many letters at most, broken between words where there are any. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const longer = lines.at(-1) === '' ? word : `${lines.at(-1)} ${word}`;
    if (lengthOf(longer) <= width || lines.at(-1) === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Letters as people count them: å is one, however it is written. */
export const lengthOf = (text: string): number => [...text.normalize('NFC')].length;
