#include "model/model_file.h"

#include "memory.h"
#include "model/pooling.h"
#include "text/hash.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	CHECKED_FROM = offsetof(struct rapport__model_header, labels)
};

/* With numbers below this, and temperatures above 1e-3, no score can become infinite. */
#define NUMBER_MAX 1e9

static uint64_t round_up(uint64_t offset)
{
	return (offset + 63) & ~UINT64_C(63);
}

bool rapport__model_layout(const struct rapport__model_header *header,
			   struct rapport__model_layout *layout)
{
	const uint64_t K = header->labels, levels = header->levels;

	if (K < 2 || K > RAPPORT_LABELS_MAX || levels < 1 || levels > 2 || header->slots < 1 ||
	    header->slots > UINT32_MAX || header->stride < 2 + levels * K ||
	    header->stride > 4 * RAPPORT_LABELS_MAX || header->features > header->slots ||
	    header->filter_bits < 6 || header->filter_bits > 32)
		return false;
	layout->labels = round_up(sizeof *header);
	layout->numbers = round_up(layout->labels + K * RAPPORT__MODEL_LABEL_BYTES);
	layout->number_count = levels * K + (1 + levels * K) + K;
	if (levels == 2)
		layout->number_count += (RAPPORT__POOLING_INPUTS(K) + 2 +
					 RAPPORT__PASSAGE_INPUTS(K) + 1) *
					K;
	/* No product here can pass 2^64: slots and stride have 32 and 8 bits. */
	layout->filter = round_up(layout->numbers + layout->number_count * sizeof(double));
	layout->table = round_up(layout->filter + (UINT64_C(1) << header->filter_bits) / 8);
	layout->provenance = round_up(layout->table +
				      header->slots * header->stride * sizeof(int16_t));
	layout->file_bytes = layout->provenance + header->provenance_bytes;
	return true;
}

bool rapport__model_name_valid(const char *name, size_t size)
{
	/* A name goes into mail headers, where ; ends it, and to terminals. */
	if (!rapport__utf8_valid(name, size) || memchr(name, ';', size))
		return false;
	for (size_t i = 0; i < size;) {
		uint32_t code_point;

		i += rapport__utf8_next(name + i, size - i, &code_point);
		if (rapport__utf8_unsafe(code_point))
			return false;
	}
	return true;
}

/* A name that ends inside its size bytes. */
static bool is_name(const char *name, size_t size)
{
	const char *end = memchr(name, '\0', size);

	return end && rapport__model_name_valid(name, (size_t)(end - name));
}

static enum rapport_status check_header(const struct rapport__model_header *header, size_t size,
					struct rapport__model_layout *layout,
					struct rapport_error *error)
{
	if (memcmp(header->magic, RAPPORT__MODEL_MAGIC, sizeof header->magic) != 0)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 1, "not a rapport model");
	if (header->version != RAPPORT__MODEL_VERSION || header->header_bytes != sizeof *header)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 9,
				    "a model of version %u; this rapport reads version %u",
				    header->version, RAPPORT__MODEL_VERSION);
	if (header->file_bytes != size)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "a model of %llu bytes, of which %zu are there",
				    (unsigned long long)header->file_bytes, size);
	if (!rapport__model_layout(header, layout) || layout->file_bytes != size)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "a model whose sizes contradict each other");
	if (!rapport__feature_settings_valid(&header->settings) ||
	    header->background >= header->labels || !is_name(header->unicode, 16) ||
	    !is_name(header->language, 16) || !is_name(header->name, 32) ||
	    !(header->ngram_share >= 0 && header->ngram_share <= 1e6) ||
	    !(header->combiner_half >= 0 && header->combiner_half <= 1e9) ||
	    !(header->temperature[0] > 1e-3 && header->temperature[0] < 1e6) ||
	    !(header->temperature[1] > 1e-3 && header->temperature[1] < 1e6) ||
	    !(header->threshold >= 0 && header->threshold <= 1))
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "a model with settings out of bounds");
	return RAPPORT_OK;
}

static enum rapport_status check_contents(const rapport_model *model,
					  const struct rapport__model_layout *layout,
					  struct rapport_error *error)
{
	double shares = 0;
	bool negative = false;

	for (uint32_t k = 0; k < model->header.labels; k++) {
		const char *label = model->labels + (size_t)k * RAPPORT__MODEL_LABEL_BYTES;

		if (!*label || !is_name(label, RAPPORT__MODEL_LABEL_BYTES))
			return rapport_fail(error, RAPPORT_ERR_FORMAT, layout->labels + 1,
					    "a model with a broken label");
	}
	for (uint64_t i = 0; i < layout->number_count; i++)
		if (!(fabs(model->bias[i]) <= NUMBER_MAX))
			return rapport_fail(error, RAPPORT_ERR_FORMAT, layout->numbers + 1,
					    "a model with a number out of bounds");
	for (uint32_t k = 0; k < model->header.labels; k++) {
		shares += model->prior[k];
		negative = negative || model->prior[k] < 0;
	}
	if (negative || !(fabs(shares - 1) < 1e-6))
		return rapport_fail(error, RAPPORT_ERR_FORMAT, layout->numbers + 1,
				    "a model with shares of labels that do not add up to 1");
	return RAPPORT_OK;
}

enum rapport_status rapport__model_read(const void *bytes, size_t size, rapport_model *model,
					struct rapport_error *error)
{
	const uint16_t probe = 1;
	const unsigned char *at = bytes;
	struct rapport__model_layout layout = { 0 };
	enum rapport_status status;
	size_t K;

	if (*(const unsigned char *)&probe != 1)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "models are little-endian, this machine is not");
	if (size < sizeof model->header)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "not a rapport model");
	memcpy(&model->header, bytes, sizeof model->header);
	status = check_header(&model->header, size, &layout, error);
	if (status)
		return status;
	if (rapport__hash(at + CHECKED_FROM, size - CHECKED_FROM, 0) != model->header.checksum)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "a damaged model: its checksum does not fit");
	K = model->header.labels;
	model->bytes = bytes;
	model->columns = 1 + model->header.levels * K;
	model->labels = (const char *)at + layout.labels;
	model->bias = (const double *)(const void *)(at + layout.numbers);
	model->column_scale = model->bias + model->header.levels * K;
	model->prior = model->column_scale + model->columns;
	model->combiner = model->shift = model->passages = NULL;
	if (model->header.levels == 2) {
		model->combiner = model->prior + K;
		model->shift = model->combiner + (RAPPORT__POOLING_INPUTS(K) + 1) * K;
		model->passages = model->shift + K;
	}
	model->filter = (const uint64_t *)(const void *)(at + layout.filter);
	model->table = (const int16_t *)(const void *)(at + layout.table);
	model->provenance = (const char *)at + layout.provenance;
	snprintf(model->name, sizeof model->name, "%s/%08x", model->header.name,
		 (unsigned)(model->header.checksum >> 32));
	return check_contents(model, &layout, error);
}

static enum rapport_status map_file(int file, const char *path, void **bytes, size_t *size,
				    struct rapport_error *error)
{
	struct stat about;

	if (fstat(file, &about) != 0)
		return rapport_fail(error, RAPPORT_ERR_IO, 0, "%s: %s", path, strerror(errno));
	if (!S_ISREG(about.st_mode))
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "%s: not a file", path);
	if ((uint64_t)about.st_size > RAPPORT_MODEL_BYTES_MAX)
		return rapport_fail(error, RAPPORT_ERR_LIMIT, 0,
				    "%s: a model of %lld bytes, over %u", path,
				    (long long)about.st_size, RAPPORT_MODEL_BYTES_MAX);
	*size = (size_t)about.st_size;
	if (!*size)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "%s: an empty file, not a model",
				    path);
	*bytes = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, file, 0);
	if (*bytes == MAP_FAILED) {
		*bytes = NULL;
		return rapport_fail(error, RAPPORT_ERR_IO, 0, "%s: %s", path, strerror(errno));
	}
	return RAPPORT_OK;
}

enum rapport_status rapport_model_open(const char *path, rapport_model **model,
				       struct rapport_error *error)
{
	enum rapport_status status;
	rapport_model *made = NULL;
	struct rapport_error inner = { 0 };
	void *bytes = NULL;
	size_t size = 0;
	int file;

	*model = NULL;
	/* A pipe that nobody writes to would hang the open; what is no file is refused below. */
	file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (file < 0)
		return rapport_fail(error, RAPPORT_ERR_IO, 0, "%s: %s", path, strerror(errno));
	status = map_file(file, path, &bytes, &size, error);
	if (status || !bytes)
		goto done;
	made = rapport__calloc(1, sizeof *made);
	if (!made) {
		status = rapport_fail_memory(error);
		goto done;
	}
	status = rapport__model_read(bytes, size, made, &inner);
	if (status) {
		rapport_fail(error, status, inner.place, "%s: %s", path, inner.text);
		goto done;
	}
	*model = made;
	made = NULL;
	bytes = NULL;
done:
	if (bytes)
		munmap(bytes, size);
	rapport__free(made);
	close(file);
	return status;
}

void rapport_model_free(rapport_model *model)
{
	if (!model)
		return;
	munmap((void *)(uintptr_t)model->bytes, model->header.file_bytes);
	rapport__free(model);
}

uint32_t rapport_model_label_count(const rapport_model *model)
{
	return model->header.labels;
}

const char *rapport_model_label(const rapport_model *model, uint32_t k)
{
	return model->labels + (size_t)k * RAPPORT__MODEL_LABEL_BYTES;
}

const char *rapport_model_name(const rapport_model *model)
{
	return model->name;
}
