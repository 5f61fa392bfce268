#include "mail/role.h"

#include <criterion/criterion.h>
#include <string.h>

/* A word that folding changes can never be found. */
static void expect_folded(const char *list)
{
	char word[RAPPORT__ROLE_NAME_BYTES], folded[RAPPORT__ROLE_NAME_BYTES];

	for (const char *p = list; *p; p += *p == ' ') {
		size_t size = strcspn(p, " ");

		cr_assert(size && size < sizeof word, "%.40s", p);
		memcpy(word, p, size);
		word[size] = '\0';
		rapport__role_fold(word, size, folded);
		cr_expect_str_eq(folded, word);
		p += size;
	}
}

Test(role_names, are_folded_and_of_a_role)
{
	size_t count = 0;

	for (; rapport__role_names[count].names; count++) {
		expect_folded(rapport__role_names[count].names);
		cr_expect_lt(rapport__role_names[count].role, RAPPORT__ROLES);
	}
	cr_expect_lt(count, RAPPORT__ROLE_RANK_LIKE);
	expect_folded(rapport__role_text_words);
	expect_folded(rapport__role_no_text_ends);
	expect_folded(rapport__role_outgoing_words);
	expect_folded(rapport__role_incoming_words);
	expect_folded(rapport__role_yes_words);
	expect_folded(rapport__role_no_words);
}
