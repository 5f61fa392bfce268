/* Whether a model sees a text's label where people marked it: its passages beside the evidence. */
#ifndef RAPPORT_EVIDENCE_H
#define RAPPORT_EVIDENCE_H

#include "rapport.h"
#include "text/tokenizer.h"
#include "training/corpus.h"

/* Sums over texts; the zero value is none. */
struct rapport__evidence {
	size_t texts;        /* with evidence, rightly labelled, and with passages */
	size_t top_overlaps; /* the passage that speaks most for the label overlaps evidence */
	size_t agrees;       /* some passage has the label */
	double chance;       /* sum of what a passage drawn at random would overlap with */
};

/* The passage that speaks most for label: of those that have it the surest, or, where none has it,
 * the least sure of all; the first of equals.  passages [count], count at least 1. */
size_t rapport__evidence_top(const struct rapport_passage *passages, size_t count, uint32_t label);

/* Adds one rightly labelled text.  A passage overlaps evidence where they have a word or a number
 * in common, be it in part.
 *
 * spans    [span_count] the evidence; with none, nothing is added
 * verdict  of the text, with its passages
 * tokens   scratch, the caller's
 * False without memory; nothing is added then. */
bool rapport__evidence_add(struct rapport__evidence *evidence, const char *text, size_t size,
			   const struct rapport__span *spans, size_t span_count,
			   const struct rapport_verdict *verdict, struct rapport__tokens *tokens);

#endif
