#include "training/model_image.h"

#include "model/pooling.h"
#include "text/hash.h"
#include "text/utf8.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The table is filled to this part: beyond it, searches for what is not there grow long. */
static const double load = 0.6;

struct image {
	const struct rapport__model_parts *parts;
	struct rapport__model_header header;
	struct rapport__model_layout layout;
	size_t columns;
	double column_scale[1 + 2 * RAPPORT_LABELS_MAX];
	unsigned char *bytes;
};

/* Column c of feature f: its scale, or scale times weight. */
static double value_of(const struct image *image, size_t f, size_t c)
{
	const struct rapport__levels *levels = image->parts->levels;
	const size_t K = image->parts->K;
	double scale = (double)levels->weighting.scale[f];

	if (c == 0)
		return scale;
	return scale * levels->w[(c - 1) / K][f * K + (c - 1) % K];
}

static void find_column_scales(struct image *image)
{
	for (size_t c = 0; c < image->columns; c++) {
		double largest = 0;

		for (size_t f = 0; f < image->parts->levels->weighting.D; f++)
			largest = fmax(largest, fabs(value_of(image, f, c)));
		image->column_scale[c] = largest > 0 ? largest / INT16_MAX : 1;
	}
}

static void fill_header(struct image *image)
{
	const struct rapport__model_parts *parts = image->parts;
	struct rapport__model_header *header = &image->header;
	const size_t D = parts->levels->weighting.D;

	memcpy(header->magic, RAPPORT__MODEL_MAGIC, sizeof header->magic);
	header->version = RAPPORT__MODEL_VERSION;
	header->header_bytes = sizeof *header;
	header->labels = parts->K;
	header->levels = parts->levels->count;
	header->background = parts->background < parts->K ? parts->background : 0;
	header->features = (uint32_t)D;
	header->slots = (uint64_t)((double)D / load) + 16;
	/* Strides of four or whole eights do not straddle cache lines more than need be. */
	header->stride = (uint32_t)(image->columns < 4 ? 4 : (image->columns + 8) / 8 * 8);
	header->filter_bits = 6;
	while (header->filter_bits < 32 && (UINT64_C(1) << header->filter_bits) < 7 * (uint64_t)D)
		header->filter_bits++;
	header->provenance_bytes = (uint32_t)strlen(parts->provenance);
	header->settings = *parts->settings;
	header->stemmer_version = parts->stemmer_version;
	header->ngram_share = parts->levels->weighting.settings.ngram_share;
	header->combiner_half = parts->combiner_half;
	header->temperature[0] = parts->temperature[0];
	header->temperature[1] = parts->temperature[1];
	header->threshold = parts->threshold;
	snprintf(header->unicode, sizeof header->unicode, "%s", rapport__utf8_unicode_version());
	snprintf(header->language, sizeof header->language, "%s", parts->language);
	snprintf(header->name, sizeof header->name, "%s", parts->name);
}

static void fill_numbers(const struct image *image, double *numbers)
{
	const struct rapport__model_parts *parts = image->parts;
	const struct rapport__levels *levels = parts->levels;
	const size_t K = parts->K, D = levels->weighting.D;

	for (size_t level = 0; level < levels->count; level++)
		for (size_t k = 0; k < K; k++)
			*numbers++ = levels->w[level][D * K + k] +
				     (levels->count == 1 && parts->shift ? parts->shift[k] : 0);
	for (size_t c = 0; c < image->columns; c++)
		*numbers++ = image->column_scale[c];
	for (size_t k = 0; k < K; k++)
		*numbers++ = parts->prior[k];
	if (levels->count == 1)
		return;
	memcpy(numbers, parts->combiner, (RAPPORT__POOLING_INPUTS(K) + 1) * K * sizeof *numbers);
	numbers += (RAPPORT__POOLING_INPUTS(K) + 1) * K;
	for (size_t k = 0; k < K; k++)
		*numbers++ = parts->shift ? parts->shift[k] : 0;
	memcpy(numbers, parts->passages, (RAPPORT__PASSAGE_INPUTS(K) + 1) * K * sizeof *numbers);
}

/* Puts every feature's row into the table.  False when one lies too far from its place. */
static bool fill_table(const struct image *image)
{
	const struct rapport__weighting *weighting = &image->parts->levels->weighting;
	const uint64_t slots = image->header.slots, stride = image->header.stride;
	uint64_t *filter = (uint64_t *)(void *)(image->bytes + image->layout.filter);
	int16_t *table = (int16_t *)(void *)(image->bytes + image->layout.table);

	for (size_t f = 0; f < weighting->D; f++) {
		uint64_t hash = weighting->dataset->feature_hashes.keys[weighting->feature[f]];
		uint64_t slot = rapport__model_slot(hash, slots);
		uint64_t bit = rapport__model_bit(hash, image->header.filter_bits);
		uint32_t probe = 0;

		filter[bit >> 6] |= UINT64_C(1) << (bit & 63);
		while (table[slot * stride]) {
			if (++probe == RAPPORT__MODEL_PROBES_MAX)
				return false;
			if (++slot == slots)
				slot = 0;
		}
		table[slot * stride] = rapport__model_key(hash);
		for (size_t c = 0; c < image->columns; c++)
			table[slot * stride + 1 + c] = (int16_t)lround(value_of(image, f, c) /
								       image->column_scale[c]);
	}
	return true;
}

static void fill_sections(const struct image *image)
{
	const struct rapport__model_parts *parts = image->parts;

	for (uint32_t k = 0; k < parts->K; k++)
		memcpy(image->bytes + image->layout.labels + (size_t)k * RAPPORT__MODEL_LABEL_BYTES,
		       parts->labels[k], RAPPORT__MODEL_LABEL_BYTES);
	fill_numbers(image, (double *)(void *)(image->bytes + image->layout.numbers));
	memcpy(image->bytes + image->layout.provenance, parts->provenance,
	       image->header.provenance_bytes);
}

/* The checksum covers all behind its own place. */
static void seal(struct image *image)
{
	const size_t from = offsetof(struct rapport__model_header, labels);

	image->header.file_bytes = image->layout.file_bytes;
	memcpy(image->bytes, &image->header, sizeof image->header);
	image->header.checksum = rapport__hash(image->bytes + from, image->layout.file_bytes - from,
					       0);
	memcpy(image->bytes, &image->header, sizeof image->header);
}

enum rapport_status rapport__model_image_build(const struct rapport__model_parts *parts,
					       struct rapport__buffer *out,
					       struct rapport_error *error)
{
	struct image image = { .parts = parts, .columns = 1 + parts->levels->count * parts->K };
	bool filled = false;

	static_assert(RAPPORT__MODEL_LABEL_BYTES == RAPPORT__LABEL_BYTES, "labels fit");
	fill_header(&image);
	find_column_scales(&image);
	while (!filled) {
		if (!rapport__model_layout(&image.header, &image.layout) ||
		    image.layout.file_bytes > RAPPORT_MODEL_BYTES_MAX)
			return rapport_fail(error, RAPPORT_ERR_LIMIT, 0, "a model over %u bytes",
					    RAPPORT_MODEL_BYTES_MAX);
		image.bytes = rapport__calloc(image.layout.file_bytes, 1);
		if (!image.bytes)
			return rapport_fail_memory(error);
		filled = fill_table(&image);
		if (!filled) {
			rapport__free(image.bytes);
			image.header.slots += image.header.slots / 8;
		}
	}
	fill_sections(&image);
	seal(&image);
	*out = (struct rapport__buffer){ (char *)image.bytes, image.layout.file_bytes,
					 image.layout.file_bytes };
	return RAPPORT_OK;
}

static bool write_all(int file, const char *bytes, size_t size)
{
	while (size) {
		ssize_t written = write(file, bytes, size);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes += written;
		size -= (size_t)written;
	}
	return true;
}

/* Devices and pipes are written to as they are: a file that took their place would end them. */
static bool is_special(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && !S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode);
}

enum rapport_status rapport__model_image_save(const struct rapport__buffer *image, const char *path,
					      struct rapport_error *error)
{
	const bool special = is_special(path);
	enum rapport_status status = RAPPORT_OK;
	struct rapport__buffer beside = { 0 };
	int file = -1;

	if (!rapport__buffer_add_string(&beside, path) ||
	    !rapport__buffer_add_string(&beside, special ? "" : ".new")) {
		rapport__buffer_clear(&beside);
		return rapport_fail_memory(error);
	}
	/* What an interrupted run left is replaced; a link that lies there is not followed. */
	if (!special)
		unlink(beside.data);
	file = open(beside.data, O_WRONLY | O_CREAT | O_CLOEXEC | (special ? O_TRUNC : O_EXCL),
		    0666);
	if (file < 0 || !write_all(file, image->data, image->size) ||
	    (!special && fsync(file) != 0)) {
		status = rapport_fail(error, RAPPORT_ERR_IO, 0, "%s: %s", beside.data,
				      strerror(errno));
		goto done;
	}
	if (close(file) != 0 || (!special && rename(beside.data, path) != 0)) {
		file = -1;
		status = rapport_fail(error, RAPPORT_ERR_IO, 0, "%s: %s", path, strerror(errno));
		goto done;
	}
	file = -1;
done:
	if (file >= 0)
		close(file);
	if (status && !special)
		unlink(beside.data);
	rapport__buffer_clear(&beside);
	return status;
}
