#include "training/readings.h"

#include "text/hash.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static uint64_t hash_of(const char *id)
{
	return rapport__hash(id, strlen(id), 0);
}

enum rapport_status rapport__readings_begin(struct rapport__readings *readings,
					    const struct rapport__corpus *corpus,
					    struct rapport_error *error)
{
	readings->corpus = corpus;
	readings->id_texts = rapport__calloc(corpus->count + 1, sizeof *readings->id_texts);
	readings->id_readings = rapport__calloc(corpus->count + 1, sizeof *readings->id_readings);
	if (!readings->id_texts || !readings->id_readings)
		return rapport_fail_memory(error);
	for (size_t i = 0; i < corpus->count; i++) {
		const char *id = rapport__corpus_id(corpus, &corpus->texts[i]);
		const size_t before = readings->ids.count;
		uint32_t number;

		if (!*id)
			continue;
		number = rapport__dictionary_add(&readings->ids, hash_of(id));
		if (number == RAPPORT__DICTIONARY_NONE)
			return rapport_fail_memory(error);
		readings->id_texts[number] = number < before ? SIZE_MAX : i;
	}
	return RAPPORT_OK;
}

/* ---- One line -------------------------------------------------------------------------------- */

static enum rapport_status find_label(const struct rapport__corpus *corpus, const char *name,
				      uint32_t *label, struct rapport_error *error)
{
	for (*label = 0; *label < corpus->labels.count; ++*label)
		if (!strcmp(corpus->labels.names[*label], name))
			return RAPPORT_OK;
	return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
			    "the label \"%.80s\" is none of the corpus's", name);
}

/* scores: [K], of which each must be met. */
static enum rapport_status read_scores(const struct rapport__corpus *corpus,
				       const rapport__json *object, double *scores,
				       struct rapport_error *error)
{
	const rapport__json *members = rapport__json_member(object, "scores"), *member;
	enum rapport_status status = RAPPORT_OK;
	const void *place = NULL;
	const char *name;

	if (!rapport__json_is_object(members))
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "no \"scores\" that is an object");
	for (uint32_t k = 0; k < corpus->labels.count; k++)
		scores[k] = -1;
	while (!status && (place = rapport__json_next(members, place, &name, &member)) != NULL) {
		char number[40], *end = number;
		uint32_t k;

		status = find_label(corpus, name, &k, error);
		if (status)
			break;
		if (rapport__json_print(member, number, sizeof number))
			scores[k] = strtod(number, &end);
		if (end == number || !(scores[k] >= 0 && scores[k] <= 1))
			status = rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
					      "the score of %s is no number from 0 to 1", name);
	}
	for (uint32_t k = 0; !status && k < corpus->labels.count; k++)
		if (scores[k] < 0)
			status = rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "no score of %s",
					      corpus->labels.names[k]);
	return status;
}

/* Sets the reading's text and the number of its id: RAPPORT__DICTIONARY_NONE where the id is to be
 * passed over. */
static enum rapport_status find_text(struct rapport__readings *readings, const char *id,
				     struct rapport__reading *reading, uint32_t *number,
				     struct rapport_error *error)
{
	const struct rapport__reading *first;

	*number = rapport__dictionary_find(&readings->ids, hash_of(id));
	if (*number == RAPPORT__DICTIONARY_NONE)
		return readings->partly
			       ? RAPPORT_OK
			       : rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
					      "the corpus has no text of the id \"%.80s\"", id);
	reading->text = readings->id_texts[*number];
	if (reading->text == SIZE_MAX)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "the corpus has several texts of the id \"%.80s\"", id);
	if (!readings->id_readings[*number])
		return RAPPORT_OK;
	first = &readings->list[readings->id_readings[*number] - 1];
	return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "the same \"id\" as %.80s:%llu",
			    rapport__readings_file(readings, first),
			    (unsigned long long)first->position.line);
}

static enum rapport_status add_object(struct rapport__readings *readings,
				      const struct rapport__position *position,
				      const rapport__json *object, struct rapport_error *error)
{
	const size_t K = readings->corpus->labels.count, count = readings->count;
	struct rapport__reading reading = { .position = *position };
	size_t id_size, label_size;
	const char *id = rapport__json_string(object, "id", &id_size);
	const char *label = rapport__json_string(object, "label", &label_size);
	enum rapport_status status;
	uint32_t number;

	if (!id || !label)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "no \"%s\" that is a string",
				    id ? "label" : "id");
	status = find_text(readings, id, &reading, &number, error);
	if (!status)
		status = find_label(readings->corpus, label, &reading.label, error);
	if (status)
		return status;
	if (number == RAPPORT__DICTIONARY_NONE) {
		readings->passed_over++;
		return RAPPORT_OK;
	}
	if (!rapport__grow(&readings->list, &readings->capacity, count + 1,
			   sizeof *readings->list) ||
	    (readings->scored && !rapport__grow(&readings->scores, &readings->score_capacity,
						(count + 1) * K, sizeof *readings->scores)))
		return rapport_fail_memory(error);
	if (readings->scored)
		status = read_scores(readings->corpus, object, readings->scores + count * K, error);
	if (status)
		return status;
	readings->list[count] = reading;
	readings->id_readings[number] = ++readings->count;
	return RAPPORT_OK;
}

/* ---- A file ---------------------------------------------------------------------------------- */

/* Reads a line without its end; false at the end of the file or without memory, which status
 * tells. */
static bool read_line(FILE *file, struct rapport__buffer *line, enum rapport_status *status,
		      struct rapport_error *error)
{
	int byte;

	line->size = 0;
	while ((byte = getc_unlocked(file)) != EOF && byte != '\n') {
		const char letter = (char)byte;

		if (line->size == RAPPORT__READINGS_LINE_BYTES_MAX)
			*status = rapport_fail(error, RAPPORT_ERR_LIMIT, 0,
					       "a line of more than %u bytes",
					       RAPPORT__READINGS_LINE_BYTES_MAX);
		else if (!rapport__buffer_add(line, &letter, 1))
			*status = rapport_fail_memory(error);
		if (*status)
			return false;
	}
	if (ferror(file))
		*status = rapport_fail(error, RAPPORT_ERR_IO, 0, "cannot read: %s",
				       strerror(errno));
	return !*status && (byte == '\n' || line->size);
}

static enum rapport_status take_line(struct rapport__readings *readings,
				     const struct rapport__position *position,
				     const struct rapport__buffer *line,
				     struct rapport_error *error)
{
	const bool marked = position->line == 1 && line->size >= 3 &&
			    memcmp(line->data, "\xEF\xBB\xBF", 3) == 0;
	const size_t start = marked ? 3 : 0;
	rapport__json *object = NULL;
	enum rapport_status status;

	if (!line->size || strspn(line->data + start, " \t\r") >= line->size - start)
		return RAPPORT_OK;
	status = rapport__json_parse(line->data + start, line->size - start, &object, error);
	if (!status && !rapport__json_is_object(object))
		status = rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "not a JSON object");
	if (!status)
		status = add_object(readings, position, object, error);
	rapport__json_free(object);
	return status;
}

enum rapport_status rapport__readings_read(struct rapport__readings *readings, FILE *file,
					   const char *name, struct rapport_error *error)
{
	struct rapport__position position = { 0 };
	struct rapport__buffer line = { 0 };
	enum rapport_status status = RAPPORT_OK;

	position.file = rapport__names_add(&readings->files, name, strlen(name));
	if (position.file == RAPPORT__DICTIONARY_NONE)
		return rapport_fail_memory(error);
	for (position.line = 1; !status; position.line++) {
		if (!read_line(file, &line, &status, error))
			break;
		status = take_line(readings, &position, &line, error);
		if (status)
			break;
	}
	if (status && error)
		error->place = position.line;
	rapport__buffer_clear(&line);
	return status;
}

const char *rapport__readings_file(const struct rapport__readings *readings,
				   const struct rapport__reading *reading)
{
	return rapport__names_get(&readings->files, reading->position.file);
}

void rapport__readings_clear(struct rapport__readings *readings)
{
	rapport__dictionary_clear(&readings->ids);
	rapport__names_clear(&readings->files);
	rapport__free(readings->list);
	rapport__free(readings->scores);
	rapport__free(readings->id_texts);
	rapport__free(readings->id_readings);
	*readings = (struct rapport__readings){ 0 };
}
