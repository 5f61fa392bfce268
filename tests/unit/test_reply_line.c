#include "mail/reply_line.h"

#include <criterion/criterion.h>
#include <string.h>

Test(reply_line, every_kind_has_its_own_name)
{
	for (int i = 0; i < RAPPORT__REPLY_KINDS; i++) {
		const char *name = rapport__reply_kind_name((enum rapport__reply_kind)i);

		cr_assert(name && *name);
		for (int k = 0; k < i; k++)
			cr_expect(strcmp(name,
					 rapport__reply_kind_name((enum rapport__reply_kind)k)));
	}
	cr_expect(
		!strcmp(rapport__reply_kind_name(RAPPORT__REPLY_FORWARD_HEADER), "forward header"));
	cr_expect(!*rapport__reply_kind_name(RAPPORT__REPLY_KINDS));
}
