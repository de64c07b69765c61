const SMALL_LETTER = '/MediaBox [0 0 306 396]';
/** Eight black dots by eight: a page's description and one region, as a fax sends it (ITU-T T.88, T.6). */
const JBIG2 =
  '000000003000010000001300000008000000080000000000000000000000000000012600010000001900000008000000080000000000000000000126a2fffe002002';
/** Eight blue dots by eight (ITU-T T.800). */
const JPEG_2000 =
  'ff4fff51002f000000000008000000080000000000000000000000080000000800000000000000000003070101070101070101ff52000c00000001000004040001ff5c00044040ff90000a0000000000260001ff93df8028115054a36fdf8028115054a36fcfb41414005caf87ffd9';
const LOCK = '/Filter /Standard /V 1 /R 2 /P -4';

/**
 * A PDF of so many pages, each with its number in words over a square of a spot colour that is counted out by a program of
 * the file; it also brings a script that begins by itself, and a link to elsewhere.
 */
export function aPdf(pages: number): Buffer {
  const numbers = Array.from({ length: pages }, (_, at) => at);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\("ran"\\); globalThis.ran = true;) >> >>',
    `<< /Type /Pages /Count ${String(pages)} /Kids [${numbers.map((at) => `${String(7 + 2 * at)} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '[/Separation /Spot /DeviceRGB 5 0 R]',
    stream('/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]', '{ dup 0 mul dup }'),
    '<< /Type /Annot /Subtype /Link /Rect [0 0 306 396] /A << /S /URI /URI (http://elsewhere.test/) >> >>',
    ...numbers.flatMap((at) => [
      `<< /Type /Page /Parent 2 0 R ${SMALL_LETTER} /Contents ${String(8 + 2 * at)} 0 R /Annots [6 0 R] /Resources << /Font << /F 3 0 R >> /ColorSpace << /S 4 0 R >> >> >>`,
      stream('', `/S cs 1 scn 53 98 200 200 re f 0 g BT /F 20 Tf 53 340 Td (This is page ${String(at + 1)}) Tj ET`),
    ]),
  ];
  return written(objects, '');
}

/**
 * A PDF of a page as scanners write them: a black square on the left and a blue one on the right, each in an encoding of
 * its own; under them two Chinese characters, of which the file says only where they stand in the national standard.
 */
export function aScan(): Buffer {
  const image = (entries: string, hex: string): string =>
    stream(`/Type /XObject /Subtype /Image /Width 8 /Height 8 ${entries}`, Buffer.from(hex, 'hex').toString('latin1'));
  return written(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
      `<< /Type /Page /Parent 2 0 R ${SMALL_LETTER} /Contents 4 0 R /Resources << /Font << /F 7 0 R >> /XObject << /L 5 0 R /R 6 0 R >> >> >>`,
      stream(
        '',
        'q 100 0 0 100 26 148 cm /L Do Q q 100 0 0 100 180 148 cm /R Do Q BT /F 20 Tf 53 40 Td <C4E3BAC3> Tj ET',
      ),
      image('/BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode', JBIG2),
      image('/ColorSpace /DeviceRGB /Filter /JPXDecode', JPEG_2000),
      '<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [8 0 R] >>',
      '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 9 0 R >>',
      '<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -141 1000 859] /ItalicAngle 0 /Ascent 859 /Descent -141 /CapHeight 687 /StemV 93 >>',
    ],
    '',
  );
}

/** A PDF that asks for a password nobody knows. */
export function aLockedPdf(): Buffer {
  const secret = `<${'5a'.repeat(32)}>`;
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 0 /Kids [] >>'];
  return written([...objects, `<< ${LOCK} /O ${secret} /U ${secret} >>`], `/Encrypt 3 0 R /ID [${secret} ${secret}]`);
}

function stream(entries: string, text: string): string {
  return `<< ${entries} /Length ${String(text.length)} >>\nstream\n${text}\nendstream`;
}

function written(objects: readonly string[], trailer: string): Buffer {
  let file = '%PDF-1.7\n';
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${String(at + 1)} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = String(objects.length + 1);
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  return Buffer.from(
    `${file}${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${String(file.length)}\n%%EOF\n`,
    'latin1',
  );
}
