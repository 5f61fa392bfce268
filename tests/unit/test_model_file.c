#include "support.h"

#include "model/pooling.h"
#include "text/hash.h"
#include "training/model_image.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define AT(member) offsetof(struct rapport__model_header, member)

/* Computes size and checksum anew, as somebody would who means harm. */
static void seal(struct rapport__buffer *bytes)
{
	const uint64_t size = bytes->size;
	uint64_t checksum;

	memcpy(bytes->data + AT(file_bytes), &size, sizeof size);
	checksum = rapport__hash(bytes->data + AT(labels), bytes->size - AT(labels), 0);
	memcpy(bytes->data + AT(checksum), &checksum, sizeof checksum);
}

static enum rapport_status read_model(const struct rapport__buffer *bytes)
{
	struct rapport_error error = { 0 };
	rapport_model model;
	enum rapport_status status = rapport__model_read(bytes->data, bytes->size, &model, &error);

	cr_expect_eq(error.status, status);
	return status;
}

/* What is written over a place of a sound model.  section: 0 the header, 1 the labels, 2 the
 * numbers; number: a double is written, else the low bytes of value; more than 8 are filled. */
static const struct {
	const char *name;
	size_t section, at, size;
	uint64_t value;
	double number;
} rows[] = {
	{ "magic", 0, AT(magic), 1, 'r', 0 },
	{ "older version", 0, AT(version), 4, 0, 0 },
	{ "newer version", 0, AT(version), 4, 3, 0 },
	{ "size of the header", 0, AT(header_bytes), 4, 0, 0 },
	{ "one label", 0, AT(labels), 4, 1, 0 },
	{ "four labels", 0, AT(labels), 4, 4, 0 },
	{ "many labels", 0, AT(labels), 4, RAPPORT_LABELS_MAX + 1, 0 },
	{ "most labels", 0, AT(labels), 4, UINT32_MAX, 0 },
	{ "no level", 0, AT(levels), 4, 0, 0 },
	{ "three levels", 0, AT(levels), 4, 3, 0 },
	{ "background", 0, AT(background), 4, 3, 0 },
	{ "more features than slots", 0, AT(features), 4, UINT32_MAX, 0 },
	{ "no slots", 0, AT(slots), 8, 0, 0 },
	{ "one slot", 0, AT(slots), 8, 1, 0 },
	{ "more slots than there are", 0, AT(slots), 8, UINT32_MAX, 0 },
	{ "slots whose product overflows", 0, AT(slots), 8, UINT64_MAX, 0 },
	{ "no stride", 0, AT(stride), 4, 0, 0 },
	{ "short stride", 0, AT(stride), 4, 7, 0 },
	{ "long stride", 0, AT(stride), 4, UINT32_MAX, 0 },
	{ "provenance", 0, AT(provenance_bytes), 4, UINT32_MAX, 0 },
	{ "families", 0, AT(settings.families), 4, 1024, 0 },
	{ "no skipped words", 0, AT(settings.skip_words), 4, 0, 0 },
	{ "skipped words", 0, AT(settings.skip_words), 4, 4, 0 },
	{ "negated words", 0, AT(settings.negated_words), 4, 101, 0 },
	{ "short n-grams", 0, AT(settings.ngram_min), 4, 1, 0 },
	{ "n-grams upside down", 0, AT(settings.ngram_min), 4, 6, 0 },
	{ "long n-grams", 0, AT(settings.ngram_max), 4, 7, 0 },
	{ "small filter", 0, AT(filter_bits), 4, 5, 0 },
	{ "large filter", 0, AT(filter_bits), 4, 33, 0 },
	{ "filter beyond all bounds", 0, AT(filter_bits), 4, UINT32_MAX, 0 },
	{ "negative share", 0, AT(ngram_share), 8, 0, -1 },
	{ "no share", 0, AT(ngram_share), 8, 0, NAN },
	{ "no temperature", 0, AT(temperature[0]), 8, 0, NAN },
	{ "cold", 0, AT(temperature[0]), 8, 0, 1e-300 },
	{ "cold sentences", 0, AT(temperature[1]), 8, 0, -1 },
	{ "hot", 0, AT(temperature[1]), 8, 0, INFINITY },
	{ "threshold", 0, AT(threshold), 8, 0, 1.5 },
	{ "no threshold", 0, AT(threshold), 8, 0, NAN },
	{ "control in the language", 0, AT(language), 1, '\n', 0 },
	{ "control in the name", 0, AT(name) + 1, 1, '\r', 0 },
	{ "name that is not UTF-8", 0, AT(name), 1, 0xFF, 0 },
	{ "version of Unicode without end", 0, AT(unicode), 16, 0, 0 },
	{ "language without end", 0, AT(language), 16, 0, 0 },
	{ "name without end", 0, AT(name), 32, 0, 0 },
	{ "empty label", 1, 64, 1, 0, 0 },
	{ "control in a label", 1, 0, 1, '\t', 0 },
	{ "escape in a label", 1, 1, 1, '\x1B', 0 },
	{ "label that is not UTF-8", 1, 128, 1, 0x80, 0 },
	{ "label without end", 1, 64, 64, 0, 0 },
	{ "bias", 2, 0, 8, 0, NAN },
	{ "bias of sentences", 2, 3 * 8, 8, 0, INFINITY },
	{ "column scale", 2, 8 * 8, 8, 0, 1e300 },
	{ "negative prior", 2, (6 + 7) * 8, 8, 0, -0.5 },
	{ "prior beyond 1", 2, (6 + 7 + 2) * 8, 8, 0, 0.9 },
	{ "combiner", 2, (6 + 7 + 3) * 8, 8, 0, -INFINITY },
	{ "shift of the combiner", 2, (6 + 7 + 3 + (RAPPORT__POOLS * 3 + 3) * 3 - 1) * 8, 8, 0,
	  INFINITY },
	{ "half of the combiner", 0, AT(combiner_half), 8, 0, -1 },
	{ "bias of the combiner", 2, (6 + 7 + 3 + (RAPPORT__POOLS * 3 + 2) * 3 - 1) * 8, 8, 0,
	  NAN },
};

static void write_row(size_t row, char *place)
{
	if (rows[row].size > 8)
		memset(place, 'x', rows[row].size);
	else if (rows[row].number != 0)
		memcpy(place, &rows[row].number, sizeof rows[row].number);
	else
		memcpy(place, &rows[row].value, rows[row].size);
}

Test(model_file, refuses_values_out_of_bounds)
{
	struct rapport__model_layout layout;
	struct support_model made;

	support_train(&made, true);
	struct rapport__buffer *bytes = &made.trained.image;

	cr_assert(rapport__model_layout(&made.model.header, &layout));
	const size_t starts[] = { 0, layout.labels, layout.numbers };

	for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
		char *place = bytes->data + starts[rows[row].section] + rows[row].at, before[64];

		memcpy(before, place, sizeof before);
		write_row(row, place);
		/* The magic is looked at before the checksum, so sealing it is no help either. */
		seal(bytes);
		cr_expect_eq(read_model(bytes), RAPPORT_ERR_FORMAT, "%s", rows[row].name);
		memcpy(place, before, sizeof before);
		seal(bytes);
		cr_assert_eq(read_model(bytes), RAPPORT_OK, "%s", rows[row].name);
	}
	support_clear(&made);
}

Test(model_file, refuses_a_file_of_another_length)
{
	struct rapport__model_layout layout;
	struct support_model made;

	support_train(&made, true);
	struct rapport__buffer *bytes = &made.trained.image;
	const size_t whole = bytes->size;

	cr_assert(rapport__model_layout(&made.model.header, &layout));
	const size_t ends[] = { 0,
				1,
				sizeof(struct rapport__model_header) - 1,
				sizeof(struct rapport__model_header),
				layout.labels,
				layout.numbers,
				layout.filter,
				layout.table,
				layout.provenance,
				whole - 1,
				whole + 1 };

	cr_assert(rapport__buffer_add(bytes, "", 1));
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		/* A copy of its own size, so that reading beyond it shows. */
		struct rapport__buffer cut = { rapport__calloc(ends[i], 1), ends[i], ends[i] };

		memcpy(cut.data, bytes->data, ends[i]);
		cr_expect_eq(read_model(&cut), RAPPORT_ERR_FORMAT, "%zu bytes", ends[i]);
		if (ends[i] >= sizeof(struct rapport__model_header))
			seal(&cut);
		cr_expect_eq(read_model(&cut), RAPPORT_ERR_FORMAT, "%zu bytes, sealed", ends[i]);
		rapport__buffer_clear(&cut);
	}
	bytes->size = whole;
	cr_expect_eq(read_model(bytes), RAPPORT_OK);
	support_clear(&made);
}

Test(model_file, sees_every_flipped_bit)
{
	struct support_model made;

	support_train(&made, true);
	struct rapport__buffer *bytes = &made.trained.image;

	for (size_t i = 0; i < bytes->size; i += i < 1024 ? 1 : 97) {
		char flipped = (char)(1 << i % 8);

		bytes->data[i] = (char)(bytes->data[i] ^ flipped);
		cr_assert_eq(read_model(bytes), RAPPORT_ERR_FORMAT, "byte %zu", i);
		bytes->data[i] = (char)(bytes->data[i] ^ flipped);
	}
	cr_expect_eq(read_model(bytes), RAPPORT_OK);
	support_clear(&made);
}

/* A table without a free slot, then with one: searches end, and wrap round. */
Test(model_file, finds_keys_in_any_table)
{
	enum {
		SLOTS = 100,
		STRIDE = 4
	};
	int16_t table[SLOTS * STRIDE];
	uint64_t filter = UINT64_MAX;
	const rapport_model model = {
		.header = { .slots = SLOTS, .stride = STRIDE, .filter_bits = 6 },
		.filter = &filter,
		.table = table
	};

	for (uint32_t slot = 0; slot < SLOTS; slot++)
		table[slot * STRIDE] = (int16_t)(slot + 1);
	/* The hash's upper half tells the place, its lowest bits the key. */
	cr_expect_eq(rapport__model_find(&model, (UINT64_C(0xFFFFFFFF) << 32) + 1), 0);
	cr_expect_eq(rapport__model_find(&model, (UINT64_C(0xFFFFFFFF) << 32) + 100), 99);
	cr_expect_eq(rapport__model_find(&model, 64), 63);
	cr_expect_eq(rapport__model_find(&model, 65), SLOTS, "beyond the probes");
	cr_expect_eq(rapport__model_find(&model, 1000), SLOTS);
	/* Lowest bits of 0 stand as 1, since 0 is free. */
	cr_expect_eq(rapport__model_find(&model, 0), 0);
	cr_expect_eq(rapport__model_row(&model, 3) - table, 3 * STRIDE + 1);
	table[5 * STRIDE] = 0;
	cr_expect_eq(rapport__model_find(&model, 8), SLOTS, "behind a free slot");
	filter = 0;
	cr_expect_eq(rapport__model_find(&model, 64), SLOTS, "not in the filter");
	filter = UINT64_C(1) << rapport__model_bit(4, 6);
	cr_expect_eq(rapport__model_find(&model, 4), 3);
}

struct place {
	char folder[32], path[64];
};

static void make_place(struct place *place)
{
	snprintf(place->folder, sizeof place->folder, "/tmp/rapport-test-XXXXXX");
	cr_assert(mkdtemp(place->folder));
	snprintf(place->path, sizeof place->path, "%s/model", place->folder);
}

static void expect_refused(const struct place *place, enum rapport_status expected)
{
	struct rapport_error error = { 0 };
	rapport_model *model = (rapport_model *)&error;

	cr_expect_eq(rapport_model_open(place->path, &model, &error), expected, "%s", error.text);
	cr_expect_eq(error.status, expected);
	cr_expect_null(model);
	cr_expect(strstr(error.text, place->path), "%s", error.text);
}

Test(model_file, opens_files_that_are_models)
{
	struct support_model made;
	rapport_model *model;
	struct place place;
	int file;

	support_train(&made, true);
	make_place(&place);
	expect_refused(&place, RAPPORT_ERR_IO); /* it is not there */
	cr_assert_eq(mkdir(place.path, 0777), 0);
	expect_refused(&place, RAPPORT_ERR_FORMAT);
	cr_assert_eq(rmdir(place.path), 0);
	cr_assert_eq(mkfifo(place.path, 0666), 0);
	expect_refused(&place, RAPPORT_ERR_FORMAT); /* and does not wait for a writer */
	cr_assert_eq(unlink(place.path), 0);
	file = open(place.path, O_WRONLY | O_CREAT, 0666);
	expect_refused(&place, RAPPORT_ERR_FORMAT); /* empty */
	cr_assert_eq(ftruncate(file, 5000), 0);
	expect_refused(&place, RAPPORT_ERR_FORMAT);
	cr_assert_eq(ftruncate(file, (off_t)RAPPORT_MODEL_BYTES_MAX + 1), 0);
	expect_refused(&place, RAPPORT_ERR_LIMIT);
	close(file);

	cr_assert_eq(rapport__model_image_save(&made.trained.image, place.path, NULL), RAPPORT_OK);
	cr_assert_eq(rapport_model_open(place.path, &model, NULL), RAPPORT_OK);
	cr_expect_eq(rapport_model_label_count(model), 3);
	cr_expect_str_eq(rapport_model_label(model, 2), "trust");
	cr_expect_str_eq(rapport_model_name(model), made.model.name);
	cr_expect_eq(memcmp(model->bytes, made.trained.image.data, made.trained.image.size), 0);
	rapport_model_free(model);
	rapport_model_free(NULL);
	cr_expect_eq(unlink(place.path), 0);
	cr_expect_eq(rmdir(place.folder), 0);
	support_clear(&made);
}

static enum rapport_status open_model(void *path, struct rapport_error *error)
{
	rapport_model *model;
	enum rapport_status status = rapport_model_open(path, &model, error);

	rapport_model_free(model);
	return status;
}

Test(model_file, fails_without_memory)
{
	struct support_model made;
	struct place place;

	support_train(&made, false);
	make_place(&place);
	cr_assert_eq(rapport__model_image_save(&made.trained.image, place.path, NULL), RAPPORT_OK);
	cr_expect_eq(support_fail_allocations(open_model, place.path), 1);
	cr_expect_eq(unlink(place.path), 0);
	cr_expect_eq(rmdir(place.folder), 0);
	support_clear(&made);
}
