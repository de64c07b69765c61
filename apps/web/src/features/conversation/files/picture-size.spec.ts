import { describe, expect, it } from '@jest/globals';
import { pictureSize } from './picture-size.js';

// Pictures of 3 by 2 points as encoders write them, and headers that state more than their file holds.
const FILES: readonly (readonly [what: string, hex: string, size: readonly [number, number] | undefined])[] = [
  ['PNG', '89504e470d0a1a0a0000000d49484452000000030000000208020000001216f14d', [3, 2]],
  ['PNG that fills the memory', '89504e470d0a1a0a0000000d494844520000ffff0000ffff0802000000', [65_535, 65_535]],
  [
    'JPEG, behind what a camera wrote and a table',
    `ffd8ffe10006${'11'.repeat(4)}ffff c40003 00 ffc200110800020003 03011100`.replaceAll(' ', ''),
    [3, 2],
  ],
  ['GIF', '474946383961030002008000000000000000002c000000000300020000', [3, 2]],
  [
    'GIF whose first image is larger than its screen',
    '4749463839610100010000000021f9040000000000' + '2c00000000fffffeff00',
    [65_535, 65_534],
  ],
  ['WebP', '524946463000000057454250565038202400000030010 09d012a03000200'.replaceAll(' ', ''), [3, 2]],
  ['lossless WebP', '5249464620000000574542505650384c130000002f0240000000', [3, 2]],
  ['extended WebP', '524946463000000057454250565038580a00000010000000020000010000', [3, 2]],
  [
    'extended WebP that fills the memory',
    '524946463000000057454250565038580a00000010000000ffffffffffff',
    [1 << 24, 1 << 24],
  ],
  ['PNG that ends in its head', '89504e470d0a1a0a0000000d4948', undefined],
  ['JPEG without a frame', 'ffd8ffe10006111111', undefined],
  ['bitmap under the name of a picture', '424d46000000000000003600000028000000ffff0000ffff0000', undefined],
  ['empty file', '', undefined],
];

describe('pictureSize', () => {
  it.each(FILES)('of a %s', (_, hex, size) => {
    const [width, height] = size ?? [];
    expect(pictureSize(Uint8Array.from(Buffer.from(hex, 'hex')))).toEqual(size && { width, height });
  });
});
