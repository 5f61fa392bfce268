#include "training/corpus_check.h"

#include "training/corpus_schema.h"

#include <string.h>

static const char *const counted_members[RAPPORT__PLACE_MEMBERS] = { "split", "register",
								     "domain" };

/* ---- Reading --------------------------------------------------------------------------------- */

/* Remembers where the text just added to the corpus stands. */
static bool add_place(struct rapport__corpus_check *check, const struct rapport__position *position,
		      const rapport__json *object)
{
	struct rapport__place place = { .position = *position };

	for (size_t i = 0; i < RAPPORT__PLACE_MEMBERS; i++) {
		size_t size;
		const char *value = object ? rapport__json_string(object, counted_members[i], &size)
					   : NULL;

		place.values[i] = RAPPORT__DICTIONARY_NONE;
		if (!value || !size)
			continue;
		place.values[i] = rapport__names_add(&check->values[i], value, size);
		if (place.values[i] == RAPPORT__DICTIONARY_NONE)
			return false;
	}
	if (!rapport__grow(&check->places, &check->place_capacity, check->place_count + 1,
			   sizeof *check->places))
		return false;
	check->places[check->place_count++] = place;
	return true;
}

static enum rapport_status check_id(struct rapport__corpus_check *check, size_t number,
				    const rapport__json *object, struct rapport_error *error)
{
	const struct rapport__position *here = &check->places[number].position, *first;
	const size_t before = check->ids.numbers.count;
	size_t size;
	const char *id = rapport__json_string(object, "id", &size);
	uint32_t found;

	if (!id)
		return rapport__findings_add(&check->findings, RAPPORT__FINDING_SCHEMA, here, error,
					     "no \"id\" that is a string");
	if (!size)
		return RAPPORT_OK;
	if (!rapport__grow(&check->id_texts, &check->id_capacity, before + 1,
			   sizeof *check->id_texts))
		return rapport_fail_memory(error);
	found = rapport__names_add(&check->ids, id, size);
	if (found == RAPPORT__DICTIONARY_NONE)
		return rapport_fail_memory(error);
	if (found == before) {
		check->id_texts[found] = number;
		return RAPPORT_OK;
	}
	first = &check->places[check->id_texts[found]].position;
	return rapport__findings_add(&check->findings, RAPPORT__FINDING_SCHEMA, here, error,
				     "the same \"id\" as %s:%llu",
				     rapport__findings_file(&check->findings, first),
				     (unsigned long long)first->line);
}

static enum rapport_status check_line(struct rapport__corpus_check *check, bool added,
				      const struct rapport__position *position,
				      const rapport__json *object, struct rapport_error *error)
{
	const struct rapport__corpus_text *text;
	enum rapport_status status = RAPPORT_OK;

	if (object)
		status = rapport__schema_check_object(&check->findings, position, object, error);
	if (status || !added)
		return status;
	text = &check->corpus.texts[check->place_count - 1];
	status = rapport__schema_check_text(&check->findings, position,
					    rapport__corpus_bytes(&check->corpus, text),
					    text->text_size, error);
	if (!status && object)
		status = check_id(check, check->place_count - 1, object, error);
	return status;
}

static enum rapport_status see_line(void *context, uint64_t line, const rapport__json *object,
				    const struct rapport_error *fault, struct rapport_error *error)
{
	struct rapport__corpus_check *check = context;
	const struct rapport__position position = { line, check->file };
	const bool added = check->corpus.count > check->place_count;
	enum rapport_status status = RAPPORT_OK;

	if (fault && !check->schema)
		return rapport_fail(error, fault->status, 0, "%s", fault->text);
	if (added && !add_place(check, &position, object))
		return rapport_fail_memory(error);
	if (fault)
		status = rapport__findings_add(&check->findings, RAPPORT__FINDING_SCHEMA, &position,
					       error, "%s", fault->text);
	if (!status && check->schema)
		status = check_line(check, added, &position, object, error);
	return status;
}

enum rapport_status rapport__corpus_check_read(struct rapport__corpus_check *check, FILE *file,
					       const char *name, struct rapport_error *error)
{
	struct rapport_error fault = { 0 };
	enum rapport_status status;

	check->file = rapport__names_add(&check->findings.files, name, strlen(name));
	if (check->file == RAPPORT__DICTIONARY_NONE)
		return rapport_fail_memory(error);
	check->corpus.watch = see_line;
	check->corpus.watch_context = check;
	/* What is wrong with a line is told in an error: there must be one. */
	status = rapport__corpus_read(&check->corpus, file, error ? error : &fault);
	check->corpus.watch = NULL;
	return status;
}

enum rapport_status rapport__corpus_check_splits(struct rapport__corpus_check *check,
						 struct rapport_error *error)
{
	enum rapport_status status = RAPPORT_OK;

	if (!check->values[RAPPORT__PLACE_SPLIT].numbers.count)
		return RAPPORT_OK;
	for (size_t i = 0; !status && i < check->place_count; i++)
		if (check->places[i].values[RAPPORT__PLACE_SPLIT] == RAPPORT__DICTIONARY_NONE)
			status = rapport__findings_add(&check->findings, RAPPORT__FINDING_SCHEMA,
						       &check->places[i].position, error,
						       "no \"split\", but others have one");
	return status;
}

/* ---- Equal and near texts -------------------------------------------------------------------- */

/* For each text an earlier one near to it.  On success *found is the caller's, [corpus.count]. */
static enum rapport_status find_near(struct rapport__corpus_check *check, const uint32_t *parts,
				     struct rapport__near **found, struct rapport_error *error)
{
	enum rapport_status status = RAPPORT_OK;

	for (size_t i = check->shingles.count; !status && i < check->corpus.count; i++)
		status = rapport__shingles_add(
			&check->shingles,
			rapport__corpus_bytes(&check->corpus, &check->corpus.texts[i]),
			check->corpus.texts[i].text_size, error);
	if (status)
		return status;
	*found = rapport__calloc(check->corpus.count + 1, sizeof **found);
	if (!*found)
		return rapport_fail_memory(error);
	return rapport__near_duplicates(&check->shingles, parts, *found, error);
}

/* "the same text", "nearly the same text (0.87)" */
static void describe_near(const struct rapport__near *near, char *words, size_t room)
{
	if (near->equal)
		snprintf(words, room, "the same text");
	else
		snprintf(words, room, "nearly the same text (%.2f)", near->similarity);
}

static enum rapport_status add_duplicate(struct rapport__corpus_check *check, size_t text,
					 const struct rapport__near *near,
					 struct rapport_error *error)
{
	const struct rapport__position *other = &check->places[near->earlier].position;
	bool labelled_otherwise = check->corpus.texts[text].label !=
				  check->corpus.texts[near->earlier].label;
	char words[64];

	describe_near(near, words, sizeof words);
	return rapport__findings_add(
		&check->findings, RAPPORT__FINDING_DUPLICATE, &check->places[text].position, error,
		"%s%s: %s:%llu", words, labelled_otherwise ? " under another label" : "",
		rapport__findings_file(&check->findings, other), (unsigned long long)other->line);
}

enum rapport_status rapport__corpus_check_duplicates(struct rapport__corpus_check *check,
						     struct rapport_error *error)
{
	struct rapport__near *found = NULL;
	enum rapport_status status = find_near(check, NULL, &found, error);

	for (size_t i = 0; !status && i < check->corpus.count; i++)
		if (found[i].earlier != RAPPORT__NEAR_NONE)
			status = add_duplicate(check, i, &found[i], error);
	rapport__free(found);
	return status;
}

/* ---- Leaks ----------------------------------------------------------------------------------- */

/* Says of a text that what, in another part, is found at the text other. */
static enum rapport_status add_leak(struct rapport__corpus_check *check, bool by_file, size_t text,
				    const char *what, size_t other, struct rapport_error *error)
{
	const struct rapport__place *here = &check->places[text], *there = &check->places[other];
	const struct rapport__names *splits = &check->values[RAPPORT__PLACE_SPLIT];
	const char *file = rapport__findings_file(&check->findings, &there->position);
	const unsigned long long line = there->position.line;

	if (by_file)
		return rapport__findings_add(&check->findings, RAPPORT__FINDING_LEAK,
					     &here->position, error,
					     "%s is in another file: %s:%llu", what, file, line);
	return rapport__findings_add(
		&check->findings, RAPPORT__FINDING_LEAK, &here->position, error,
		"in %.32s, but %s is in %.32s: %s:%llu",
		rapport__names_get(splits, here->values[RAPPORT__PLACE_SPLIT]), what,
		rapport__names_get(splits, there->values[RAPPORT__PLACE_SPLIT]), file, line);
}

static enum rapport_status find_parted_groups(struct rapport__corpus_check *check,
					      const uint32_t *parts, bool by_file,
					      struct rapport_error *error)
{
	enum rapport_status status = RAPPORT_OK;
	size_t *first = rapport__calloc(check->corpus.groups.count + 1, sizeof *first);

	if (!first)
		return rapport_fail_memory(error);
	for (size_t i = 0; !status && i < check->corpus.count; i++) {
		size_t *met = &first[check->corpus.texts[i].group]; /* number + 1, 0 for none */

		if (parts[i] == RAPPORT__NEAR_NONE)
			continue;
		if (!*met)
			*met = i + 1;
		else if (parts[*met - 1] != parts[i])
			status = add_leak(check, by_file, i, "a text of its group", *met - 1,
					  error);
	}
	rapport__free(first);
	return status;
}

static enum rapport_status find_parted_texts(struct rapport__corpus_check *check,
					     const uint32_t *parts, bool by_file,
					     struct rapport_error *error)
{
	struct rapport__near *found = NULL;
	enum rapport_status status = find_near(check, parts, &found, error);

	for (size_t i = 0; !status && i < check->corpus.count; i++) {
		char words[64];

		if (found[i].earlier == RAPPORT__NEAR_NONE)
			continue;
		describe_near(&found[i], words, sizeof words);
		status = add_leak(check, by_file, i, words, found[i].earlier, error);
	}
	rapport__free(found);
	return status;
}

enum rapport_status rapport__corpus_check_leaks(struct rapport__corpus_check *check, bool by_file,
						struct rapport_error *error)
{
	uint32_t *parts = rapport__calloc(check->corpus.count + 1, sizeof *parts);
	enum rapport_status status;

	if (!parts)
		return rapport_fail_memory(error);
	for (size_t i = 0; i < check->place_count; i++)
		parts[i] = by_file ? check->places[i].position.file
				   : check->places[i].values[RAPPORT__PLACE_SPLIT];
	status = find_parted_groups(check, parts, by_file, error);
	if (!status)
		status = find_parted_texts(check, parts, by_file, error);
	rapport__free(parts);
	return status;
}

void rapport__corpus_check_clear(struct rapport__corpus_check *check)
{
	rapport__corpus_clear(&check->corpus);
	rapport__free(check->places);
	for (size_t i = 0; i < RAPPORT__PLACE_MEMBERS; i++)
		rapport__names_clear(&check->values[i]);
	rapport__names_clear(&check->ids);
	rapport__free(check->id_texts);
	rapport__shingles_clear(&check->shingles);
	rapport__findings_clear(&check->findings);
	*check = (struct rapport__corpus_check){ 0 };
}
