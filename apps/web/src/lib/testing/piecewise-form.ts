/** The beginning of a {@link piecewiseForm} with a file, up to its content. */
export function fileHead(name: string): string {
  return `--B\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
}

/** The end of such a form. */
export const FORM_END = '\r\n--B--\r\n';

/** A request with a form whose body comes piece by piece. */
export function piecewiseForm(pieces: AsyncIterable<string>): Request {
  const all = pieces[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await all.next();
      if (done) controller.close();
      else controller.enqueue(Buffer.from(value));
    },
  });
  const headers = { 'Content-Type': 'multipart/form-data; boundary=B' };
  const init = { method: 'POST', headers, body, duplex: 'half' };
  return new Request('http://localhost:3000/api/files/x', init);
}
