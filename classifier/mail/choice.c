#include "mail/choice.h"

bool rapport__choice_wanted(struct rapport__choice *choices, const struct rapport__mime *mime,
			    size_t first, enum rapport__part_kind kind,
			    struct rapport__choice **rival)
{
	*rival = NULL;
	for (size_t i = first; i < mime->depth; i++) {
		struct rapport__choice *choice = &choices[i];

		if (!choice->part || choice->part == mime->levels[i].part)
			continue;
		if (choice->related)
			return false;
		if (!choice->alternative)
			continue;
		if (kind > choice->kind || (kind == RAPPORT__PART_HTML && choice->doubtful))
			*rival = choice;
		else
			return false;
	}
	return true;
}

bool rapport__choice_outdoes(const struct rapport__choice *rival, enum rapport__part_kind kind,
			     const struct rapport__buffer *piece,
			     const struct rapport__buffer *text)
{
	struct rapport__measure own, other;

	if (kind == RAPPORT__PART_HTML) {
		if (rival->kind != RAPPORT__PART_PLAIN)
			return true;
		own = rapport__alternative_measure(piece->data, piece->size, true);
		return rapport__alternative_outdone(&rival->measure, &own);
	}
	if (kind != RAPPORT__PART_PLAIN || rival->kind != RAPPORT__PART_HTML)
		return true;
	own = rapport__alternative_measure(piece->data, piece->size, false);
	if (!rapport__alternative_doubtful(&own))
		return true;
	other = rapport__alternative_measure(text->data + rival->mark, text->size - rival->mark,
					     true);
	return !rapport__alternative_outdone(&own, &other);
}

static void note(struct rapport__choice *choice, enum rapport__part_kind kind,
		 const struct rapport__buffer *piece)
{
	choice->kind = kind;
	choice->doubtful = false;
	if (!choice->alternative || kind != RAPPORT__PART_PLAIN)
		return;
	choice->measure = rapport__alternative_measure(piece->data, piece->size, false);
	choice->doubtful = rapport__alternative_doubtful(&choice->measure);
}

void rapport__choice_take(struct rapport__choice *choices, const struct rapport__mime *mime,
			  size_t first, enum rapport__part_kind kind,
			  const struct rapport__buffer *piece, struct rapport__buffer *text)
{
	for (size_t i = mime->depth; i-- > first;) {
		struct rapport__choice *choice = &choices[i];

		if (!choice->alternative && !choice->related)
			continue;
		if (choice->part == mime->levels[i].part) {
			choice->doubtful = false; /* it has more than this */
			continue;
		}
		if (choice->alternative)
			text->size = choice->mark;
		choice->part = mime->levels[i].part;
		note(choice, kind, piece);
	}
	/* An outer one may have dropped what stood before an inner one. */
	for (size_t i = first; i < mime->depth; i++)
		if (choices[i].mark > text->size)
			choices[i].mark = text->size;
}
