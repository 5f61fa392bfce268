#include "mail/csv_look.h"

#include <criterion/criterion.h>
#include <string.h>

Test(csv_look, finds_the_delimiter)
{
	static const struct {
		const char *bytes;
		char delimiter;
	} rows[] = {
		{ "a,b\n1,2\n", ',' },
		{ "a;b\n1,5;2\n", ';' },
		{ "a\tb\n1,2\t3\n", '\t' },
		{ "a|b\n1|2\n", '|' },
		{ "Name, first;Comment\nEk, Anna;good\n", ';' },
		{ "\"a;b\";c\n\"d;e\";f\n", ';' },
		{ "Comment\nwell, no\n", '\0' },
		{ "", '\0' },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char delimiter = 'x';

		cr_expect(rapport__csv_delimiter(rows[i].bytes, strlen(rows[i].bytes), true,
						 &delimiter));
		cr_expect_eq(delimiter, rows[i].delimiter, "row %zu: '%c'", i, delimiter);
	}
}

Test(csv_look, takes_tables)
{
	static const char *const tables[] = {
		"Subject,Body\n",
		"Subject,Body\na,b",
		"Subject, Body, From\na, b, c\n",
		"id,text\n1,well, no\n",
		"sep=;\r\na;b\r\n",
		"Q1;Q2;Q3\n1;\"a, b\nc\";3\n4;5;6\n",
		"product,stars\nlamp,5\nchair,4\n",
		"\"Subject\"\t\"Body\"\n\"a\"\t\"b\"\n",
		"\xE4\xBB\xB6\xE5\x90\x8D,\xE6\x9C\xAC\xE6\x96\x87\na,b\n",
		"From,To,Body\na,b\n\nc,d,e,f\n",
		"#,Name,Comment\n1,Anna,good\n2,Bob,bad\n",
		"\"#\",Name,Comment\n1,Anna,\"a, b\"\n2,Bob,bad\n",
		"Nr.;Datum;Kommentar\n1;08.01.2026;gut\n2;09.01.2026;schlecht\n",
		"ID,Date,How was it? Please explain.\n1,2026-01-08,good\n2,2026-01-09,bad\n",
	};

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		cr_expect(rapport__csv_look(tables[i], strlen(tables[i]), true), "%s", tables[i]);
}

Test(csv_look, leaves_what_is_no_table)
{
	static const char *const others[] = {
		"",
		"a",
		"Dear Anna,\nthanks for your mail, it helps.\nBest, Bob\n",
		"Hello, Anna\nthanks, Bob\nbye, Anna\n",
		"One, two, three\nfour, five, six\nseven, eight, nine\n",
		"{\"a\":1,\"b\":2}\n{\"a\":1,\"b\":2}\n",
		"<p>a,b</p>\n<p>c,d</p>\n",
		"int a;\nint b;\nint c;\n",
		"f(a,b);\ng(c,d);\nh(e,f);\n",
		"INSERT INTO t VALUES (1,'a','b');\nINSERT INTO t VALUES (2,'c','d');\n",
		"2026-01-05 10:00:00,123 INFO start\n2026-01-05 10:00:00,124 INFO stop\n"
		"2026-01-05 10:00:00,125 INFO end\n",
		"Name:\tAnna\nTown:\tRome\nAge:\t40\n",
		"\tif (a)\n\t\treturn b;\n\treturn c;\n",
		"10:00\tAnna\thi\n10:01\tBob\thi\n10:02\tAnna\tbye\n",
		"anna@example.com,hi\nbob@example.com,ho\ncleo@example.com,he\n",
		"INFO|start|a\nINFO|stop|b\nWARN|stop|c\n",
		"a = b, c\nd = e, f\ng = h, i\n",
		"# Title | more\n\nText | text\n",
		"#, name, date\n1, 2, 3\n4, 5, 6\n",
		"To name,a date,is hard.\nSo, we say, nothing\nso, they say, less\n",
	};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		cr_expect(!rapport__csv_look(others[i], strlen(others[i]), true), "%s", others[i]);
}

Test(csv_look, says_no_without_memory)
{
	char delimiter;

	rapport__memory_fail_after(0);
	cr_expect(!rapport__csv_look("Subject,Body\n", 13, true));
	cr_expect(!rapport__csv_delimiter("Subject,Body\n", 13, true, &delimiter));
	rapport__memory_fail_after(-1);
}
