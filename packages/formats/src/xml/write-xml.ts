/** What an attribute may be; null leaves it out. */
export type XmlAttributes = Readonly<Record<string, string | number | null>>;

/** Text for XML: escaped, without the characters that XML 1.0 does not have. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** An element around finished XML. */
export function xml(name: string, attributes: XmlAttributes = {}, content = ''): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === null ? '' : ` ${key}="${escapeXml(String(value))}"`))
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}
