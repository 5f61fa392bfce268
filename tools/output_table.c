#include "tools/output_table.h"

#include "tools/terminal.h"

#include <string.h>

enum {
	DATE_COLUMNS = 10,
	SURE_COLUMNS = 4,
	NUMBER_COLUMNS = 5, /* what explain --position takes */
	GAP = 2,
	INDENT = NUMBER_COLUMNS + DATE_COLUMNS + 2 * GAP
};

/* Labels are told apart by sign and colour; those of other models have neither. */
static const struct look {
	const char *label, *sign, *colour;
} looks[] = {
	{ "trust-building", "+", "\033[32m" },
	{ "neutral", "\xC2\xB7", "" },
	{ "pressure-reacting", "!", "\033[31m" },
};

static const struct look plain = { "", " ", "" };

static const struct look *look_of(const struct output *output, uint32_t k)
{
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
		if (!strcmp(looks[i].label, rapport_model_label(output->model, k)))
			return &looks[i];
	return &plain;
}

static void colour(const struct output *output, const char *code)
{
	if (output->colour && *code)
		fputs(code, output->file);
}

static unsigned label_columns(const struct output *output)
{
	size_t longest = strlen("reads as") + 2;

	for (uint32_t k = 0; k < rapport_model_label_count(output->model); k++)
		if (strlen(rapport_model_label(output->model, k)) + 2 > longest)
			longest = strlen(rapport_model_label(output->model, k)) + 2;
	return longest < 30 ? (unsigned)longest : 30;
}

static void put_part(const struct output *output, const char *text, size_t size, unsigned columns)
{
	terminal_put(output->file, text, size, columns, true);
	fprintf(output->file, "%*s", GAP, "");
}

static void put(const struct output *output, const char *text, unsigned columns)
{
	put_part(output, text ? text : "", text ? strlen(text) : 0, columns);
}

/* The name in "Anna Ek <anna@example.com>" tells people more than the address does. */
static size_t name_bytes(const char *from)
{
	const char *address = strchr(from, '<');

	return address && address > from + 1 ? (size_t)(address - from) : strlen(from);
}

/* What is left of the width is shared by sender and subject. */
static unsigned free_columns(const struct output *output)
{
	unsigned taken = NUMBER_COLUMNS + DATE_COLUMNS + label_columns(output) + SURE_COLUMNS +
			 5 * GAP;

	return output->width > taken + 20 ? output->width - taken : 20;
}

static void put_titles(const struct output *output)
{
	unsigned left = free_columns(output);

	colour(output, "\033[1m");
	fprintf(output->file, "%*s%*s", NUMBER_COLUMNS, "no.", GAP, "");
	put(output, "date", DATE_COLUMNS);
	put(output, "from", left * 2 / 5);
	put(output, "subject", left - left * 2 / 5);
	put(output, "reads as", label_columns(output));
	fputs("sure", output->file);
	colour(output, "\033[0m");
	fputc('\n', output->file);
}

/* The passage that speaks most for the text's label; NULL where none does. */
static const struct rapport_passage *telling(const struct rapport_verdict *verdict)
{
	const struct rapport_passage *best = NULL;

	for (size_t i = 0; i < verdict->passage_count; i++) {
		const struct rapport_passage *passage = &verdict->passages[i];

		if (passage->label == verdict->label &&
		    (!best || passage->confidence > best->confidence))
			best = passage;
	}
	return best;
}

static void put_passage(const struct output *output, const struct rapport__item *item,
			const struct rapport_verdict *verdict)
{
	const struct rapport_passage *passage = telling(verdict);

	if (!passage || !strcmp(rapport_model_label(output->model, verdict->label), "neutral"))
		return;
	fprintf(output->file, "%*s", INDENT, "");
	colour(output, "\033[2m");
	fputs("\xE2\x80\x9C", output->file);
	terminal_put(output->file, item->text + passage->start, passage->end - passage->start,
		     output->width - INDENT - 2, false);
	fputs("\xE2\x80\x9D", output->file);
	colour(output, "\033[0m");
	fputc('\n', output->file);
}

/* Texts that are no mail have no sender and subject: the text itself stands there. */
static void put_columns(const struct output *output, const struct rapport__item *item)
{
	unsigned left = free_columns(output);

	fprintf(output->file, "%*llu%*s", NUMBER_COLUMNS, (unsigned long long)item->position, GAP,
		"");
	if (item->from || item->subject || item->date) {
		put_part(output, item->date ? item->date : "",
			 item->date ? strnlen(item->date, DATE_COLUMNS) : 0, DATE_COLUMNS);
		put_part(output, item->from ? item->from : "",
			 item->from ? name_bytes(item->from) : 0, left * 2 / 5);
		put(output, item->subject, left - left * 2 / 5);
		return;
	}
	terminal_put(output->file, item->whole, item->whole_size, DATE_COLUMNS + left + 2 * GAP,
		     true);
	fprintf(output->file, "%*s", GAP, "");
}

void output_table_row(struct output *output, const struct rapport__item *item,
		      const struct rapport_verdict *verdict)
{
	const struct look *look;

	if (!verdict && !output->all)
		return;
	if (output->rows == 0 || !output->titled)
		put_titles(output);
	output->titled = true;
	put_columns(output, item);
	if (!verdict) {
		colour(output, "\033[2m");
		fprintf(output->file, "  (%s", output_skip_name(item->skip));
		if (item->skip_reason &&
		    strcmp(item->skip_reason, output_skip_name(item->skip)) != 0)
			fprintf(output->file, ": %s", item->skip_reason);
		fputs(")", output->file);
		colour(output, "\033[0m");
		fputc('\n', output->file);
		return;
	}
	look = look_of(output, verdict->label);
	colour(output, look->colour);
	fprintf(output->file, "%s ", verdict->unsure ? "?" : look->sign);
	terminal_put(output->file, rapport_model_label(output->model, verdict->label),
		     strlen(rapport_model_label(output->model, verdict->label)),
		     label_columns(output) - 2, true);
	colour(output, "\033[0m");
	fprintf(output->file, "%*s%2.0f %%\n", GAP, "", verdict->confidence * 100);
	put_passage(output, item, verdict);
}

void output_table_end(struct output *output)
{
	uint64_t skipped = 0;
	const char *comma = "";

	for (size_t i = 0; i < sizeof output->skipped / sizeof *output->skipped; i++)
		skipped += output->skipped[i];
	if (!output->rows)
		return;
	fprintf(output->file, "\n%llu texts: ", (unsigned long long)output->rows);
	for (uint32_t k = 0; k < rapport_model_label_count(output->model); k++) {
		const struct look *look = look_of(output, k);

		fprintf(output->file, "%s%llu ", comma, (unsigned long long)output->counts[k]);
		colour(output, look->colour);
		fputs(rapport_model_label(output->model, k), output->file);
		colour(output, "\033[0m");
		comma = ", ";
	}
	if (output->unsure)
		fprintf(output->file, " (%llu marked ? are unsure)",
			(unsigned long long)output->unsure);
	comma = "; not tagged: ";
	for (size_t i = 1; skipped && i < sizeof output->skipped / sizeof *output->skipped; i++) {
		if (!output->skipped[i])
			continue;
		fprintf(output->file, "%s%llu %s", comma, (unsigned long long)output->skipped[i],
			output_skip_name((enum rapport__skip)i));
		comma = ", ";
	}
	fputc('\n', output->file);
}
