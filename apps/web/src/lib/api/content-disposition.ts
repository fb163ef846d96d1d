/** What a browser does with a file: keeps it, or shows it. */
type Disposition = 'attachment' | 'inline';

/**
 * The header that makes a browser keep or show a file (RFC 6266): a plain name for old programs, the real one in UTF-8. A name comes
 * from a title or from whoever uploaded it, so it must stay a name: Unicode is normalised first, since some letters turn into quotes,
 * slashes or dots by it, and whatever means something to a header, a shell or a file system is replaced afterwards.
 * @param name with its ending, such as `Minutes.md`, if it has one.
 */
export function contentDisposition(name: string, disposition: Disposition = 'attachment'): string {
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  const title = name.slice(0, name.length - ending.length);
  const real = (safeName(title) || 'document') + ending;
  const plain = (safe(title.normalize('NFKD').replace(/[^\x20-\x7e]/g, '')) || 'document') + ending;
  return `${disposition}; filename="${plain}"; filename*=UTF-8''${encode(real)}`;
}

/** A title as the name of a file, without an ending; empty where nothing of it can stand in one. */
export function safeName(title: string): string {
  return safe(title.replace(/\p{Cs}/gu, '\ufffd').normalize('NFC'));
}

/** Without what ends a header's string, names another folder, hides the file or turns the writing direction around. */
function safe(title: string): string {
  return title
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '')
    .replace(/[/\\:*?"<>|%]/g, '-')
    .replace(/^[\s.]+|[\s.]+$/g, '');
}

function encode(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
