import { LOSS_CODES, type Loss } from '@plenum/formats/losses';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';

/** What of a file did not come along, or would not. */
export const lossSchema = z.object({
  code: z.enum(LOSS_CODES),
  count: z.number().int(),
  /** Where some of them stood: the beginnings of the text there. */
  places: z.array(z.string()),
  /** In English. */
  message: z.string(),
});

/** The same from what was found. */
export async function lossesOutside(losses: readonly Loss[]): Promise<z.infer<typeof lossSchema>[]> {
  const t = await getTranslations({ locale: 'en', namespace: 'formats.losses' });
  return losses.map((loss) => ({ ...loss, message: t(loss.code, { count: loss.count }) }));
}
