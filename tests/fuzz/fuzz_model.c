/* Bytes as a model whose size and checksum are right: it is refused, or it tags and explains a text
 * with scores that are probabilities, whatever its table holds.
 *
 * The first byte tells how: even, the bytes are the file as it is; odd, they are poured into the
 * sections of a sound file, and the text's features get rows of them. */
#include "model/model_file.h"

#include "text/hash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static const char text[] =
	"Stop calling me!! I don't trust you, \xF0\x9F\x98\x80 never. Thank you. 12 www.a.b x@y.z";

static void seal(unsigned char *bytes, size_t size)
{
	struct rapport__model_header *header = (struct rapport__model_header *)(void *)bytes;
	const size_t from = offsetof(struct rapport__model_header, labels);

	memcpy(header->magic, RAPPORT__MODEL_MAGIC, sizeof header->magic);
	header->version = RAPPORT__MODEL_VERSION;
	header->header_bytes = sizeof *header;
	header->file_bytes = size;
	header->checksum = rapport__hash(bytes + from, size - from, 0);
}

static void check_verdict(const rapport_model *model, const struct rapport_verdict *verdict)
{
	double sum = 0;

	if (verdict->label >= rapport_model_label_count(model) || verdict->passage_count < 2)
		abort();
	for (uint32_t k = 0; k < rapport_model_label_count(model); k++) {
		if (!(verdict->scores[k] >= 0 && verdict->scores[k] <= 1))
			abort();
		sum += verdict->scores[k];
	}
	if (!(fabs(sum - 1) < 1e-9))
		abort();
}

static void use(const rapport_model *model)
{
	struct rapport_explanation explanation;
	struct rapport_verdict verdict;
	rapport_classifier *classifier;
	enum rapport_status status = rapport_classifier_new(model, &classifier, NULL);

	if (status == RAPPORT_ERR_FORMAT)
		return; /* no such language */
	if (status || rapport_classifier_tag(classifier, text, sizeof text - 1, &verdict, NULL))
		abort();
	check_verdict(model, &verdict);
	if (rapport_classifier_explain(classifier, text, sizeof text - 1, &explanation, NULL))
		abort();
	check_verdict(model, &explanation.verdict);
	if (!isfinite(explanation.score) || !isfinite(explanation.rest))
		abort();
	rapport_classifier_free(classifier);
}

/* Puts a feature's key where it is looked for, and its bit into the filter. */
static void add_feature(const struct rapport__model_header *header, uint64_t *filter,
			int16_t *table, uint64_t hash)
{
	uint64_t slot = rapport__model_slot(hash, header->slots);
	uint64_t bit = rapport__model_bit(hash, header->filter_bits);

	filter[bit >> 6] |= UINT64_C(1) << (bit & 63);
	table[slot * header->stride] = rapport__model_key(hash);
}

static void add_features(const struct rapport__model_header *header, uint64_t *filter,
			 int16_t *table)
{
	struct rapport__features features = { 0 };
	uint64_t hashes[RAPPORT__NGRAMS_MAX];
	rapport__stemmer *stemmer;

	if (rapport__stemmer_new("english", &stemmer, NULL) ||
	    !rapport__features_extract(&features, &header->settings, stemmer, text,
				       sizeof text - 1))
		abort();
	for (size_t i = 0; i < features.count; i++)
		add_feature(header, filter, table, features.data[i].hash);
	for (uint32_t id = 0; id < rapport__stemmer_count(stemmer); id++) {
		size_t count = rapport__features_ngrams(
			&header->settings, rapport__stemmer_folded(stemmer, id),
			rapport__stemmer_word(stemmer, id)->folded_size, hashes);

		for (size_t i = 0; i < count; i++)
			add_feature(header, filter, table, hashes[i]);
	}
	rapport__features_clear(&features);
	rapport__stemmer_free(stemmer);
}

/* A double out of two bytes, from tiny to as large as is let in. */
static double number(const unsigned char *data)
{
	return (data[0] - 128) * pow(10, data[1] % 17 - 10);
}

static void pour(const struct rapport__model_header *header, unsigned char *bytes,
		 const struct rapport__model_layout *layout, const unsigned char *data, size_t size)
{
	double *numbers = (double *)(void *)(bytes + layout->numbers);
	const uint64_t K = header->labels, prior = 2 * header->levels * K + 1;
	int16_t *table = (int16_t *)(void *)(bytes + layout->table);

	for (uint64_t k = 0; k < K; k++)
		bytes[layout->labels + k * RAPPORT__MODEL_LABEL_BYTES] = (unsigned char)('a' +
											 k % 26);
	for (uint64_t i = 0; i < layout->number_count; i++)
		numbers[i] = i >= prior && i < prior + K ? 1 / (double)K
							 : number(data + 2 * i % (size - 1));
	for (uint64_t i = 0; i < header->slots * header->stride; i++)
		table[i] = (int16_t)((data[i % size] << 8) | data[i * 7 % size]);
	add_features(header, (uint64_t *)(void *)(bytes + layout->filter), table);
}

/* A sound file with the counts and settings that the first bytes choose.  The caller frees. */
static unsigned char *make_file(const unsigned char *data, size_t size, size_t *file_bytes)
{
	struct rapport__model_header header = {
		.labels = 2 + data[1] % 8u,
		.levels = 1 + data[2] % 2u,
		.slots = 1 + data[3] * 8u,
		.filter_bits = 6 + data[4] % 8u,
		.settings = { 1023, 1 + data[5] % 3u, data[6] % 101u, 2 + data[7] % 2u, 5 },
		.ngram_share = data[8],
		.combiner_half = data[8] / 16.,
		.temperature = { 1.5e-3 * (1 + data[9]), 1.5e-3 * (1 + data[10]) },
		.threshold = data[11] / 255.,
		.language = "english",
	};
	struct rapport__model_layout layout;
	unsigned char *bytes;

	header.background = data[12] % header.labels;
	header.stride = 2 + header.levels * header.labels + data[13] % 8u;
	if (!rapport__model_layout(&header, &layout))
		abort();
	*file_bytes = layout.file_bytes;
	bytes = calloc(1, layout.file_bytes);
	if (!bytes)
		abort();
	memcpy(bytes, &header, sizeof header);
	pour(&header, bytes, &layout, data + 14, size - 14);
	return bytes;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct rapport_error error = { 0 };
	unsigned char *bytes;
	rapport_model model;
	size_t file_bytes = size - 1;
	enum rapport_status status;
	bool made;

	if (size < 32)
		return 0;
	made = data[0] & 1;
	bytes = made ? make_file(data, size, &file_bytes) : malloc(file_bytes);
	if (!bytes)
		abort();
	if (!made)
		memcpy(bytes, data + 1, file_bytes);
	if (file_bytes >= sizeof model.header)
		seal(bytes, file_bytes);
	status = rapport__model_read(bytes, file_bytes, &model, &error);
	if (status != error.status || (status && (made || status != RAPPORT_ERR_FORMAT)))
		abort();
	if (!status)
		use(&model);
	free(bytes);
	return 0;
}
