#include "mail/automatic_locale_bounce.h"

#include "tables.h"

Test(automatic_locale_bounce, tables_are_sorted_and_folded)
{
	TABLES_CHECK(automatic_bounces);
	TABLES_CHECK(automatic_bounce_lines);
}
