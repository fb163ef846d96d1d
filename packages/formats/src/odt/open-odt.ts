import { Losses } from '../losses.ts';
import { elementsBelow, elementsOf, readXml, textBelow, type XmlElement } from '../xml/read-xml.ts';
import { damaged, ZipReader } from '../zip/read-zip.ts';
import { ODT_NAMESPACES } from './names.ts';
import { OdtStyles } from './odt-styles.ts';

/** An ODT file that is open for reading. */
export interface OpenOdt {
  /** What the text consists of. */
  text: XmlElement;
  styles: OdtStyles;
  losses: Losses;
  zip: ZipReader;
  /** What its properties say. */
  title: string | null;
}

/** Opens an ODT file (ODF 1.3). Nothing that lies elsewhere is fetched. */
export function openOdt(bytes: Uint8Array): OpenOdt {
  const zip = new ZipReader(bytes);
  const read = (name: string): XmlElement | null => {
    const content = zip.read(name);
    return content && readXml(content, ODT_NAMESPACES);
  };
  const content = read('content.xml');
  const body = content && elementsOf(content, 'office:body')[0];
  const text = body && elementsOf(body, 'office:text')[0];
  if (!content || !text) throw damaged();
  const losses = new Losses();
  const styles = read('styles.xml');
  for (const page of styles ? elementsBelow(styles, 'style:master-page') : []) {
    for (const name of ['style:header', 'style:footer']) {
      const words = elementsOf(page, name).map(textBelow).join(' ').trim();
      if (/\p{L}/u.test(words)) losses.add('headersFooters', { place: words });
    }
  }
  const properties = read('meta.xml');
  const [title] = properties ? elementsBelow(properties, 'dc:title') : [];
  return {
    text,
    styles: new OdtStyles(styles, content),
    losses,
    zip,
    title: title ? textBelow(title) : null,
  };
}
