#include "mail/automatic_locale_robot.h"

#include "tables.h"

Test(automatic_locale_robot, tables_are_sorted_and_folded)
{
	TABLES_CHECK(automatic_robot_lines);
	TABLES_CHECK(automatic_footers);
}
