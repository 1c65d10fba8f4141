/** A text as a file of one part. */
export async function* fileOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
