#include "mail/automatic_locale_absence.h"

#include "tables.h"

Test(automatic_locale_absence, tables_are_sorted_and_folded)
{
	TABLES_CHECK(automatic_thanks_lines);
	TABLES_CHECK(automatic_urgent_lines);
	TABLES_CHECK(automatic_return_lines);
}
