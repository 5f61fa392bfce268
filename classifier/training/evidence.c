#include "training/evidence.h"

size_t rapport__evidence_top(const struct rapport_passage *passages, size_t count, uint32_t label)
{
	size_t top = 0;

	for (size_t i = 1; i < count; i++) {
		const struct rapport_passage *here = &passages[i], *best = &passages[top];
		const bool has = here->label == label, best_has = best->label == label;

		if (has != best_has ? has
		    : has           ? here->confidence > best->confidence
				    : here->confidence < best->confidence)
			top = i;
	}
	return top;
}

/* The number of the first token that ends behind a byte, by halving: they stand in order. */
static size_t find_token(const struct rapport__tokens *tokens, uint32_t byte)
{
	size_t low = 0, high = tokens->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (tokens->data[middle].start + tokens->data[middle].size > byte)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* Leaves only the words and numbers that evidence touches.  The spans' bytes together are no more
 * than the line that they were read from. */
static void keep_evidence(struct rapport__tokens *tokens, const struct rapport__span *spans,
			  size_t span_count)
{
	size_t kept = 0;

	for (size_t i = 0; i < tokens->count; i++)
		tokens->data[i].flags = false;
	for (size_t s = 0; s < span_count; s++)
		for (size_t i = find_token(tokens, spans[s].start);
		     i < tokens->count && tokens->data[i].start < spans[s].end; i++)
			tokens->data[i].flags = true;
	for (size_t i = 0; i < tokens->count; i++)
		if (tokens->data[i].flags && (tokens->data[i].kind == RAPPORT__TOKEN_WORD ||
					      tokens->data[i].kind == RAPPORT__TOKEN_NUMBER))
			tokens->data[kept++] = tokens->data[i];
	tokens->count = kept;
}

static bool has_token(const struct rapport_passage *passage, const struct rapport__tokens *tokens)
{
	size_t i = find_token(tokens, passage->start);

	return i < tokens->count && tokens->data[i].start < passage->end;
}

bool rapport__evidence_add(struct rapport__evidence *evidence, const char *text, size_t size,
			   const struct rapport__span *spans, size_t span_count,
			   const struct rapport_verdict *verdict, struct rapport__tokens *tokens)
{
	const size_t count = verdict->passage_count;
	size_t overlapping = 0, top;
	bool agrees = false, top_overlaps = false;

	if (!span_count || !count)
		return true;
	if (!rapport__tokenize(text, size, tokens))
		return false;
	keep_evidence(tokens, spans, span_count);
	top = rapport__evidence_top(verdict->passages, count, verdict->label);
	for (size_t i = 0; i < count; i++) {
		const bool here = has_token(&verdict->passages[i], tokens);

		overlapping += here;
		top_overlaps = top_overlaps || (here && i == top);
		agrees = agrees || verdict->passages[i].label == verdict->label;
	}
	evidence->texts++;
	evidence->top_overlaps += top_overlaps;
	evidence->agrees += agrees;
	evidence->chance += (double)overlapping / (double)count;
	return true;
}
