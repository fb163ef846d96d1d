/** The content of a page: its operators, or a stream that is packed already. */
type Page = string | { packed: Uint8Array };

/** The operators that show lines of text, one below the other. */
export function pdfLines(...lines: string[]): string {
  return `BT /F1 12 Tf 50 700 Td ${lines.map((line) => `(${line}) Tj 0 -14 Td`).join(' ')} ET`;
}

/** Objects 1 to 6: the catalogue, the pages, a Latin font, and a Chinese one that only names its table of characters. */
const FONTS = [
  '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  '<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>',
  '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 6 0 R>>',
  '<</Type/FontDescriptor/FontName/STSong/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent 200/CapHeight 700/StemV 80>>',
];

/** A PDF file (ISO 32000-1) of some pages. */
export function pdfFile(pages: readonly Page[], { isEncrypted = false } = {}): Uint8Array {
  const first = FONTS.length + 3;
  const kids = pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ');
  const objects = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.from(`<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`),
    ...FONTS.map((font) => Buffer.from(font)),
    ...pages.flatMap((page, i) => [
      Buffer.from(
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents ${first + 2 * i + 1} 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>`,
      ),
      stream(page),
    ]),
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const places = objects.map((object, i) => {
    const place = lengthOf(parts);
    parts.push(Buffer.from(`${i + 1} 0 obj`), object, Buffer.from('endobj\n'));
    return place;
  });
  const table = lengthOf(parts);
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const nobody = 'a'.repeat(64);
  const encryption = isEncrypted
    ? `/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<${nobody}>/U<${nobody}>>>/ID[<aa><aa>]`
    : '';
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer<</Size ${objects.length + 1}/Root 1 0 R${encryption}>>\nstartxref\n${table}\n%%EOF`,
    ),
  );
  return Buffer.concat(parts);
}

function stream(page: Page): Buffer {
  const content = typeof page === 'string' ? Buffer.from(page, 'latin1') : page.packed;
  const filter = typeof page === 'string' ? '' : '/Filter/FlateDecode';
  return Buffer.concat([
    Buffer.from(`<</Length ${content.length}${filter}>>stream\n`),
    content,
    Buffer.from('\nendstream'),
  ]);
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
