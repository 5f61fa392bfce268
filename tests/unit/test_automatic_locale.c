#include "mail/automatic_locale.h"

#include "tables.h"

Test(automatic_locale, tables_are_sorted_and_folded)
{
	TABLES_CHECK(automatic_away);
	TABLES_CHECK(automatic_absences);
	TABLES_CHECK(automatic_away_lines);
}
