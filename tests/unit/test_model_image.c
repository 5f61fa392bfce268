#include "support.h"

#include "model/pooling.h"
#include "text/utf8.h"
#include "training/model_image.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct rapport__levels_settings defaults = {
	.weighting = { 0.5, 0.1, 1, 1.5, 2, 2 },
	.l2 = { 1e-4, 1e-4 },
};
static const struct rapport__feature_settings feature_settings = { 511, 2, 4, 3, 5 };

enum {
	TEXTS = 60,
	K = 3,
	P = RAPPORT__POOLS * K + 1
};

static const double prior[K] = { 0.5, 0.3, 0.2 }, shift[K] = { 0.25, -1, 3 };

struct setting {
	struct rapport__corpus corpus;
	struct rapport__dataset dataset;
	struct rapport__supervision supervision;
	struct rapport__levels levels;
	double combiner[P + 1][K], passages[2 * K + 1][K];
	struct rapport__model_parts parts;
	struct rapport__buffer image;
	rapport_model model;
};

static void make_setting(struct setting *setting, bool evidence, uint32_t texts_min)
{
	struct rapport__levels_settings settings = defaults;
	uint32_t chosen[TEXTS];

	*setting = (struct setting){ 0 };
	support_corpus(&setting->corpus, TEXTS, evidence);
	settings.weighting.texts_min = settings.weighting.ngram_texts_min = texts_min;
	for (uint32_t i = 0; i < TEXTS; i++)
		chosen[i] = i;
	cr_assert_eq(rapport__dataset_build(&setting->dataset, &setting->corpus, &feature_settings,
					    "english", NULL),
		     RAPPORT_OK);
	cr_assert_eq(rapport__supervision_build(&setting->supervision, &setting->corpus,
						&setting->dataset, NULL),
		     RAPPORT_OK);
	cr_assert_eq(rapport__levels_train(&setting->supervision, chosen, TEXTS, &settings, NULL,
					   &setting->levels, NULL),
		     RAPPORT_OK);
	for (size_t j = 0; j <= P; j++)
		for (size_t k = 0; k < K; k++)
			setting->combiner[j][k] = support_number(j * K + k);
	for (size_t j = 0; j <= 2 * K; j++)
		for (size_t k = 0; k < K; k++)
			setting->passages[j][k] = support_number(1000 + j * K + k);
	setting->parts = (struct rapport__model_parts){
		.labels = setting->corpus.labels.names,
		.K = K,
		.levels = &setting->levels,
		.settings = &feature_settings,
		.language = "english",
		.name = "test-1",
		.background = setting->supervision.background,
		.stemmer_version = 0xABCDEF01,
		.combiner = evidence ? setting->combiner[0] : NULL,
		.combiner_half = 2.5,
		.passages = evidence ? setting->passages[0] : NULL,
		.shift = shift,
		.prior = prior,
		.temperature = { 1.25, 0.75 },
		.threshold = 0.375,
		.provenance = "corpus: none\n",
	};
}

static void clear_setting(struct setting *setting)
{
	rapport__buffer_clear(&setting->image);
	rapport__levels_clear(&setting->levels);
	rapport__supervision_clear(&setting->supervision);
	rapport__dataset_clear(&setting->dataset);
	rapport__corpus_clear(&setting->corpus);
}

static void build_and_read(struct setting *setting)
{
	struct rapport_error error = { 0 };

	cr_assert_eq(rapport__model_image_build(&setting->parts, &setting->image, &error),
		     RAPPORT_OK, "%s", error.text);
	/* Whatever lay there. */
	memset(&setting->model, 0xA5, sizeof setting->model);
	cr_assert_eq(rapport__model_read(setting->image.data, setting->image.size, &setting->model,
					 &error),
		     RAPPORT_OK, "%s", error.text);
}

static void check_header(const struct setting *setting, uint32_t levels)
{
	const struct rapport__model_header *header = &setting->model.header;

	cr_expect_eq(header->labels, K);
	cr_expect_eq(header->levels, levels);
	cr_expect_eq(header->background, levels == 2 ? setting->parts.background : 0);
	cr_expect_eq(header->features, setting->levels.weighting.D);
	cr_expect_eq(memcmp(&header->settings, &feature_settings, sizeof feature_settings), 0);
	cr_expect_eq(header->stemmer_version, 0xABCDEF01);
	cr_expect_eq(header->ngram_share, 1.5);
	cr_expect(header->temperature[0] == 1.25 && header->temperature[1] == 0.75);
	cr_expect_eq(header->threshold, 0.375);
	cr_expect_str_eq(header->unicode, rapport__utf8_unicode_version());
	cr_expect_str_eq(header->language, "english");
	cr_expect_str_eq(header->name, "test-1");
	cr_expect_eq(header->provenance_bytes, strlen("corpus: none\n"));
	cr_expect_eq(memcmp(setting->model.provenance, "corpus: none\n", 13), 0);
	for (uint32_t k = 0; k < K; k++)
		cr_expect_str_eq(rapport_model_label(&setting->model, k),
				 setting->corpus.labels.names[k]);
}

static void check_numbers(const struct setting *setting, uint32_t levels)
{
	const struct rapport__levels *from = &setting->levels;
	const size_t D = from->weighting.D;

	for (uint32_t level = 0; level < levels; level++)
		for (size_t k = 0; k < K; k++)
			cr_expect_eq(setting->model.bias[level * K + k],
				     from->w[level][D * K + k] + (levels == 1 ? shift[k] : 0));
	cr_expect_eq(memcmp(setting->model.prior, prior, sizeof prior), 0);
	cr_assert_eq(!setting->model.combiner, levels == 1);
	cr_assert_eq(!setting->model.shift, levels == 1);
	cr_assert_eq(!setting->model.passages, levels == 1);
	if (levels == 2)
		cr_expect_eq(memcmp(setting->model.combiner, setting->combiner,
				    sizeof setting->combiner),
			     0);
	for (size_t k = 0; levels == 2 && k < K; k++)
		cr_expect_eq(setting->model.shift[k], shift[k]);
	cr_expect(levels == 1 || memcmp(setting->model.passages, setting->passages,
					sizeof setting->passages) == 0);
	cr_expect_eq(setting->model.header.combiner_half, 2.5);
}

/* Every kept feature stands in the table, each number at most half a unit off; no other does. */
static void check_table(const struct setting *setting, uint32_t levels)
{
	const struct rapport__weighting *weighting = &setting->levels.weighting;
	const rapport_model *model = &setting->model;
	size_t used = 0;

	for (uint32_t f = 0; f < setting->dataset.feature_hashes.count; f++) {
		uint64_t slot = rapport__model_find(model, setting->dataset.feature_hashes.keys[f]);
		const int16_t *row = rapport__model_row(model, slot);
		const size_t d = weighting->column[f];

		cr_assert_eq(slot == model->header.slots, d == RAPPORT__DICTIONARY_NONE);
		for (size_t c = 0; c < 1 + levels * K && slot < model->header.slots; c++) {
			double s = (double)weighting->scale[d], unit = model->column_scale[c];
			double exact = c ? s * setting->levels.w[(c - 1) / K][d * K + (c - 1) % K]
					 : s;

			cr_assert(fabs(row[c] * unit - exact) <= unit * 0.5000001,
				  "feature %u, column %zu", f, c);
		}
	}
	for (uint64_t slot = 0; slot < model->header.slots; slot++)
		used += rapport__model_row(model, slot)[-1] != 0;
	cr_expect_eq(used, weighting->D);
}

Test(model_image, can_be_read_back_whole)
{
	static const uint32_t texts_min[] = { 2, 100000 }; /* the second drops all features */

	for (uint32_t levels = 1; levels <= 2; levels++)
		for (size_t i = 0; i < 2; i++) {
			struct setting setting;

			make_setting(&setting, levels == 2, texts_min[i]);
			cr_assert_eq(setting.levels.weighting.D == 0, i);
			build_and_read(&setting);
			check_header(&setting, levels);
			check_numbers(&setting, levels);
			check_table(&setting, levels);
			clear_setting(&setting);
		}
}

/* Hashes that lie step apart, from the table's middle on. */
static void crowd(struct setting *setting, uint64_t step)
{
	const struct rapport__weighting *weighting = &setting->levels.weighting;

	for (uint32_t d = 0; d < weighting->D; d++)
		setting->dataset.feature_hashes.keys[weighting->feature[d]] = (UINT64_C(1) << 63) +
									      (d * step << 32) + d +
									      1;
}

/* All features in half of the table: it must grow until they have room. */
Test(model_image, grows_its_table_where_features_crowd)
{
	struct setting setting;

	make_setting(&setting, true, 2);
	const uint64_t D = setting.levels.weighting.D;

	crowd(&setting, (UINT64_C(1) << 31) / D);
	build_and_read(&setting);
	cr_expect_gt(setting.model.header.slots, D * 18 / 10);
	cr_expect_lt(setting.model.header.slots, D * 3);
	for (uint32_t d = 0; d < D; d++) {
		uint64_t hash =
			setting.dataset.feature_hashes.keys[setting.levels.weighting.feature[d]];
		uint64_t slot = rapport__model_find(&setting.model, hash);

		cr_assert_lt(slot, setting.model.header.slots);
		cr_assert_eq(rapport__model_row(&setting.model, slot)[-1], (int)d + 1);
	}
	clear_setting(&setting);
}

Test(model_image, refuses_to_grow_beyond_the_largest_model)
{
	struct rapport_error error = { 0 };
	struct setting setting;

	make_setting(&setting, true, 2);
	crowd(&setting, 0);
	cr_expect_eq(rapport__model_image_build(&setting.parts, &setting.image, &error),
		     RAPPORT_ERR_LIMIT);
	cr_expect_eq(error.status, RAPPORT_ERR_LIMIT);
	cr_expect_null(setting.image.data);
	clear_setting(&setting);
}

static void read_whole(const char *path, struct rapport__buffer *bytes)
{
	FILE *file = fopen(path, "rb");
	char piece[4096];
	size_t got;

	bytes->size = 0;
	cr_assert(file, "%s", path);
	while ((got = fread(piece, 1, sizeof piece, file)) > 0)
		rapport__buffer_add(bytes, piece, got);
	fclose(file);
}

struct place {
	char folder[32], path[64], beside[64];
};

static void make_place(struct place *place)
{
	snprintf(place->folder, sizeof place->folder, "/tmp/rapport-test-XXXXXX");
	cr_assert(mkdtemp(place->folder));
	snprintf(place->path, sizeof place->path, "%s/model", place->folder);
	snprintf(place->beside, sizeof place->beside, "%s/model.new", place->folder);
}

/* Full as far as write can tell. */
static enum rapport_status save_on_full_disk(const struct rapport__buffer *image, const char *path,
					     struct rapport_error *error)
{
	enum rapport_status status;
	struct rlimit limit, low;

	cr_assert(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	low = (struct rlimit){ 2, limit.rlim_max };
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &low), 0);
	status = rapport__model_image_save(image, path, error);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	return status;
}

Test(model_image, does_not_follow_a_link_in_the_way_of_the_new_file)
{
	struct rapport__buffer new = { .data = (char[]){ "newer" }, .size = 5 };
	struct rapport_error error = { 0 };
	struct place place;
	struct stat about;

	make_place(&place);
	cr_assert_eq(symlink("elsewhere", place.beside), 0);
	cr_expect_eq(rapport__model_image_save(&new, place.path, &error), RAPPORT_OK, "%s",
		     error.text);
	cr_expect(lstat(place.path, &about) == 0 && S_ISREG(about.st_mode));
	cr_assert_eq(unlink(place.path), 0);
	cr_assert_eq(rmdir(place.folder), 0); /* nothing else is in it */
}

Test(model_image, replaces_a_file_or_leaves_it_whole)
{
	struct rapport__buffer old = { .data = (char[]){ "old" }, .size = 3 }, read = { 0 };
	struct rapport__buffer new = { .data = (char[]){ "newer" }, .size = 5 };
	struct rapport_error error = { 0 };
	struct place place;
	struct stat about;

	make_place(&place);
	cr_assert_eq(rapport__model_image_save(&old, place.path, &error), RAPPORT_OK, "%s",
		     error.text);
	/* A folder in the way of the new file stops even root. */
	cr_assert_eq(mkdir(place.beside, 0777), 0);
	cr_expect_eq(rapport__model_image_save(&new, place.path, &error), RAPPORT_ERR_IO);
	cr_expect_eq(error.status, RAPPORT_ERR_IO);
	cr_expect(strstr(error.text, place.path), "%s", error.text);
	read_whole(place.path, &read);
	cr_expect(read.size == 3 && memcmp(read.data, "old", 3) == 0);
	cr_assert_eq(rmdir(place.beside), 0);
	/* A full disk. */
	cr_expect_eq(save_on_full_disk(&new, place.path, &error), RAPPORT_ERR_IO);
	cr_expect_eq(lstat(place.beside, &about), -1, "the new file stayed beside");
	read_whole(place.path, &read);
	cr_expect(read.size == 3 && memcmp(read.data, "old", 3) == 0);
	cr_expect_eq(rapport__model_image_save(&new, place.path, &error), RAPPORT_OK);
	read_whole(place.path, &read);
	cr_expect(read.size == 5 && memcmp(read.data, "newer", 5) == 0);
	cr_expect_eq(stat(place.beside, &about), -1, "the new file stayed beside");
	cr_assert_eq(unlink(place.path), 0);
	/* A folder at the path itself: the new file is complete, but cannot take its place. */
	cr_assert_eq(mkdir(place.path, 0777), 0);
	cr_expect_eq(rapport__model_image_save(&new, place.path, &error), RAPPORT_ERR_IO);
	cr_expect(strstr(error.text, place.path), "%s", error.text);
	cr_expect_eq(stat(place.beside, &about), -1, "the new file stayed beside");
	cr_assert_eq(rmdir(place.path), 0);
	cr_assert_eq(rmdir(place.folder), 0);
	cr_expect_eq(rapport__model_image_save(&new, place.path, &error), RAPPORT_ERR_IO);
	rapport__buffer_clear(&read);
}

/* As root, a rename would put a file in the place of /dev/null itself. */
Test(model_image, does_not_replace_devices_and_pipes)
{
	struct rapport__buffer image = { .data = (char[]){ "bytes" }, .size = 5 };
	struct place place;
	struct stat about;
	char read_back[8];
	int reader;

	make_place(&place);
	cr_assert_eq(mkfifo(place.path, 0666), 0);
	reader = open(place.path, O_RDONLY | O_NONBLOCK);
	cr_expect_eq(rapport__model_image_save(&image, place.path, NULL), RAPPORT_OK);
	cr_expect_eq(read(reader, read_back, sizeof read_back), 5);
	cr_expect(lstat(place.path, &about) == 0 && S_ISFIFO(about.st_mode));
	close(reader);
	cr_assert_eq(unlink(place.path), 0);
	cr_assert_eq(symlink("/dev/full", place.path), 0);
	cr_expect_eq(rapport__model_image_save(&image, place.path, NULL), RAPPORT_ERR_IO);
	cr_expect(lstat(place.path, &about) == 0 && S_ISLNK(about.st_mode));
	cr_expect_eq(unlink(place.path), 0);
	cr_expect_eq(rmdir(place.folder), 0);
}

struct saving {
	struct setting setting;
	struct place place;
};

static enum rapport_status build_and_save(void *context, struct rapport_error *error)
{
	struct saving *saving = context;
	struct rapport__buffer image = { 0 };
	enum rapport_status status = rapport__model_image_build(&saving->setting.parts, &image,
								error);

	cr_assert(!status || !image.data);
	if (!status)
		status = rapport__model_image_save(&image, saving->place.path, error);
	rapport__buffer_clear(&image);
	return status;
}

Test(model_image, fails_without_memory)
{
	struct saving saving;

	make_setting(&saving.setting, true, 2);
	make_place(&saving.place);
	cr_expect_geq(support_fail_allocations(build_and_save, &saving), 2);
	cr_expect_eq(unlink(saving.place.path), 0);
	cr_expect_eq(rmdir(saving.place.folder), 0);
	clear_setting(&saving.setting);
}
