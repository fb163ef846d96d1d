/** Fields of the forms of a page's place that nobody types into. */
export const PLACE_FIELDS = ['parentId', 'after'] as const;
