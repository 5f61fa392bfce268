/* Labelled texts from files: what is trained on and measured with.
 *
 * Three formats, told by the first line that is not blank:
 *	{"label": "...", "text": "...", ...}	JSON Lines; also "id", "group", "split", "evidence",
 *						"passages"
 *	label<TAB>text
 *	__label__label text			fastText's */
#ifndef RAPPORT_CORPUS_H
#define RAPPORT_CORPUS_H

#include "rapport.h"
#include "status.h"
#include "text/json.h"
#include "training/labels.h"
#include "training/names.h"
#include "training/weights.h"

#include <stdio.h>

#define RAPPORT__CORPUS_LINE_BYTES_MAX (64u * 1024u * 1024u)
#define RAPPORT__CORPUS_EVIDENCE_MAX   1000u /* spans of one text, of each kind */

/* Bytes of a text that by themselves show a label, [start, end). */
struct rapport__span {
	uint32_t start, end;
	uint32_t label;
};

struct rapport__corpus_text {
	size_t text_at; /* see rapport__corpus_bytes */
	uint32_t text_size;
	uint32_t label;
	uint32_t group; /* texts of one group stay together when the corpus is cut */
	uint32_t
		source; /* number of its value of the member that corpus.by names, "" without one */
	size_t evidence; /* its spans: evidence to evidence + evidence_count */
	uint32_t evidence_count;
	uint32_t passage_count; /* behind the evidence: spans with other labels than the text's */
	float weight;           /* the product of the weights that apply */
	bool marked;            /* the text has a list of evidence, be it empty */
	size_t id_at;           /* NUL-terminated; "" without an id */
};

struct rapport__corpus {
	struct rapport__corpus_text *texts; /* [count] */
	size_t count, capacity;
	struct rapport__span *spans;
	size_t span_count, span_capacity;
	struct rapport__labels labels;
	struct rapport__dictionary groups;
	struct rapport__names sources; /* values of the member that by names */
	struct rapport__buffer bytes;
	uint64_t checksum; /* over all lines read, in order (XXH3) */
	/* Set by the caller before reading. */
	const char *splits; /* "train,validation": only texts of these; NULL: all */
	const struct rapport__weight *weights; /* [weight_count] */
	size_t weight_count;
	const char *by; /* a member of the JSON object, such as "source"; NULL: none */
	/* NULL, or called behind each line that is not blank, of that number from 1.  object is
	 * NULL where the line is no JSON object.  fault is NULL, or why the line was not taken;
	 * then it is for this to say, by what it returns, whether that ends the reading. */
	enum rapport_status (*watch)(void *context, uint64_t line, const rapport__json *object,
				     const struct rapport_error *fault,
				     struct rapport_error *error);
	void *watch_context;
	uint64_t line; /* the one being read */
};

/* Fixes the labels and their order: "a,b,c".  Fails with ARGUMENT: a label twice, empty, of
 * RAPPORT__LABEL_BYTES or more, more than RAPPORT_LABELS_MAX of them. */
enum rapport_status rapport__corpus_set_labels(struct rapport__corpus *corpus, const char *names,
					       struct rapport_error *error);

/* Adds the texts of a file; corpus starts as the zero value but for what the caller sets.
 * On failure error->place is the line, and the texts before it have been added.
 * Fails with FORMAT (also a label with controls or commas in it), LIMIT (line, labels), IO,
 * MEMORY. */
enum rapport_status rapport__corpus_read(struct rapport__corpus *corpus, FILE *file,
					 struct rapport_error *error);

/* Sorts the labels by name, unless they were fixed, so that they do not depend on the order of
 * texts. */
void rapport__corpus_sort_labels(struct rapport__corpus *corpus);

/* Borrowed until the next read. */
const char *rapport__corpus_bytes(const struct rapport__corpus *corpus,
				  const struct rapport__corpus_text *text);
const char *rapport__corpus_id(const struct rapport__corpus *corpus,
			       const struct rapport__corpus_text *text);

void rapport__corpus_clear(struct rapport__corpus *corpus);

#endif
