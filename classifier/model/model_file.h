/* The model file: mapped, checked, and read where it lies.
 *
 *	header                           struct rapport__model_header, little-endian
 *	labels      [K][64]              names, NUL-padded
 *	numbers     doubles: bias [levels][K], column scale [columns], prior [K],
 *	            with two levels combiner [P + 1][K], its shift [K], passages [2 K + 1][K]; the
 *	            last row of a matrix is the bias
 *	filter      bits, 2^filter_bits of them: whether any known feature's hash leads to the bit
 *	table       int16 [slots][stride]: key, then the row of a feature
 *	provenance  text, "key: value" lines
 *
 * A row holds, for one feature, its scale s and then for each level and label s times the weight,
 * each to be multiplied by its column's scale.  Where a feature's row is, only its hash tells: no
 * word stands in the file.  Most of what a text has is not in the table; the filter, which fits a
 * near cache, says so without a look at it (Bloom 1970, with one hash).  An unknown feature passes
 * for a known one about once in 200,000 times.  Every size follows from the header's few counts,
 * which are checked against the file's size before anything is read; the table's contents can make
 * a score wrong, but cannot lead outside it. */
#ifndef RAPPORT_MODEL_FILE_H
#define RAPPORT_MODEL_FILE_H

#include "model/features.h"
#include "status.h"

#define RAPPORT__MODEL_MAGIC       "RAPPORT\n"
#define RAPPORT__MODEL_VERSION     2u
#define RAPPORT__MODEL_LABEL_BYTES 64
#define RAPPORT__MODEL_PROBES_MAX  64u /* slots that a search looks at */

struct rapport__model_header {
	char magic[8];
	uint32_t version, header_bytes;
	uint64_t file_bytes;
	uint64_t checksum; /* XXH3 of all that follows this member */
	uint32_t labels;   /* K */
	uint32_t levels;   /* 1, or 2 with sentences */
	uint32_t background;
	uint32_t features; /* kept: how many slots are in use */
	uint64_t slots;
	uint32_t stride; /* of the table, at least 2 + levels K */
	uint32_t provenance_bytes;
	struct rapport__feature_settings settings;
	uint32_t stemmer_version;
	uint32_t filter_bits; /* 6 to 32 */
	uint32_t unused;
	double ngram_share;
	double combiner_half;  /* sentences at which the combiner counts half */
	double temperature[2]; /* of texts, of sentences where there is one level */
	double threshold;      /* unsure below this confidence */
	char unicode[16], language[16], name[32];
};

struct rapport_model {
	const unsigned char *bytes; /* the mapped file, [header.file_bytes] */
	struct rapport__model_header header;
	char name[48]; /* with the checksum behind */
	/* In the mapping: */
	const char *labels;
	const double *bias, *column_scale, *prior;
	const double *combiner, *shift, *passages; /* NULL with one level */
	const uint64_t *filter;
	const int16_t *table;
	const char *provenance;
	size_t columns; /* 1 + levels K */
};

/* What header's counts make of the file: offsets of its sections.  False where that overflows. */
struct rapport__model_layout {
	uint64_t labels, numbers, number_count, filter, table, provenance, file_bytes;
};
bool rapport__model_layout(const struct rapport__model_header *header,
			   struct rapport__model_layout *layout);

/* Whether size bytes may be a label or a name: UTF-8 without ; and controls, which would break the
 * lines, tables and mail headers where it goes. */
bool rapport__model_name_valid(const char *name, size_t size);

/* Checks size bytes as a model and points *model into them; bytes must be 8-aligned and outlive it.
 * Fails with FORMAT. */
enum rapport_status rapport__model_read(const void *bytes, size_t size, rapport_model *model,
					struct rapport_error *error);

/* The first slot where a feature may be, and the key it has there. */
static inline uint64_t rapport__model_slot(uint64_t hash, uint64_t slots)
{
	return (hash >> 32) * slots >> 32;
}

static inline int16_t rapport__model_key(uint64_t hash)
{
	return (int16_t)((uint16_t)hash ? (uint16_t)hash : 1); /* 0 marks a free slot */
}

/* The bit of the filter that a feature sets.  Multiplied by the golden ratio, as the slot takes the
 * top bits as they are. */
static inline uint64_t rapport__model_bit(uint64_t hash, uint32_t filter_bits)
{
	return (hash * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - filter_bits);
}

/* False: the model does not know the feature. */
static inline bool rapport__model_may_know(const rapport_model *model, uint64_t hash)
{
	uint64_t bit = rapport__model_bit(hash, model->header.filter_bits);

	return model->filter[bit >> 6] >> (bit & 63) & 1;
}

/* The row in a slot: scale, then weights by level and label. */
static inline const int16_t *rapport__model_row(const rapport_model *model, uint64_t slot)
{
	return model->table + slot * model->header.stride + 1;
}

/* The slot of a feature that the filter lets pass, or header.slots where it is unknown all the
 * same. */
static inline uint64_t rapport__model_find_passed(const rapport_model *model, uint64_t hash)
{
	const uint64_t slots = model->header.slots;
	const int16_t key = rapport__model_key(hash);
	uint64_t slot = rapport__model_slot(hash, slots);

	for (uint32_t probe = 0; probe < RAPPORT__MODEL_PROBES_MAX; probe++) {
		int16_t found = model->table[slot * model->header.stride];

		if (found == key)
			return slot;
		if (!found)
			break;
		if (++slot == slots)
			slot = 0;
	}
	return slots;
}

/* The slot of a feature, or header.slots where the model does not know it. */
static inline uint64_t rapport__model_find(const rapport_model *model, uint64_t hash)
{
	return rapport__model_may_know(model, hash) ? rapport__model_find_passed(model, hash)
						    : model->header.slots;
}

#endif
