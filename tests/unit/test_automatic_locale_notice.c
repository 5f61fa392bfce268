#include "mail/automatic_locale_notice.h"

#include "tables.h"

Test(automatic_locale_notice, tables_are_sorted_and_folded)
{
	TABLES_CHECK(automatic_notices);
	TABLES_CHECK(automatic_notice_lines);
}
