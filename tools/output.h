/* What tag prints: a table for people, JSON Lines, CSV or TSV for programs. */
#ifndef RAPPORT_OUTPUT_H
#define RAPPORT_OUTPUT_H

#include "mail/mailbox.h"

#include <stdio.h>

enum output_format {
	OUTPUT_TABLE,
	OUTPUT_JSONL,
	OUTPUT_CSV,
	OUTPUT_TSV,
	OUTPUT_ANSWERS
};

struct output {
	FILE *file;
	enum output_format format;
	const rapport_model *model;
	bool all; /* table: show what was not tagged, too */
	bool colour, titled;
	unsigned width;
	struct rapport__buffer line;
	uint64_t rows, skipped[RAPPORT__SKIP_COUNT];
	uint64_t counts[RAPPORT_LABELS_MAX], unsure, unread;
};

/* Prepares for printing; the format's name is "table", "jsonl", "csv" or "tsv", NULL: table on a
 * terminal and jsonl elsewhere.  OUTPUT_ANSWERS, label<TAB>confidence, is chosen by answers. */
void output_open(struct output *output, FILE *file, const char *format, bool answers,
		 const rapport_model *model);

/* Prints one item; verdict is NULL for one that was not tagged.  False without memory. */
bool output_item(struct output *output, const struct rapport__item *item,
		 const struct rapport_verdict *verdict);

/* Tells of so many texts in all that could not be read: each has its line among the answers, so
 * that they stay in step with the input; elsewhere it has none. */
bool output_unread(struct output *output, uint64_t count);

/* Prints what stands below a table, and lets go of memory. */
void output_close(struct output *output);

/* The name of a reason not to tag: "automatic", "own", "empty", "unreadable". */
const char *output_skip_name(enum rapport__skip skip);

#endif
