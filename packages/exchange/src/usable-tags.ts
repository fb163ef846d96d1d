import { TAG_LIMITS, tagsSchema } from '@plenum/domain/documents/schema';
import { searchFold } from '@plenum/domain/fold';

/** Of the tags of another program those that can be tags here, each once, and whether that is less than all of them. */
export function usableTags(tags: readonly string[]): { tags: string[]; isLess: boolean } {
  const usable = tags.flatMap((tag) => tagsSchema.safeParse([tag]).data ?? []);
  const distinct = [...new Map(usable.map((tag) => [searchFold(tag), tag])).values()];
  return {
    tags: tagsSchema.parse(distinct.slice(0, TAG_LIMITS.tags)),
    isLess: usable.length < tags.length || distinct.length > TAG_LIMITS.tags,
  };
}
