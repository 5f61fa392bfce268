#include "mail/columns.h"

#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

enum {
	ROWS_MAX = 64, /* that are looked at */
	LIST_BYTES = 150,
};

/* What stands in a column in the first rows. */
struct content {
	struct rapport__role_found found;
	bool known, wanted;
	size_t filled, words, letters, distinct;
	size_t hashes[ROWS_MAX];
};

struct finding {
	struct rapport__columns *columns;
	struct rapport__csv csv;
	struct content *content;               /* [columns->count] */
	struct rapport__buffer header, *names; /* names [columns->count] of the header, clean */
	struct rapport__buffer cell;
};

/* ---- Names ----------------------------------------------------------------------------------- */

/* The names of the columns with commas between, as far as there is room. */
static void list_names(const struct finding *finding, char *list)
{
	size_t at = 0;

	list[0] = '\0';
	for (size_t i = 0; i < finding->columns->count; i++) {
		const struct rapport__buffer *name = &finding->names[i];
		int size = snprintf(list + at, LIST_BYTES - at, "%s%.60s", i ? ", " : "",
				    name->data);

		if (size < 0 || (size_t)size >= LIST_BYTES - at - 4) {
			snprintf(list + at, LIST_BYTES - at, "%s", ", ...");
			break;
		}
		at += (size_t)size;
	}
}

static const char *option_of(enum rapport__role role)
{
	static const char *const names[RAPPORT__ROLES] = {
		[RAPPORT__ROLE_TEXT] = "text",       [RAPPORT__ROLE_DATE] = "date",
		[RAPPORT__ROLE_FROM] = "from",       [RAPPORT__ROLE_TO] = "to",
		[RAPPORT__ROLE_SUBJECT] = "subject", [RAPPORT__ROLE_CONVERSATION] = "group",
		[RAPPORT__ROLE_MESSAGE_ID] = "id",
	};

	return names[role] ? names[role] : "other";
}

static size_t find_name(const struct finding *finding, const char *name)
{
	char folded[RAPPORT__ROLE_NAME_BYTES], other[RAPPORT__ROLE_NAME_BYTES];
	size_t count = finding->columns->count, number = 0;

	for (size_t i = 0; i < count; i++)
		if (!strcmp(finding->names[i].data, name))
			return i;
	for (size_t i = 0; rapport__role_fold(name, strlen(name), folded) && i < count; i++)
		if (rapport__role_fold(finding->names[i].data, finding->names[i].size, other) &&
		    !strcmp(folded, other))
			return i;
	for (const char *p = name; *p; p++) {
		if (*p < '0' || *p > '9' || number > count)
			return RAPPORT__COLUMN_NONE;
		number = number * 10 + (size_t)(*p - '0');
	}
	return number && number <= count ? number - 1 : RAPPORT__COLUMN_NONE;
}

static enum rapport_status find_wanted(struct finding *finding,
				       const struct rapport__role_wanted *wanted,
				       struct rapport_error *error)
{
	char list[LIST_BYTES];

	for (size_t role = 0; wanted && role < RAPPORT__ROLES; role++) {
		const char *name = wanted->names[role];
		size_t i = name ? find_name(finding, name) : RAPPORT__COLUMN_NONE;

		if (!name)
			continue;
		if (i == RAPPORT__COLUMN_NONE) {
			list_names(finding, list);
			return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
					    "no column \"%.40s\" for --%s-column; there are: %s",
					    name, option_of((enum rapport__role)role), list);
		}
		finding->columns->of[role] = i;
		finding->content[i].wanted = true;
	}
	return RAPPORT_OK;
}

/* Reads the header into names; *taken are its bytes. */
static enum rapport_status read_header(struct finding *finding, const char *bytes, size_t size,
				       bool last, size_t *taken, struct rapport_error *error)
{
	struct rapport__csv *csv = &finding->csv;
	struct rapport__columns *columns = finding->columns;
	size_t opened;
	enum rapport__csv_end end = rapport__csv_read(csv, bytes, size, last, taken, &opened);

	if (end == RAPPORT__CSV_NO_MEMORY)
		return rapport_fail_memory(error);
	if (csv->over)
		return rapport_fail(error, RAPPORT_ERR_LIMIT, 0, "over %u columns in the header",
				    RAPPORT__CSV_COLUMNS_MAX);
	if (end == RAPPORT__CSV_UNCLOSED)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				    "a quote in the header is never closed");
	if (end == RAPPORT__CSV_MORE)
		return rapport_fail(error, RAPPORT_ERR_LIMIT, 0, "a header of over %zu bytes",
				    size);
	finding->names = rapport__calloc(csv->count, sizeof *finding->names);
	finding->content = rapport__calloc(csv->count, sizeof *finding->content);
	if (!finding->names || !finding->content)
		return rapport_fail_memory(error);
	columns->count = csv->count;
	for (size_t i = 0; i < csv->count; i++) {
		struct rapport__buffer *name = &finding->names[i];
		struct content *content = &finding->content[i];

		if (!rapport__buffer_reserve(name, 0) || !rapport__csv_append(&csv->cells[i], name))
			return rapport_fail_memory(error);
		content->known = rapport__role_find(name->data, name->size, &content->found);
	}
	while (columns->count > 1 && !finding->names[columns->count - 1].size)
		columns->count--;
	return RAPPORT_OK;
}

/* ---- Content --------------------------------------------------------------------------------- */

static void look_at_cell(struct content *content, const char *text, size_t size)
{
	size_t hash = 5381, taken;
	bool in_word = false;

	for (size_t i = 0; i < size; i += taken) {
		uint32_t code_point;
		enum rapport__utf8_kind kind;

		taken = rapport__utf8_next(text + i, size - i, &code_point);
		kind = rapport__utf8_kind(code_point);
		hash = hash * 33 + code_point;
		if (kind == RAPPORT__UTF8_LETTER) {
			content->letters++;
			/* Chinese and Japanese have no blanks between words of about two. */
			content->words += !in_word ||
					  (code_point >= 0x3040 && code_point < 0xA000 &&
					   content->letters % 2 == 0);
		}
		in_word = kind == RAPPORT__UTF8_LETTER || kind == RAPPORT__UTF8_DIGIT ||
			  kind == RAPPORT__UTF8_MARK || code_point == '\'' || code_point == '_' ||
			  code_point == '@' ||
			  (in_word && (code_point == '.' || code_point == '-'));
	}
	for (size_t i = 0; i < content->distinct; i++)
		if (content->hashes[i] == hash)
			hash = 0;
	if (hash)
		content->hashes[content->distinct++] = hash;
	content->filled++;
}

static bool look_at_rows(struct finding *finding, const char *bytes, size_t size, bool last)
{
	struct rapport__csv *csv = &finding->csv;
	struct rapport__columns *columns = finding->columns;
	size_t at = 0, taken, opened, date = columns->of[RAPPORT__ROLE_DATE];

	for (size_t rows = 0; at < size && rows < ROWS_MAX; at += taken, rows++) {
		enum rapport__csv_end end = rapport__csv_read(csv, bytes + at, size - at, last,
							      &taken, &opened);

		if (end == RAPPORT__CSV_NO_MEMORY)
			return false;
		if (end == RAPPORT__CSV_MORE)
			break;
		for (size_t i = 0; !end && i < csv->count && i < columns->count; i++) {
			struct rapport__buffer *cell = &finding->cell;

			cell->size = 0;
			if (rapport__csv_blank(&csv->cells[i]))
				continue;
			if (!rapport__csv_append(&csv->cells[i], cell))
				return false;
			look_at_cell(&finding->content[i], cell->data, cell->size);
			if (i == date && !columns->order)
				columns->order = rapport__date_order(cell->data, cell->size);
		}
	}
	return true;
}

/* ---- Choice ---------------------------------------------------------------------------------- */

/* Of the columns whose names have that role the one that goes first; where several are alike the
 * one with most words, and any before one that is empty or, for a text, has no letter. */
static size_t best_named(const struct finding *finding, enum rapport__role role)
{
	size_t best = RAPPORT__COLUMN_NONE;

	for (size_t i = 0; i < finding->columns->count; i++) {
		const struct content *here = &finding->content[i], *there;
		bool good, good_there;

		if (!here->known || here->found.role != role || here->wanted)
			continue;
		good = role == RAPPORT__ROLE_TEXT ? here->letters > 0 : here->filled > 0;
		if (role == RAPPORT__ROLE_TEXT && here->filled && !here->letters)
			continue;
		if (best == RAPPORT__COLUMN_NONE) {
			best = i;
			continue;
		}
		there = &finding->content[best];
		good_there = role == RAPPORT__ROLE_TEXT ? there->letters > 0 : there->filled > 0;
		if (good != good_there ? good
		    : here->found.rank != there->found.rank
			    ? here->found.rank < there->found.rank
			    : role == RAPPORT__ROLE_TEXT && here->words > there->words)
			best = i;
	}
	return best;
}

/* The column with the longest texts: several words in a cell, and few cells alike. */
static size_t wordiest(const struct finding *finding, bool subject_too)
{
	size_t best = RAPPORT__COLUMN_NONE;
	double best_score = 0;

	for (size_t i = 0; i < finding->columns->count; i++) {
		const struct content *here = &finding->content[i];
		double filled = (double)here->filled, words, score;

		if (here->wanted || !here->filled ||
		    (here->known && !(subject_too && here->found.role == RAPPORT__ROLE_SUBJECT)))
			continue;
		words = (double)here->words / filled;
		score = words * (double)here->distinct / filled;
		if (words >= 3 && score >= 2 && score > best_score) {
			best = i;
			best_score = score;
		}
	}
	return best;
}

static void choose(struct finding *finding)
{
	struct rapport__columns *columns = finding->columns;
	size_t *of = columns->of, text = of[RAPPORT__ROLE_TEXT];

	for (size_t role = 0; role < RAPPORT__ROLES; role++)
		if (of[role] == RAPPORT__COLUMN_NONE &&
		    !(role == RAPPORT__ROLE_HTML && text != RAPPORT__COLUMN_NONE))
			of[role] = best_named(finding, (enum rapport__role)role);
	if (of[RAPPORT__ROLE_TEXT] == RAPPORT__COLUMN_NONE &&
	    of[RAPPORT__ROLE_HTML] == RAPPORT__COLUMN_NONE)
		of[RAPPORT__ROLE_TEXT] = wordiest(finding, false);
	if (of[RAPPORT__ROLE_TEXT] == RAPPORT__COLUMN_NONE &&
	    of[RAPPORT__ROLE_HTML] == RAPPORT__COLUMN_NONE)
		of[RAPPORT__ROLE_TEXT] = wordiest(finding, true);
	if (of[RAPPORT__ROLE_TEXT] == RAPPORT__COLUMN_NONE &&
	    of[RAPPORT__ROLE_HTML] == RAPPORT__COLUMN_NONE && columns->count == 1)
		of[RAPPORT__ROLE_TEXT] = 0;
	text = of[RAPPORT__ROLE_TEXT] != RAPPORT__COLUMN_NONE ? of[RAPPORT__ROLE_TEXT]
							      : of[RAPPORT__ROLE_HTML];
	columns->sense = RAPPORT__ROLE_COMMENT;
	if (text != RAPPORT__COLUMN_NONE && finding->content[text].known &&
	    finding->content[text].found.role <= RAPPORT__ROLE_HTML)
		columns->sense = finding->content[text].found.sense;
	for (size_t role = 0; role < RAPPORT__ROLES; role++)
		if (of[role] != RAPPORT__COLUMN_NONE)
			columns->present |= 1u << role;
}

enum rapport_status rapport__columns_find(struct rapport__columns *columns,
					  const struct rapport__csv *csv, const char *bytes,
					  size_t size, bool last,
					  const struct rapport__role_wanted *wanted,
					  struct rapport_error *error)
{
	struct finding finding = { .columns = columns, .csv = { .delimiter = csv->delimiter } };
	char list[LIST_BYTES];
	size_t taken = 0, count;
	enum rapport_status status;

	*columns = (struct rapport__columns){ 0 };
	for (size_t i = 0; i < RAPPORT__ROLES; i++)
		columns->of[i] = RAPPORT__COLUMN_NONE;
	status = read_header(&finding, bytes, size, last, &taken, error);
	count = finding.names ? finding.csv.count : 0;
	if (!status)
		status = find_wanted(&finding, wanted, error);
	if (!status && columns->of[RAPPORT__ROLE_DATE] == RAPPORT__COLUMN_NONE)
		columns->of[RAPPORT__ROLE_DATE] = best_named(&finding, RAPPORT__ROLE_DATE);
	if (!status && !look_at_rows(&finding, bytes + taken, size - taken, last))
		status = rapport_fail_memory(error);
	if (!status) {
		choose(&finding);
		list_names(&finding, list);
	}
	if (!status && !(columns->present & 3u))
		status = rapport_fail(error, RAPPORT_ERR_FORMAT, 0,
				      "no column looks like text; name it with --text-column: %s",
				      list);
	for (size_t i = 0; i < count; i++)
		rapport__buffer_clear(&finding.names[i]);
	rapport__free(finding.names);
	rapport__free(finding.content);
	rapport__buffer_clear(&finding.cell);
	rapport__csv_clear(&finding.csv);
	return status;
}
