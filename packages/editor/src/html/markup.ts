const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML content and quoted attribute values. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Attribute values: null and false leave the attribute out, true writes it without a value. */
export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** An opening tag with escaped attribute values. */
export function openTag(name: string, attributes: Attributes = {}): string {
  const written = Object.entries(attributes).map(([key, value]) => {
    if (value === null || value === false) return '';
    return value === true ? ` ${key}` : ` ${key}="${escapeHtml(String(value))}"`;
  });
  return `<${name}${written.join('')}>`;
}

/** An element around finished HTML. */
export function element(name: string, attributes: Attributes, html: string): string {
  return `${openTag(name, attributes)}${html}</${name}>`;
}
