-- Which of an entry's words are in its title. Prisma has no indexes of expressions.
CREATE INDEX "search_entry_title_words_idx" ON "search_entry" USING GIN (ts_filter("words", '{a}'));
