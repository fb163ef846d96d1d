/** Media types of pictures that browsers show; of everything else they get a file to keep. */
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'] as const;

/** One of {@link PICTURE_TYPES}. */
export type PictureType = (typeof PICTURE_TYPES)[number];

/** Whether browsers show what has this media type. */
export function isPictureType(mediaType: string): mediaType is PictureType {
  return PICTURE_TYPES.some((type) => type === mediaType);
}
