-- As that of the search inside.
CREATE INDEX "public_entry_title_words_idx" ON "public_entry" USING GIN (ts_filter("words", '{a}'));
