/** A text that is made piece by piece, as the body of an answer: the next piece is made when the browser wants it. */
export function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const letters = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(letters.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/** Headers of a file to keep: it is of one person, so nobody in between keeps it too. */
export const fileHeaders = (type: string, name: string) => ({
  'Content-Type': `${type}; charset=utf-8`,
  'Content-Disposition': `attachment; filename="${name}"`,
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex',
});
