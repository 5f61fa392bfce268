#include "training/corpus.h"

#include "text/hash.h"
#include "text/json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define FASTTEXT_PREFIX "__label__"

static bool name_is_listed(const char *list, const char *name, size_t size)
{
	while (*list) {
		size_t length = strcspn(list, ",");

		if (length == size && memcmp(list, name, size) == 0)
			return true;
		list += length + (list[length] == ',');
	}
	return false;
}

enum rapport_status rapport__corpus_set_labels(struct rapport__corpus *corpus, const char *names,
					       struct rapport_error *error)
{
	return rapport__labels_set(&corpus->labels, names, error);
}

/* Appends size bytes and a NUL; *at is where they are. */
static bool keep_bytes(struct rapport__corpus *corpus, const char *bytes, size_t size, size_t *at)
{
	*at = corpus->bytes.size;
	return rapport__buffer_add(&corpus->bytes, bytes, size) &&
	       rapport__buffer_add(&corpus->bytes, "", 1);
}

/* Writes a text without group, id and evidence behind the others; it counts once it is whole. */
static enum rapport_status begin_text(struct rapport__corpus *corpus, const char *label,
				      size_t label_size, const char *text, size_t size,
				      struct rapport_error *error)
{
	struct rapport__corpus_text *added;
	enum rapport_status status;

	if (!rapport__grow(&corpus->texts, &corpus->capacity, corpus->count + 1, sizeof *added))
		return rapport_fail_memory(error);
	added = &corpus->texts[corpus->count];
	memset(added, 0, sizeof *added);
	added->group = RAPPORT__DICTIONARY_NONE;
	added->weight = 1;
	added->source = corpus->by ? RAPPORT__DICTIONARY_NONE : 0;
	status = rapport__labels_find(&corpus->labels, label, label_size, &added->label, error);
	if (status)
		return status;
	added->text_size = (uint32_t)size;
	if (!keep_bytes(corpus, text, size, &added->text_at) ||
	    !keep_bytes(corpus, "", 0, &added->id_at))
		return rapport_fail_memory(error);
	return RAPPORT_OK;
}

/* A text without a group is a group of its own: the key is the number of the text. */
static enum rapport_status end_text(struct rapport__corpus *corpus, struct rapport_error *error)
{
	struct rapport__corpus_text *added = &corpus->texts[corpus->count];

	if (added->group == RAPPORT__DICTIONARY_NONE)
		added->group = rapport__dictionary_add(&corpus->groups,
						       rapport__hash_join(1, corpus->count));
	if (added->source == RAPPORT__DICTIONARY_NONE)
		added->source = rapport__names_add(&corpus->sources, "", 0);
	if (added->group == RAPPORT__DICTIONARY_NONE || added->source == RAPPORT__DICTIONARY_NONE)
		return rapport_fail_memory(error);
	corpus->count++;
	return RAPPORT_OK;
}

static enum rapport_status add_text(struct rapport__corpus *corpus, const char *label,
				    size_t label_size, const char *text, size_t size,
				    struct rapport_error *error)
{
	enum rapport_status status = begin_text(corpus, label, label_size, text, size, error);

	return status ? status : end_text(corpus, error);
}

/* Adds a part of the text as a span; what is how an error calls it. */
static enum rapport_status add_span(struct rapport__corpus *corpus,
				    const struct rapport__corpus_text *added, const char *what,
				    size_t number, const char *part, size_t size, uint32_t label,
				    struct rapport_error *error)
{
	const char *text = rapport__corpus_bytes(corpus, added);
	const char *found = part && size ? memmem(text, added->text_size, part, size) : NULL;
	uint32_t start;

	if (number > RAPPORT__CORPUS_EVIDENCE_MAX)
		return rapport_fail(error, RAPPORT_ERR_LIMIT, 0, "a text with over %u pieces of %s",
				    RAPPORT__CORPUS_EVIDENCE_MAX, what);
	if (!found)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "%s %zu is not a part of the text", what, number);
	if (!rapport__grow(&corpus->spans, &corpus->span_capacity, corpus->span_count + 1,
			   sizeof *corpus->spans))
		return rapport_fail_memory(error);
	start = (uint32_t)(found - text);
	corpus->spans[corpus->span_count++] = (struct rapport__span){ start, start + (uint32_t)size,
								      label };
	return RAPPORT_OK;
}

static enum rapport_status read_evidence(struct rapport__corpus *corpus,
					 struct rapport__corpus_text *added,
					 const rapport__json *object, struct rapport_error *error)
{
	enum rapport_status status = RAPPORT_OK;
	const char *evidence;
	size_t size;

	added->evidence = corpus->span_count;
	added->marked = rapport__json_is_array(object, "evidence");
	while (!status && (evidence = rapport__json_string_at(object, "evidence",
							      added->evidence_count, &size)))
		status = add_span(corpus, added, "evidence", ++added->evidence_count, evidence,
				  size, added->label, error);
	return status;
}

/* "passages": [{"label": "...", "text": "..."}, ...]: parts with another label than the text's. */
static enum rapport_status read_passages(struct rapport__corpus *corpus,
					 struct rapport__corpus_text *added,
					 const rapport__json *object, struct rapport_error *error)
{
	const rapport__json *list = rapport__json_member(object, "passages");
	enum rapport_status status = RAPPORT_OK;

	for (size_t i = 0; !status && i < rapport__json_count(object, "passages"); i++) {
		const rapport__json *passage = rapport__json_element(list, i);
		size_t size = 0, label_size = 0;
		const char *label = rapport__json_string(passage, "label", &label_size);
		const char *part = rapport__json_string(passage, "text", &size);
		uint32_t number;

		if (!label)
			return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
					    "passage %zu has no label", i + 1);
		status = rapport__labels_find(&corpus->labels, label, label_size, &number, error);
		if (!status)
			status = add_span(corpus, added, "passage", ++added->passage_count, part,
					  size, number, error);
	}
	return status;
}

/* Fills in group and source, where there are such.  False without memory. */
static bool find_members(struct rapport__corpus *corpus, const rapport__json *object,
			 struct rapport__corpus_text *added)
{
	char value[256];

	if (rapport__json_scalar(object, "group", value, sizeof value)) {
		added->group = rapport__dictionary_add(&corpus->groups,
						       rapport__hash(value, strlen(value), 2));
		if (added->group == RAPPORT__DICTIONARY_NONE)
			return false;
	}
	if (!corpus->by || !rapport__json_scalar(object, corpus->by, value, sizeof value))
		return true;
	added->source = rapport__names_add(&corpus->sources, value, strlen(value));
	return added->source != RAPPORT__DICTIONARY_NONE;
}

static enum rapport_status add_object(struct rapport__corpus *corpus, const rapport__json *object,
				      struct rapport_error *error)
{
	size_t text_size, label_size, id_size, split_size;
	const char *text = rapport__json_string(object, "text", &text_size);
	const char *label = rapport__json_string(object, "label", &label_size);
	const char *id = rapport__json_string(object, "id", &id_size);
	const char *split = rapport__json_string(object, "split", &split_size);
	struct rapport__corpus_text *added;
	enum rapport_status status;

	if (!text || !label)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "no \"%s\" that is a string",
				    text ? "label" : "text");
	if (corpus->splits && !(split && name_is_listed(corpus->splits, split, split_size)))
		return RAPPORT_OK;
	status = begin_text(corpus, label, label_size, text, text_size, error);
	if (status)
		return status;
	added = &corpus->texts[corpus->count];
	added->weight = rapport__weights_of(corpus->weights, corpus->weight_count, object);
	if (!find_members(corpus, object, added) ||
	    (id && !keep_bytes(corpus, id, id_size, &added->id_at)))
		return rapport_fail_memory(error);
	status = read_evidence(corpus, added, object, error);
	if (!status)
		status = read_passages(corpus, added, object, error);
	return status ? status : end_text(corpus, error);
}

/* Hands a line to who watches.  Only what is wrong with the line itself is for them to overlook. */
static enum rapport_status tell(struct rapport__corpus *corpus, const rapport__json *object,
				enum rapport_status status, struct rapport_error *error)
{
	struct rapport_error fault = { .status = status };

	if (!corpus->watch || (status && status != RAPPORT_ERR_FORMAT))
		return status;
	if (status && error) {
		fault = *error;
		*error = (struct rapport_error){ 0 };
	}
	return corpus->watch(corpus->watch_context, corpus->line, object, status ? &fault : NULL,
			     error);
}

static enum rapport_status add_json_line(struct rapport__corpus *corpus, const char *line,
					 size_t size, struct rapport_error *error)
{
	rapport__json *object = NULL;
	enum rapport_status status = rapport__json_parse(line, size, &object, error);
	bool is_object = !status && rapport__json_is_object(object);

	if (is_object)
		status = add_object(corpus, object, error);
	else if (!status)
		status = rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "not a JSON object");
	status = tell(corpus, is_object ? object : NULL, status, error);
	rapport__json_free(object);
	return status;
}

static enum rapport_status add_fasttext_line(struct rapport__corpus *corpus, const char *line,
					     size_t size, struct rapport_error *error)
{
	const size_t prefix = strlen(FASTTEXT_PREFIX);
	size_t end = prefix;

	if (size < prefix || memcmp(line, FASTTEXT_PREFIX, prefix) != 0)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "no " FASTTEXT_PREFIX " at the start of the line");
	while (end < size && line[end] != ' ' && line[end] != '\t')
		end++;
	if (size > end + prefix && memcmp(line + end + 1, FASTTEXT_PREFIX, prefix) == 0)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "more than one label");
	return add_text(corpus, line + prefix, end - prefix, line + end, size - end, error);
}

static enum rapport_status add_tab_line(struct rapport__corpus *corpus, const char *line,
					size_t size, struct rapport_error *error)
{
	const char *tab;

	if (corpus->splits)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "splits were asked for, but these lines name none");
	tab = memchr(line, '\t', size);
	if (!tab)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "neither JSON, nor label<TAB>text, nor " FASTTEXT_PREFIX);
	return add_text(corpus, line, (size_t)(tab - line), tab + 1,
			size - (size_t)(tab + 1 - line), error);
}

static enum rapport_status add_line(struct rapport__corpus *corpus, const char *line, size_t size,
				    char *format, struct rapport_error *error)
{
	if (!*format)
		*format = *line == '{'                                        ? 'j'
			  : size > 9 && memcmp(line, FASTTEXT_PREFIX, 9) == 0 ? 'f'
									      : 't';
	if (*format == 'j')
		return add_json_line(corpus, line, size, error);
	return tell(corpus, NULL,
		    *format == 'f' ? add_fasttext_line(corpus, line, size, error)
				   : add_tab_line(corpus, line, size, error),
		    error);
}

/* Reads a line with its end, or nothing at the file's end; no more than is needed to see that it is
 * too long.  False without memory. */
static bool read_line(FILE *file, struct rapport__buffer *line)
{
	int byte = 0;

	line->size = 0;
	while (byte != '\n' && byte != EOF && line->size <= RAPPORT__CORPUS_LINE_BYTES_MAX + 2) {
		if (!rapport__buffer_reserve(line, 1))
			return false;
		while (byte != '\n' && line->size + 1 < line->capacity &&
		       (byte = getc_unlocked(file)) != EOF)
			line->data[line->size++] = (char)byte;
	}
	line->data[line->size] = '\0';
	return true;
}

/* Adds what a line as it was read holds. */
static enum rapport_status take_line(struct rapport__corpus *corpus,
				     const struct rapport__buffer *line, char *format,
				     struct rapport_error *error)
{
	const char *start = line->data;
	size_t size = line->size;

	if (corpus->line == 1 && size >= 3 && memcmp(start, "\xEF\xBB\xBF", 3) == 0) {
		start += 3;
		size -= 3;
	}
	while (size && (start[size - 1] == '\n' || start[size - 1] == '\r'))
		size--;
	if (strspn(start, " \t\r\n") >= size)
		return RAPPORT_OK;
	if (size > RAPPORT__CORPUS_LINE_BYTES_MAX)
		return rapport_fail(error, RAPPORT_ERR_LIMIT, 0, "a line of more than %u bytes",
				    RAPPORT__CORPUS_LINE_BYTES_MAX);
	corpus->checksum = rapport__hash(start, size, corpus->checksum);
	return add_line(corpus, start, size, format, error);
}

enum rapport_status rapport__corpus_read(struct rapport__corpus *corpus, FILE *file,
					 struct rapport_error *error)
{
	enum rapport_status status = RAPPORT_OK;
	struct rapport__buffer line = { 0 };
	char format = '\0';

	for (corpus->line = 1;; corpus->line++) {
		if (!read_line(file, &line))
			status = rapport_fail_memory(error);
		else if (ferror(file))
			status = rapport_fail(error, RAPPORT_ERR_IO, 0, "cannot read: %s",
					      strerror(errno));
		else if (line.size)
			status = take_line(corpus, &line, &format, error);
		if (status || !line.size)
			break;
	}
	if (status && error)
		error->place = corpus->line;
	rapport__buffer_clear(&line);
	return status;
}

void rapport__corpus_sort_labels(struct rapport__corpus *corpus)
{
	uint32_t now[RAPPORT_LABELS_MAX];

	rapport__labels_sort(&corpus->labels, now);
	for (size_t i = 0; i < corpus->count; i++)
		corpus->texts[i].label = now[corpus->texts[i].label];
	for (size_t i = 0; i < corpus->span_count; i++)
		corpus->spans[i].label = now[corpus->spans[i].label];
}

const char *rapport__corpus_bytes(const struct rapport__corpus *corpus,
				  const struct rapport__corpus_text *text)
{
	return corpus->bytes.data + text->text_at;
}

const char *rapport__corpus_id(const struct rapport__corpus *corpus,
			       const struct rapport__corpus_text *text)
{
	return corpus->bytes.data + text->id_at;
}

void rapport__corpus_clear(struct rapport__corpus *corpus)
{
	rapport__free(corpus->texts);
	rapport__free(corpus->spans);
	rapport__dictionary_clear(&corpus->groups);
	rapport__names_clear(&corpus->sources);
	rapport__buffer_clear(&corpus->bytes);
	*corpus = (struct rapport__corpus){ 0 };
}
