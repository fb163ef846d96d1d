/** A document as the server read it: complete without scripting. `html` is `htmlFromJson`'s, which escapes everything. */
export function ReadingView({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: built from the vetted document, element by element
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
