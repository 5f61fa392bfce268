/* The lines of any bytes cover the text in order, and the new words are some of them. */
#include "mail/reply.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void check(const struct rapport__reply *reply, size_t size)
{
	size_t at = 0;

	for (size_t i = 0; i < reply->count; i++) {
		const struct rapport__reply_line *line = &reply->lines[i];

		if (line->start < at || line->end < line->start || line->end > size ||
		    line->kind >= RAPPORT__REPLY_KINDS || line->confidence < 0 ||
		    line->confidence > 1)
			abort();
		at = line->end;
	}
}

/* The same with the text's own end as the parent. */
static void check_child(const char *text, size_t size)
{
	struct rapport__reply reply = { 0 };
	struct rapport__reply_shingles parent;
	rapport__reply_parents *parents;

	if (rapport__reply_parents_new(&parents, NULL) ||
	    rapport__reply_parents_add(parents, size, text + size / 2, size - size / 2, NULL))
		abort();
	parent = rapport__reply_parents_find(parents, size);
	if (rapport__reply_classify_child(text, size, &parent, &reply, NULL))
		abort();
	check(&reply, size);
	rapport__reply_clear(&reply);
	rapport__reply_parents_free(parents);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct rapport__buffer words = { 0 };
	struct rapport__reply reply = { 0 };
	char *text = malloc(size ? size : 1); /* its own end, so that reading beyond it shows */

	if (!text)
		return 0;
	for (size_t i = 0; i < size; i++)
		text[i] = (char)data[i];
	if (rapport__reply_classify(text, size, &reply, NULL) ||
	    rapport__reply_new_words(text, size, &words, NULL))
		abort();
	check(&reply, size);
	check_child(text, size);
	/* A split line gains one line end. */
	if (words.size > size + reply.count + 1)
		abort();
	rapport__reply_clear(&reply);
	rapport__buffer_clear(&words);
	free(text);
	return 0;
}
