/** A body cannot be read as JSON in one way only. */
export class MalformedJson extends Error {
  override readonly name = 'MalformedJson';
}
