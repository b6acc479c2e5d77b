import { readFile, stat } from 'node:fs/promises';
import { RegisterUnavailable } from './registers';

/** A register kept in a JSON file: read again when it has changed, so that an operator edits it while the portal runs. */
export class RegisterFile<Content> {
  private read: { readonly at: number; readonly content: Content } | null = null;

  constructor(
    private readonly path: string,
    private readonly isContent: (value: unknown) => value is Content,
  ) {}

  /** @throws RegisterUnavailable when the file is not there, or is not what it should be. */
  async content(): Promise<Content> {
    try {
      const { mtimeMs: at } = await stat(this.path);
      if (this.read?.at !== at) this.read = { at, content: this.parsed(await readFile(this.path, 'utf8')) };
      return this.read.content;
    } catch (error) {
      throw new RegisterUnavailable(`The register in ${this.path} cannot be read.`, { cause: error });
    }
  }

  private parsed(text: string): Content {
    const value: unknown = JSON.parse(text);
    if (!this.isContent(value)) throw new Error('It does not have the fields of a register.');
    return value;
  }
}
