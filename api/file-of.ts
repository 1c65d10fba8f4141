/** A text, or what was written as a whole, as a file of one part. */
export async function* fileOf(content: string | Buffer): AsyncGenerator<Buffer> {
  yield typeof content === 'string' ? Buffer.from(content) : content;
}
