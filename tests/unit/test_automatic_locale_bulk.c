#include "mail/automatic_locale_bulk.h"

#include "tables.h"

Test(automatic_locale_bulk, tables_are_sorted_and_folded)
{
	TABLES_CHECK(automatic_unsubscribes);
	TABLES_CHECK(automatic_browsers);
}
