/* Bytes as a corpus: whatever comes in, texts, labels and evidence lie where they say. */
#include "training/corpus.h"

#include "model/model_file.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void check(const struct rapport__corpus *corpus)
{
	for (uint32_t k = 0; k < corpus->labels.count; k++)
		if (!rapport__model_name_valid(corpus->labels.names[k],
					       strlen(corpus->labels.names[k])))
			abort();
	for (size_t i = 0; i < corpus->count; i++) {
		const struct rapport__corpus_text *text = &corpus->texts[i];
		const char *bytes = rapport__corpus_bytes(corpus, text);

		if (text->label >= corpus->labels.count || text->group >= corpus->groups.count ||
		    text->text_at + text->text_size >= corpus->bytes.size ||
		    bytes[text->text_size] ||
		    text->evidence + text->evidence_count > corpus->span_count)
			abort();
		if (text->id_at + strlen(rapport__corpus_id(corpus, text)) >= corpus->bytes.size)
			abort();
		for (size_t e = 0; e < text->evidence_count; e++) {
			const struct rapport__span *span = &corpus->spans[text->evidence + e];

			if (span->start >= span->end || span->end > text->text_size)
				abort();
		}
	}
}

/* The first byte tells what is asked for. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct rapport__corpus corpus = { 0 };
	struct rapport_error error = { 0 };
	enum rapport_status status;
	FILE *file;

	if (size < 2)
		return 0;
	corpus.splits = data[0] & 1 ? "train,test" : NULL;
	corpus.by = data[0] & 2 ? "source" : NULL;
	if (data[0] & 4 && rapport__corpus_set_labels(&corpus, "a,b", NULL))
		abort();
	file = fmemopen((void *)(data + 1), size - 1, "rb");
	if (!file)
		abort();
	status = rapport__corpus_read(&corpus, file, &error);
	if (status != error.status || (status && !error.place))
		abort();
	check(&corpus);
	rapport__corpus_sort_labels(&corpus);
	check(&corpus);
	rapport__corpus_clear(&corpus);
	fclose(file);
	return 0;
}
