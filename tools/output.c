#include "tools/output.h"

#include "text/json.h"
#include "text/utf8.h"
#include "tools/output_table.h"
#include "tools/terminal.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

static bool add_format(struct rapport__buffer *line, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static bool add_format(struct rapport__buffer *line, const char *format, ...)
{
	char text[256];
	va_list values;
	int size;

	va_start(values, format);
	size = vsnprintf(text, sizeof text, format, values);
	va_end(values);
	return size >= 0 && rapport__buffer_add(line, text, (size_t)size);
}

const char *output_skip_name(enum rapport__skip skip)
{
	static const char *const names[] = { "empty",      "automatic", "own",      "empty",
					     "unreadable", "discarded", "duplicate" };

	/* A text that nothing speaks against, and that is not tagged all the same, had no words. */
	return names[skip];
}

void output_open(struct output *output, FILE *file, const char *format, bool answers,
		 const rapport_model *model)
{
	*output = (struct output){ .file = file, .model = model };
	if (answers)
		output->format = OUTPUT_ANSWERS;
	else if (!format)
		output->format = isatty(fileno(file)) ? OUTPUT_TABLE : OUTPUT_JSONL;
	else if (!strcmp(format, "jsonl"))
		output->format = OUTPUT_JSONL;
	else if (!strcmp(format, "csv"))
		output->format = OUTPUT_CSV;
	else if (!strcmp(format, "tsv"))
		output->format = OUTPUT_TSV;
	if (output->format == OUTPUT_TABLE) {
		output->colour = terminal_has_colour(file);
		output->width = terminal_width(file);
	}
}

/* "name":"value", or "name":null */
static bool add_member(struct rapport__buffer *line, const char *name, const char *value)
{
	return add_format(line, "%s\"%s\":", line->size > 1 ? "," : "", name) &&
	       (value ? rapport__json_quote(line, value, strlen(value))
		      : rapport__buffer_add_string(line, "null"));
}

static bool add_passages(struct output *output, const struct rapport__item *item,
			 const struct rapport_verdict *verdict)
{
	struct rapport__buffer *line = &output->line;

	if (!rapport__buffer_add_string(line, ",\"passages\":["))
		return false;
	for (size_t i = 0; i < verdict->passage_count; i++) {
		const struct rapport_passage *passage = &verdict->passages[i];

		if (!add_format(line, "%s{\"start\":%u,\"end\":%u,\"label\":", i ? "," : "",
				passage->start, passage->end) ||
		    !rapport__json_quote(
			    line, rapport_model_label(output->model, passage->label),
			    strlen(rapport_model_label(output->model, passage->label))) ||
		    !add_format(line, ",\"confidence\":%.4f,\"text\":", passage->confidence) ||
		    !rapport__json_quote(line, item->text + passage->start,
					 passage->end - passage->start) ||
		    !rapport__buffer_add_string(line, "}"))
			return false;
	}
	return rapport__buffer_add_string(line, "]");
}

static bool add_verdict(struct output *output, const struct rapport__item *item,
			const struct rapport_verdict *verdict)
{
	struct rapport__buffer *line = &output->line;
	const uint32_t K = rapport_model_label_count(output->model);

	if (!add_member(line, "label", rapport_model_label(output->model, verdict->label)) ||
	    !add_format(line, ",\"confidence\":%.4f,\"unsure\":%s,\"scores\":{",
			verdict->confidence, verdict->unsure ? "true" : "false"))
		return false;
	for (uint32_t k = 0; k < K; k++) {
		const char *label = rapport_model_label(output->model, k);

		if ((k && !rapport__buffer_add_string(line, ",")) ||
		    !rapport__json_quote(line, label, strlen(label)) ||
		    !add_format(line, ":%.4f", verdict->scores[k]))
			return false;
	}
	return rapport__buffer_add_string(line, "}") && add_passages(output, item, verdict);
}

static bool add_json(struct output *output, const struct rapport__item *item,
		     const struct rapport_verdict *verdict)
{
	struct rapport__buffer *line = &output->line;

	if (!rapport__buffer_add_string(line, "{") || !add_member(line, "source", item->source) ||
	    !add_format(line, ",\"position\":%llu", (unsigned long long)item->position) ||
	    !add_member(line, "message_id", item->message_id) ||
	    !add_member(line, "date", item->date) || !add_member(line, "from", item->from) ||
	    !add_member(line, "subject", item->subject) ||
	    !add_member(line, "conversation", item->conversation))
		return false;
	if (verdict ? !add_verdict(output, item, verdict)
		    : !add_member(line, "label", NULL) ||
			      !add_member(line, "skipped", output_skip_name(item->skip)) ||
			      !add_member(line, "reason", item->skip_reason))
		return false;
	if (item->truncated && !rapport__buffer_add_string(line, ",\"truncated\":true"))
		return false;
	return rapport__buffer_add_string(line, "}\n");
}

/* Whether a spreadsheet may take the cell for a formula: it begins with one of OWASP's signs, plain
 * or full-width, or of Lotus; what a spreadsheet passes over stands before it. */
static bool is_formula(const char *value, size_t size)
{
	static const char *const passed[] = { " ",
					      "\"",
					      "'",
					      "\t",
					      "\r",
					      "\n",
					      "\xC2\xA0",
					      "\xC2\x85",
					      "\xE2\x80\x8B",
					      "\xE2\x80\x8C",
					      "\xE2\x80\x8D",
					      "\xE2\x81\xA0",
					      "\xEF\xBB\xBF",
					      "\xE3\x80\x80" };
	static const char *const signs[] = { "=",
					     "+",
					     "-",
					     "@",
					     "|",
					     "%",
					     "\xEF\xBC\x9D",
					     "\xEF\xBC\x8B",
					     "\xEF\xBC\x8D",
					     "\xEF\xBC\xA0" };
	size_t at = 0, before;

	if (size && strchr("\t\r\n", *value))
		return true;
	do {
		before = at;
		for (size_t i = 0; i < sizeof passed / sizeof *passed; i++)
			if (!strncmp(value + at, passed[i], strlen(passed[i])))
				at += strlen(passed[i]);
	} while (at > before);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (size && !strncmp(value + at, signs[i], strlen(signs[i])))
			return true;
	return false;
}

/* One cell of CSV (RFC 4180) or TSV.  A cell that a spreadsheet would take for a formula gets an
 * apostrophe in front, as OWASP advises; what a terminal might obey is left out. */
static bool add_cell(struct output *output, const char *value)
{
	struct rapport__buffer *line = &output->line;
	const bool csv = output->format == OUTPUT_CSV;
	size_t size = value ? strlen(value) : 0;
	bool quoted = csv && value && strpbrk(value, ",\"\r\n");

	if (line->size && !rapport__buffer_add_string(line, csv ? "," : "\t"))
		return false;
	if (quoted && !rapport__buffer_add_string(line, "\""))
		return false;
	if (is_formula(value ? value : "", size) && !rapport__buffer_add_string(line, "'"))
		return false;
	for (size_t i = 0, taken; i < size; i += taken) {
		uint32_t code_point;

		taken = rapport__utf8_next(value + i, size - i, &code_point);
		if (code_point == '"' && csv && !rapport__buffer_add_string(line, "\""))
			return false;
		if (code_point == '\t' || code_point == '\n' || code_point == '\r') {
			if (!rapport__buffer_add(line, csv ? value + i : " ", 1))
				return false;
		} else if (!rapport__utf8_unsafe(code_point) &&
			   !rapport__buffer_add(line, value + i, taken)) {
			return false;
		}
	}
	return !quoted || rapport__buffer_add_string(line, "\"");
}

static bool add_number(struct output *output, double value)
{
	return rapport__buffer_add_string(&output->line,
					  output->format == OUTPUT_CSV ? "," : "\t") &&
	       add_format(&output->line, "%.4f", value);
}

static bool add_titles(struct output *output)
{
	static const char *const titles[] = { "source",  "position", "message_id",   "date",
					      "from",    "subject",  "conversation", "label",
					      "skipped", "reason",   "unsure",       "confidence" };

	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (!add_cell(output, titles[i]))
			return false;
	for (uint32_t k = 0; k < rapport_model_label_count(output->model); k++)
		if (!add_cell(output, rapport_model_label(output->model, k)))
			return false;
	return rapport__buffer_add_string(&output->line,
					  output->format == OUTPUT_CSV ? "\r\n" : "\n");
}

static bool add_row(struct output *output, const struct rapport__item *item,
		    const struct rapport_verdict *verdict)
{
	char position[24];
	bool done;

	if (!output->rows && !add_titles(output))
		return false;
	/* The titles stay in the line, so a cell's separator cannot be told by an empty one. */
	if (!output->rows) {
		fwrite(output->line.data, 1, output->line.size, output->file);
		output->line.size = 0;
	}
	snprintf(position, sizeof position, "%llu", (unsigned long long)item->position);
	done = add_cell(output, item->source) && add_cell(output, position) &&
	       add_cell(output, item->message_id) && add_cell(output, item->date) &&
	       add_cell(output, item->from) && add_cell(output, item->subject) &&
	       add_cell(output, item->conversation) &&
	       add_cell(output,
			verdict ? rapport_model_label(output->model, verdict->label) : NULL) &&
	       add_cell(output, verdict ? NULL : output_skip_name(item->skip)) &&
	       add_cell(output, verdict ? NULL : item->skip_reason) &&
	       add_cell(output, !verdict          ? NULL
				: verdict->unsure ? "yes"
						  : "no");
	if (done && verdict)
		done = add_number(output, verdict->confidence);
	else if (done)
		done = add_cell(output, NULL);
	for (uint32_t k = 0; done && k < rapport_model_label_count(output->model); k++)
		done = verdict ? add_number(output, verdict->scores[k]) : add_cell(output, NULL);
	return done && rapport__buffer_add_string(&output->line,
						  output->format == OUTPUT_CSV ? "\r\n" : "\n");
}

/* label<TAB>confidence, and "-<TAB>0" for what was not tagged, so that lines stay in step. */
static bool add_answer(struct output *output, const struct rapport_verdict *verdict)
{
	char number[16] = "0.0000";
	unsigned parts;

	if (!verdict)
		return rapport__buffer_add_string(&output->line, "-\t0\n");
	parts = (unsigned)(verdict->confidence * 10000 + 0.5);
	number[0] = (char)('0' + parts / 10000);
	for (int i = 5; i > 1; i--, parts /= 10)
		number[i] = (char)('0' + parts % 10);
	number[6] = '\n';
	return rapport__buffer_add_string(&output->line,
					  rapport_model_label(output->model, verdict->label)) &&
	       rapport__buffer_add(&output->line, "\t", 1) &&
	       rapport__buffer_add(&output->line, number, 7);
}

bool output_item(struct output *output, const struct rapport__item *item,
		 const struct rapport_verdict *verdict)
{
	bool done = true;

	output->line.size = 0;
	if (verdict) {
		output->counts[verdict->label]++;
		output->unsure += verdict->unsure;
	} else {
		output->skipped[item->skip ? item->skip : RAPPORT__SKIP_EMPTY]++;
	}
	switch (output->format) {
	case OUTPUT_TABLE:
		output_table_row(output, item, verdict);
		break;
	case OUTPUT_JSONL:
		done = add_json(output, item, verdict);
		break;
	case OUTPUT_CSV:
	case OUTPUT_TSV:
		done = add_row(output, item, verdict);
		break;
	case OUTPUT_ANSWERS:
		done = add_answer(output, verdict);
		break;
	}
	if (done && output->format != OUTPUT_TABLE)
		fwrite(output->line.data, 1, output->line.size, output->file);
	output->rows++;
	return done;
}

bool output_unread(struct output *output, uint64_t count)
{
	for (; output->unread < count; output->unread++) {
		output->line.size = 0;
		if (output->format != OUTPUT_ANSWERS)
			continue;
		if (!add_answer(output, NULL))
			return false;
		fwrite(output->line.data, 1, output->line.size, output->file);
	}
	return true;
}

void output_close(struct output *output)
{
	if (output->format == OUTPUT_TABLE)
		output_table_end(output);
	rapport__buffer_clear(&output->line);
}
