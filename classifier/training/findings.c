#include "training/findings.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* Appends the words of a finding, with a NUL, to those of the others. */
static bool add_words(struct rapport__buffer *words, const char *format, va_list arguments)
{
	va_list again;
	int size;

	va_copy(again, arguments);
	size = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (size < 0 || !rapport__buffer_reserve(words, (size_t)size + 1))
		return false;
	vsnprintf(words->data + words->size, (size_t)size + 1, format, arguments);
	words->size += (size_t)size + 1;
	return true;
}

enum rapport_status rapport__findings_add(struct rapport__findings *findings,
					  enum rapport__finding_kind kind,
					  const struct rapport__position *position,
					  struct rapport_error *error, const char *format, ...)
{
	const size_t what_at = findings->words.size;
	va_list arguments;
	bool done;

	if (!rapport__grow(&findings->list, &findings->capacity, findings->count + 1,
			   sizeof *findings->list))
		return rapport_fail_memory(error);
	va_start(arguments, format);
	done = add_words(&findings->words, format, arguments);
	va_end(arguments);
	if (!done)
		return rapport_fail_memory(error);
	findings->list[findings->count++] = (struct rapport__finding){ kind, *position, what_at };
	return RAPPORT_OK;
}

static int compare(const void *a, const void *b)
{
	const struct rapport__finding *left = a, *right = b;

	if (left->kind != right->kind)
		return left->kind < right->kind ? -1 : 1;
	if (left->position.file != right->position.file)
		return left->position.file < right->position.file ? -1 : 1;
	if (left->position.line != right->position.line)
		return left->position.line < right->position.line ? -1 : 1;
	return (left->what_at > right->what_at) - (left->what_at < right->what_at);
}

void rapport__findings_sort(struct rapport__findings *findings)
{
	if (findings->count)
		qsort(findings->list, findings->count, sizeof *findings->list, compare);
}

size_t rapport__findings_count(const struct rapport__findings *findings,
			       enum rapport__finding_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < findings->count; i++)
		count += findings->list[i].kind == kind;
	return count;
}

const char *rapport__findings_what(const struct rapport__findings *findings,
				   const struct rapport__finding *finding)
{
	return findings->words.data + finding->what_at;
}

const char *rapport__findings_file(const struct rapport__findings *findings,
				   const struct rapport__position *position)
{
	return rapport__names_get(&findings->files, position->file);
}

void rapport__findings_clear(struct rapport__findings *findings)
{
	rapport__free(findings->list);
	rapport__names_clear(&findings->files);
	rapport__buffer_clear(&findings->words);
	*findings = (struct rapport__findings){ 0 };
}
