import { COLOURS, type Colour } from '@plenum/editor/schema/colours';

/** How the colours of text and its ground look in files that have no style sheet of ours, as RRGGBB. */
export const TEXT_COLOURS: Readonly<Record<Colour, string>> = {
  red: 'B3261E',
  orange: '9A5B00',
  green: '2E6B34',
  blue: '1F5FA8',
  purple: '6D3FA0',
  grey: '5F5E5A',
};

/** The same for grounds. */
export const GROUND_COLOURS: Readonly<Record<Colour, string>> = {
  red: 'F9DEDC',
  orange: 'FFE8B8',
  green: 'D9F0D5',
  blue: 'D6E8FB',
  purple: 'EADDF7',
  grey: 'E6E4DF',
};

/** A colour of ours for one of a file. */
export interface NearColour {
  /** Null for black, white and what is none. */
  colour: Colour | null;
  /** Whether it is the very colour that we write. */
  isExact: boolean;
}

/** The colour that comes nearest to RRGGBB. */
export function nearColour(value: string | undefined, values = TEXT_COLOURS): NearColour {
  const hex = /^#?([0-9a-f]{6})$/i.exec(value ?? '')?.[1]?.toUpperCase();
  if (!hex) return { colour: null, isExact: true };
  const exact = COLOURS.find((colour) => values[colour] === hex);
  if (exact) return { colour: exact, isExact: true };
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  if (most < 48 || least > 240) return { colour: null, isExact: true };
  if (most - least < 40) return { colour: most < 90 ? null : 'grey', isExact: most < 90 };
  return { colour: ofHue(hueOf({ red, green, blue, most, least })), isExact: false };
}

function hueOf(of: { red: number; green: number; blue: number; most: number; least: number }): number {
  const { red, green, blue, most, least } = of;
  const range = most - least;
  if (most === red) return (60 * ((green - blue) / range) + 360) % 360;
  return most === green ? 60 * ((blue - red) / range) + 120 : 60 * ((red - green) / range) + 240;
}

function ofHue(hue: number): Colour {
  if (hue < 20 || hue >= 330) return 'red';
  if (hue < 70) return 'orange';
  if (hue < 170) return 'green';
  return hue < 255 ? 'blue' : 'purple';
}
