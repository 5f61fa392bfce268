#include "mail/automatic_locale_answer.h"

#include "tables.h"

Test(automatic_locale_answer, tables_are_sorted_and_folded)
{
	TABLES_CHECK(automatic_receipts);
	TABLES_CHECK(automatic_receipt_lines);
	TABLES_CHECK(automatic_answers);
	TABLES_CHECK(automatic_answer_lines);
}
