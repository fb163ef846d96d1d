import type { PictureType } from './picture-types.ts';

/** Pixels of width in which a larger picture is had, too: a column of text, and that column on a dense screen. */
export const PICTURE_WIDTHS = [720, 1440] as const;

/** One of {@link PICTURE_WIDTHS}. */
export type PictureWidth = (typeof PICTURE_WIDTHS)[number];

/** Of pictures that move, a smaller one would be no smaller: GIF is had as it is. */
const IN_WIDTHS: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'] satisfies PictureType[];

/** The widths in which a picture of so many pixels is had beside its own; it is never made larger. */
export function widthsBelow(width: number): PictureWidth[] {
  return PICTURE_WIDTHS.filter((one) => one < width);
}

/** Whether what has this media type and so many pixels of width is had in another width. */
export function isHadIn(
  width: PictureWidth,
  of: { mediaType: string; width: number | null },
): of is { mediaType: Exclude<PictureType, 'image/gif'>; width: number } {
  return IN_WIDTHS.includes(of.mediaType) && (of.width ?? 0) > width;
}
