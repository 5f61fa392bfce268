/* What is wrong with a corpus: lines that are not as they should be, texts that stand in it twice,
 * and texts of one split that tell of those of another.
 *
 *	rapport__corpus_check_read(&check, file, "a.jsonl", &error);	for each file
 *	rapport__corpus_check_leaks(&check, false, &error);		and others that are wanted
 *	rapport__findings_sort(&check.findings); */
#ifndef RAPPORT_CORPUS_CHECK_H
#define RAPPORT_CORPUS_CHECK_H

#include "training/corpus.h"
#include "training/findings.h"
#include "training/near_duplicates.h"

/* Members of a text that are counted by their values. */
enum rapport__place_member {
	RAPPORT__PLACE_SPLIT,
	RAPPORT__PLACE_REGISTER,
	RAPPORT__PLACE_DOMAIN,
	RAPPORT__PLACE_MEMBERS
};

/* What the line of a text says beside what struct rapport__corpus_text has. */
struct rapport__place {
	struct rapport__position position;
	uint32_t values
		[RAPPORT__PLACE_MEMBERS]; /* RAPPORT__DICTIONARY_NONE: there is no such string */
};

/* The zero value is empty and ready. */
struct rapport__corpus_check {
	/* Before reading, the caller may fix its labels and set its splits, but not watch it. */
	struct rapport__corpus corpus;
	/* Set by the caller: each line is held against the schema, and one that cannot be taken is
	 * a finding and no failure. */
	bool schema;
	struct rapport__place *places; /* [place_count], that is corpus.count */
	size_t place_count, place_capacity;
	struct rapport__names values[RAPPORT__PLACE_MEMBERS], ids;
	size_t *id_texts; /* [ids.numbers.count] the first text that has an id */
	size_t id_capacity;
	struct rapport__shingles shingles; /* of the texts, once a check needed them */
	struct rapport__findings findings;
	uint32_t file; /* the one being read */
};

/* Adds the texts of a file; name is what findings call it.  On failure error->place is the line.
 *
 * With schema, finds: lines that are not of the file's format, labels beyond those fixed, evidence
 * that is no part of the text, what corpus_schema.h says, and in JSON Lines an id that is missing
 * or was there before.
 * Fails with FORMAT (not with schema), LIMIT (line, labels), IO, MEMORY; check may then only be
 * cleared. */
enum rapport_status rapport__corpus_check_read(struct rapport__corpus_check *check, FILE *file,
					       const char *name, struct rapport_error *error);

/* The others are called when all files are read, and fail with MEMORY. */

/* Finds texts without a split where others have one. */
enum rapport_status rapport__corpus_check_splits(struct rapport__corpus_check *check,
						 struct rapport_error *error);

/* Finds texts that are equal or near to an earlier one (near_duplicates.h). */
enum rapport_status rapport__corpus_check_duplicates(struct rapport__corpus_check *check,
						     struct rapport_error *error);

/* Finds texts whose group, or that themselves or nearly so, were met before in another split; texts
 * without a split do not count.  With by_file each file is a split. */
enum rapport_status rapport__corpus_check_leaks(struct rapport__corpus_check *check, bool by_file,
						struct rapport_error *error);

void rapport__corpus_check_clear(struct rapport__corpus_check *check);

#endif
