/**
 * Joins to an entry `e` where a word is in it: as `place.at` in its folded text, and as `near.at` and `near.length` in the text that was
 * folded.
 * @param word SQL for a folded word; empty for the beginning.
 * @param begins SQL for where the text begins in `e.folded`, after what it is called.
 */
export function around(word: string, begins: string): string {
  return `CROSS JOIN LATERAL (SELECT substr(e.folded, ${begins}) AS body) body
  CROSS JOIN LATERAL (
    SELECT CASE WHEN ${word} = '' THEN 0
                ELSE coalesce(nullif(strpos(body, ' ' || ${word}), 0), nullif(strpos(body, ${word}), 0),
                              strpos(body, ' ' || left(${word}, greatest(4, length(${word}) - 2)))) END AS at
  ) place
  CROSS JOIN LATERAL (
    SELECT greatest(1, max(text_at + place.at - m.at) - 400) AS at, 2000 + coalesce(max(place.at - m.at), 0) / 8 AS length
      FROM (SELECT * FROM unnest(e.marks_at, e.marks) AS m(at, text_at) WHERE m.at <= greatest(1, place.at) ORDER BY m.at DESC LIMIT 1) m
  ) near`;
}
