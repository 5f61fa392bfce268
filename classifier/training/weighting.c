#include "training/weighting.h"

#include <math.h>
#include <string.h>

struct counts {
	uint32_t *texts; /* [features][K] n_fk */
	uint32_t *types; /* [word types][K] */
	uint32_t *seen;  /* [features or types] number + 1 of the last text that had it */
	uint32_t labels[RAPPORT_LABELS_MAX]; /* N_k */
	uint32_t K, N;
};

/* Adds a text to table [keys][K], each key once. */
static void count_keys(struct counts *counts, uint32_t *table, uint32_t *seen, const uint32_t *keys,
		       size_t count, uint32_t label, uint32_t mark)
{
	for (size_t i = 0; i < count; i++) {
		if (seen[keys[i]] == mark)
			continue;
		seen[keys[i]] = mark;
		table[(size_t)keys[i] * counts->K + label]++;
	}
}

static void count_texts(struct counts *counts, const struct rapport__dataset *dataset,
			const uint32_t *labels, const uint32_t *chosen, size_t chosen_count)
{
	const struct rapport__sparse *ngrams = &dataset->ngrams;
	const size_t features = dataset->feature_hashes.count, K = counts->K;

	for (size_t i = 0; i < chosen_count; i++) {
		const struct rapport__slice *whole = &dataset->whole[chosen[i]];
		uint32_t label = labels[chosen[i]], mark = (uint32_t)i + 1;

		counts->labels[label]++;
		count_keys(counts, counts->texts, counts->seen, dataset->features + whole->feature,
			   whole->feature_end - whole->feature, label, mark);
		count_keys(counts, counts->types, counts->seen + features,
			   dataset->words + whole->word, whole->word_end - whole->word, label,
			   mark);
	}
	counts->N = (uint32_t)chosen_count;
	/* A text with two words that share an n-gram counts twice for it. */
	for (size_t type = 0; type < ngrams->rows; type++)
		for (size_t i = ngrams->starts[type]; i < ngrams->starts[type + 1]; i++)
			for (size_t k = 0; k < K; k++)
				counts->texts[ngrams->index[i] * K + k] +=
					counts->types[type * K + k];
}

/* s_f from the counts of one feature. */
static double scale_of(const struct counts *counts, const uint32_t *n_k,
		       const struct rapport__weighting_settings *settings)
{
	const double b = settings->smoothing, N = counts->N;
	double n = 0, ratio = 0;

	for (uint32_t k = 0; k < counts->K; k++)
		n += n_k[k];
	for (uint32_t k = 0; k < counts->K; k++) {
		double inside = (n_k[k] + b) / (counts->labels[k] + 2 * b);
		double outside = (n - n_k[k] + b) / (N - counts->labels[k] + 2 * b);

		ratio = fmax(ratio, fabs(log(inside / outside)));
	}
	/* In long texts an n-gram comes in several words of each, so n may be far above N. */
	return pow(fmax(log((1 + N) / (1 + n)) + 1, 0), settings->idf_power) *
	       (ratio + settings->ratio_floor);
}

/* Whether each feature is a character n-gram. */
static void mark_ngrams(const struct rapport__dataset *dataset, bool *is_ngram)
{
	size_t entries = rapport__sparse_entries(&dataset->ngrams);

	for (size_t i = 0; i < entries; i++)
		is_ngram[dataset->ngrams.index[i]] = true;
}

static enum rapport_status choose(struct rapport__weighting *weighting, const struct counts *counts,
				  const bool *is_ngram, struct rapport_error *error)
{
	const struct rapport__weighting_settings *settings = &weighting->settings;
	const size_t features = weighting->dataset->feature_hashes.count, K = counts->K;
	const uint16_t *families = weighting->dataset->families;

	weighting->column = rapport__calloc(features, sizeof *weighting->column);
	weighting->feature = rapport__calloc(features, sizeof *weighting->feature);
	weighting->scale = rapport__calloc(features, sizeof *weighting->scale);
	if (!weighting->column || !weighting->feature || !weighting->scale)
		return rapport_fail_memory(error);
	for (size_t f = 0; f < features; f++) {
		const uint32_t *n_k = counts->texts + f * K;
		uint64_t n = 0;
		double scale;

		for (size_t k = 0; k < K; k++)
			n += n_k[k];
		weighting->column[f] = RAPPORT__DICTIONARY_NONE;
		if (n < (is_ngram[f] ? settings->ngram_texts_min : settings->texts_min))
			continue;
		weighting->column[f] = (uint32_t)weighting->D;
		weighting->feature[weighting->D] = (uint32_t)f;
		scale = scale_of(counts, n_k, settings);
		if (settings->family_scale[families[f]] > 0)
			scale *= settings->family_scale[families[f]];
		weighting->scale[weighting->D++] = (float)scale;
	}
	return RAPPORT_OK;
}

/* S: each feature's scale, then each word type's n-grams with theirs. */
static bool build_spread(struct rapport__weighting *weighting)
{
	const struct rapport__sparse *ngrams = &weighting->dataset->ngrams;
	struct rapport__sparse *spread = &weighting->spread;

	for (size_t f = 0; f < weighting->D; f++)
		if (!rapport__sparse_add(spread, (uint32_t)f, weighting->scale[f]) ||
		    !rapport__sparse_end_row(spread))
			return false;
	for (size_t type = 0; type < ngrams->rows; type++) {
		for (size_t i = ngrams->starts[type]; i < ngrams->starts[type + 1]; i++) {
			uint32_t f = weighting->column[ngrams->index[i]];

			if (f == RAPPORT__DICTIONARY_NONE)
				continue;
			weighting->type_square[type] += (double)weighting->scale[f] *
							(double)weighting->scale[f];
			if (!rapport__sparse_add(spread, f, weighting->scale[f]))
				return false;
		}
		if (!rapport__sparse_end_row(spread))
			return false;
	}
	spread->columns = weighting->D;
	return true;
}

static enum rapport_status count_and_choose(struct rapport__weighting *weighting,
					    const uint32_t *labels, uint32_t K,
					    const uint32_t *chosen, size_t chosen_count,
					    struct rapport_error *error)
{
	const size_t features = weighting->dataset->feature_hashes.count;
	const size_t types = weighting->dataset->word_hashes.count;
	struct counts counts = { .K = K };
	bool *is_ngram = rapport__calloc(features, sizeof *is_ngram);
	enum rapport_status status;

	counts.texts = rapport__calloc(features * K, sizeof *counts.texts);
	counts.types = rapport__calloc(types * K, sizeof *counts.types);
	counts.seen = rapport__calloc(features + types, sizeof *counts.seen);
	if (!is_ngram || !counts.texts || !counts.types || !counts.seen) {
		status = rapport_fail_memory(error);
		goto done;
	}
	mark_ngrams(weighting->dataset, is_ngram);
	count_texts(&counts, weighting->dataset, labels, chosen, chosen_count);
	status = choose(weighting, &counts, is_ngram, error);
done:
	rapport__free(is_ngram);
	rapport__free(counts.texts);
	rapport__free(counts.types);
	rapport__free(counts.seen);
	return status;
}

enum rapport_status rapport__weighting_build(struct rapport__weighting *weighting,
					     const struct rapport__dataset *dataset,
					     const uint32_t *labels, uint32_t K,
					     const uint32_t *chosen, size_t chosen_count,
					     const struct rapport__weighting_settings *settings,
					     struct rapport_error *error)
{
	const size_t types = dataset->word_hashes.count;
	enum rapport_status status;

	*weighting = (struct rapport__weighting){ .dataset = dataset, .settings = *settings };
	status = count_and_choose(weighting, labels, K, chosen, chosen_count, error);
	if (!status) {
		weighting->type_square = rapport__calloc(types, sizeof *weighting->type_square);
		weighting->counts = rapport__calloc(weighting->D + types,
						    sizeof *weighting->counts);
		if (!weighting->type_square || !weighting->counts || !build_spread(weighting))
			status = rapport_fail_memory(error);
	}
	if (status)
		rapport__weighting_clear(weighting);
	return status;
}

static bool count_column(struct rapport__weighting *weighting, uint32_t column, size_t *touched)
{
	if (weighting->counts[column]++)
		return true;
	if (!rapport__grow(&weighting->touched, &weighting->touched_room, *touched + 1,
			   sizeof *weighting->touched))
		return false;
	weighting->touched[(*touched)++] = column;
	return true;
}

/* Adds the counted columns to the row, each count times 1/length, and zeroes the counts. */
static bool add_block(struct rapport__weighting *weighting, size_t touched, double square,
		      double share, bool log_counts, struct rapport__sparse *rows)
{
	double factor = square > 0 ? share / sqrt(square) : 0;
	bool done = true;

	for (size_t i = 0; i < touched; i++) {
		uint32_t column = weighting->touched[i];
		double count = weighting->counts[column];

		if (log_counts)
			count = 1 + log(count);
		weighting->counts[column] = 0;
		done = done && rapport__sparse_add(rows, column, (float)(count * factor));
	}
	return done;
}

bool rapport__weighting_row(struct rapport__weighting *weighting,
			    const struct rapport__slice *slice, bool log_counts,
			    struct rapport__sparse *rows)
{
	const struct rapport__dataset *dataset = weighting->dataset;
	double square = 0;
	size_t touched = 0;

	for (size_t i = slice->feature; i < slice->feature_end; i++) {
		uint32_t column = weighting->column[dataset->features[i]];

		if (column == RAPPORT__DICTIONARY_NONE)
			continue;
		square += (double)weighting->scale[column] * (double)weighting->scale[column];
		if (!count_column(weighting, column, &touched))
			return false;
	}
	if (!add_block(weighting, touched, square, 1, log_counts, rows))
		return false;
	square = 0;
	touched = 0;
	for (size_t i = slice->word; i < slice->word_end; i++) {
		uint32_t type = dataset->words[i];

		square += weighting->type_square[type];
		if (!count_column(weighting, (uint32_t)weighting->D + type, &touched))
			return false;
	}
	if (!add_block(weighting, touched, square, weighting->settings.ngram_share, log_counts,
		       rows))
		return false;
	return rapport__sparse_end_row(rows);
}

void rapport__weighting_clear(struct rapport__weighting *weighting)
{
	rapport__free(weighting->feature);
	rapport__free(weighting->column);
	rapport__free(weighting->scale);
	rapport__free(weighting->type_square);
	rapport__free(weighting->counts);
	rapport__free(weighting->touched);
	rapport__sparse_clear(&weighting->spread);
	*weighting = (struct rapport__weighting){ 0 };
}
