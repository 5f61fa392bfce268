#include "text/utf8.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The Unicode Standard, table 3-7: the well-formed byte sequences and nothing else. */
static const struct {
	unsigned char low[4], high[4];
	size_t size;
} well_formed[] = {
	{ { 0x00 }, { 0x7F }, 1 },
	{ { 0xC2, 0x80 }, { 0xDF, 0xBF }, 2 },
	{ { 0xE0, 0xA0, 0x80 }, { 0xE0, 0xBF, 0xBF }, 3 },
	{ { 0xE1, 0x80, 0x80 }, { 0xEC, 0xBF, 0xBF }, 3 },
	{ { 0xED, 0x80, 0x80 }, { 0xED, 0x9F, 0xBF }, 3 },
	{ { 0xEE, 0x80, 0x80 }, { 0xEF, 0xBF, 0xBF }, 3 },
	{ { 0xF0, 0x90, 0x80, 0x80 }, { 0xF0, 0xBF, 0xBF, 0xBF }, 4 },
	{ { 0xF1, 0x80, 0x80, 0x80 }, { 0xF3, 0xBF, 0xBF, 0xBF }, 4 },
	{ { 0xF4, 0x80, 0x80, 0x80 }, { 0xF4, 0x8F, 0xBF, 0xBF }, 4 },
};

#define FFFD "\xEF\xBF\xBD"

static const struct {
	const char *name, *bytes, *repaired;
} repairs[] = {
	{ "nothing", "", "" },
	{ "ASCII", "plain", "plain" },
	{ "all lengths", "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x8A",
	  "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x8A" },
	{ "Latin-1", "caf\xE9 cr\xE8me", "caf" FFFD " cr" FFFD "me" },
	{ "Windows quotes", "\x93quoted\x94", FFFD "quoted" FFFD },
	{ "overlong slash", "\xC0\xAF", FFFD FFFD },
	{ "overlong NUL", "\xC0\x80", FFFD FFFD },
	{ "surrogate", "\xED\xA0\x80", FFFD FFFD FFFD },
	{ "beyond Unicode", "\xF4\x90\x80\x80", FFFD FFFD FFFD FFFD },
	{ "cut at the end", "a\xE2\x82", "a" FFFD FFFD },
	{ "cut in the middle", "\xE2\x82 x", FFFD FFFD " x" },
	{ "continuation first", "\x80\xC3\xA9", FFFD "\xC3\xA9" },
	{ "a replacement that was there", FFFD, FFFD },
	{ "no UTF-8 at all", "\xFF\xFE", FFFD FFFD },
};

static const struct {
	const char *name, *word, *folded;
} folds[] = {
	{ "ASCII capitals", "Don'T @[`{", "don't @[`{" },
	{ "umlauts", "ÄÖÜ", "äöü" },
	{ "sharp s", "Straße STRAẞE", "strasse strasse" },
	{ "decomposed", "A\xCC\x88", "ä" },
	{ "marks in another order", "a\xCC\x81\xCC\xA3", "\xE1\xBA\xA1\xCC\x81" },
	{ "ligature", "ﬁne", "fine" },
	{ "full width", "ＦＲＥＥ", "free" },
	{ "dotted capital I", "İ", "i\xCC\x87" },
	{ "final sigma", "ΣΊΣΥΦΟΣ", "σίσυφοσ" },
	{ "soft hyphen and zero width space", "ex\xC2\xADtra\xE2\x80\x8B", "extra" },
	{ "nothing but ignorables", "\xC2\xAD\xE2\x80\x8B", "" },
	{ "fraction", "½", "1⁄2" },
	{ "Hangul parts", "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한" },
	{ "one that grows elevenfold", "ﷺ", "صلى الله عليه وسلم" },
	{ "not UTF-8", "caf\xE9", "" },
	{ "surrogate", "\xED\xA0\x80", "" },
};

/* An encoder of its own, by the definition. */
static size_t encode(uint32_t c, char *out)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 63));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 63));
		out[2] = (char)(0x80 | (c & 63));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 63));
	out[2] = (char)(0x80 | (c >> 6 & 63));
	out[3] = (char)(0x80 | (c & 63));
	return 4;
}

Test(utf8, reads_and_writes_every_code_point)
{
	struct rapport__buffer out = { 0 };

	for (uint32_t c = 0; c <= 0x110000; c++) {
		bool scalar = c < 0xD800 || (c > 0xDFFF && c <= 0x10FFFF);
		char bytes[4];
		size_t size = encode(c, bytes);
		uint32_t read;

		out.size = 0;
		cr_assert(rapport__utf8_append(&out, c));
		if (!scalar) {
			cr_assert_eq(rapport__utf8_next(bytes, size, &read), 1, "U+%04X", c);
			cr_assert_eq(read, 0xFFFD, "U+%04X", c);
			cr_assert_str_eq(out.data, FFFD);
			continue;
		}
		cr_assert_eq(rapport__utf8_next(bytes, size, &read), size, "U+%04X", c);
		cr_assert_eq(read, c, "U+%04X", c);
		cr_assert(out.size == size && !memcmp(out.data, bytes, size), "U+%04X", c);
		for (size_t cut = 1; cut < size; cut++) {
			cr_assert_eq(rapport__utf8_next(bytes, cut, &read), 1, "U+%04X", c);
			cr_assert_eq(read, 0xFFFD, "U+%04X cut at %zu", c, cut);
		}
	}
	cr_expect(rapport__utf8_append(&out, UINT32_MAX));
	rapport__buffer_clear(&out);
}

static bool in_table(const unsigned char *bytes, size_t size)
{
	for (size_t i = 0; i < sizeof well_formed / sizeof *well_formed; i++) {
		size_t k = 0;

		while (k < size && bytes[k] >= well_formed[i].low[k] &&
		       bytes[k] <= well_formed[i].high[k])
			k++;
		if (k == size && size == well_formed[i].size)
			return true;
	}
	return false;
}

/* Sequences that begin with a byte of a longer one: the standard's table says which are whole. */
Test(utf8, takes_the_well_formed_sequences_of_the_standard_and_no_others)
{
	enum {
		EDGES = 10
	};
	static const unsigned char edges[EDGES] = { 0x00, 0x7F, 0x80, 0x8F, 0x90,
						    0x9F, 0xA0, 0xBF, 0xC0, 0xFF };
	unsigned char bytes[4];

	for (unsigned lead = 0x80; lead < 0x100; lead++)
		for (unsigned second = 0; second < 0x100; second++)
			for (size_t i = 0; i < EDGES * EDGES; i++) {
				bytes[0] = (unsigned char)lead;
				bytes[1] = (unsigned char)second;
				bytes[2] = edges[i % EDGES];
				bytes[3] = edges[i / EDGES];
				for (size_t size = 1; size <= 4; size++) {
					uint32_t read;
					size_t taken = rapport__utf8_next((char *)bytes, size,
									  &read);
					bool whole = false;

					for (size_t k = 1; k <= size && !whole; k++)
						whole = in_table(bytes, k);
					cr_assert_eq(taken > 1, whole, "%02X %02X %02X %02X", lead,
						     second, bytes[2], bytes[3]);
					cr_assert(whole ? in_table(bytes, taken) : read == 0xFFFD);
				}
			}
}

Test(utf8, repairs_each_broken_byte_and_nothing_else)
{
	for (size_t i = 0; i < sizeof repairs / sizeof *repairs; i++) {
		struct rapport__buffer out = { 0 };
		size_t size = strlen(repairs[i].bytes);

		cr_assert(rapport__buffer_add_string(&out, "kept "));
		cr_assert(rapport__utf8_repair(repairs[i].bytes, size, &out));
		cr_expect_str_eq(out.data + 5, repairs[i].repaired, "%s", repairs[i].name);
		cr_expect(rapport__utf8_valid(out.data, out.size), "%s", repairs[i].name);
		cr_expect_eq(rapport__utf8_valid(repairs[i].bytes, size),
			     !strcmp(repairs[i].bytes, repairs[i].repaired), "%s", repairs[i].name);
		rapport__buffer_clear(&out);
	}
}

Test(utf8, keeps_nul_bytes_and_says_so_without_memory)
{
	struct rapport__buffer out = { 0 };
	static char large[1 << 20];
	long n = 0;

	cr_assert(rapport__utf8_repair("a\0\xFF\0b", 5, &out));
	cr_expect(out.size == 7 && !memcmp(out.data, "a\0" FFFD "\0b", 8));
	rapport__buffer_clear(&out);
	memset(large, 0xFE, sizeof large);
	cr_expect(!rapport__utf8_valid(large, sizeof large));
	for (bool done = false; !done; n++) {
		cr_assert_leq(n, 100);
		rapport__buffer_clear(&out);
		rapport__memory_fail_after(n);
		done = rapport__utf8_repair(large, sizeof large, &out);
		rapport__memory_fail_after(-1);
	}
	cr_expect_gt(n, 10);
	cr_expect_eq(out.size, 3 * sizeof large);
	rapport__buffer_clear(&out);
	rapport__memory_fail_after(0);
	cr_expect(!rapport__utf8_append(&out, 'x'));
	rapport__memory_fail_after(-1);
}

Test(utf8, folds_words_as_a_reader_compares_them)
{
	for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
		char out[128] = "";
		size_t size = rapport__utf8_fold(folds[i].word, strlen(folds[i].word), out, 127);

		out[size] = '\0';
		cr_expect_str_eq(out, folds[i].folded, "%s: %s", folds[i].name, out);
		/* What is folded folds to itself, and one byte less of room gives nothing. */
		cr_expect_eq(rapport__utf8_fold(folds[i].folded, size, out, size), size, "%s",
			     folds[i].name);
		cr_expect_eq(memcmp(out, folds[i].folded, size), 0, "%s", folds[i].name);
		if (size)
			cr_expect_eq(rapport__utf8_fold(folds[i].word, strlen(folds[i].word), out,
							size - 1),
				     0, "%s", folds[i].name);
	}
}

Test(utf8, folds_hostile_words_within_their_room)
{
	char word[255], out[513];

	for (size_t i = 0; i < sizeof word; i += 3)
		memcpy(word + i, "ﷺ", 3);
	memset(out, '#', sizeof out);
	cr_expect_eq(rapport__utf8_fold(word, sizeof word, out, 512), 0, "2805 bytes do not fit");
	cr_expect_eq(rapport__utf8_fold(word, 15 * 3, out, 512), 15 * 33);
	cr_expect_eq(out[15 * 33], '#');
	memset(word, 'A', sizeof word);
	cr_expect_eq(rapport__utf8_fold(word, sizeof word, out, sizeof word), sizeof word);
	cr_expect_eq(rapport__utf8_fold(word, sizeof word, out, sizeof word - 1), 0);
	cr_expect_eq(rapport__utf8_fold("\0A", 2, out, 2), 2);
	cr_expect(out[0] == '\0' && out[1] == 'a');
	cr_expect_eq(rapport__utf8_fold("", 0, out, 0), 0);
	/* 127 marks on one letter, in an order that canonical reordering must mend. */
	for (size_t i = 1; i + 1 < sizeof word; i += 2)
		memcpy(word + i, i % 4 == 1 ? "\xCC\x81" : "\xCC\xA3", 2);
	cr_expect_gt(rapport__utf8_fold(word, sizeof word, out, 512), 200);
}

static const struct {
	uint32_t code_point;
	unsigned width;
	bool unsafe;
} shown[] = {
	{ 'a', 1, false },    { ' ', 1, false },     { 0xE9, 1, false },   { 0x301, 0, false },
	{ 0x4E2D, 2, false }, { 0x1F60A, 2, false }, { 0xAC00, 2, false }, { 0x0416, 1, false },
	{ 0, 0, true },       { '\n', 0, true },     { 0x1B, 0, true },    { 0x7F, 0, true },
	{ 0x9B, 0, true },    { 0x200B, 0, true },   { 0x202E, 0, true },  { 0x2066, 0, true },
	{ 0x2028, 0, true },  { 0x2029, 0, true },   { 0xFEFF, 0, true },
};

Test(utf8, knows_what_a_terminal_shows_and_what_it_obeys)
{
	static const uint32_t never_shown[] = { 0xE000, 0xD800, 0x0378, 0x10FFFF, 0x110000 };

	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		uint32_t c = shown[i].code_point;

		cr_expect_eq(rapport__utf8_width(c), shown[i].width, "U+%04X: %u", c,
			     rapport__utf8_width(c));
		cr_expect_eq(rapport__utf8_unsafe(c), shown[i].unsafe, "U+%04X", c);
	}
	for (size_t i = 0; i < sizeof never_shown / sizeof *never_shown; i++)
		cr_expect(rapport__utf8_unsafe(never_shown[i]), "U+%04X", never_shown[i]);
}

/* Opens a file of Debian's package unicode-data if it is of the version of our tables. */
static FILE *unicode_data(const char *name)
{
	char line[128] = "";
	FILE *file = fopen("/usr/share/unicode/DerivedNormalizationProps.txt", "r");
	bool same = file && fgets(line, sizeof line, file) &&
		    strstr(line, rapport__utf8_unicode_version());

	if (file)
		fclose(file);
	return same ? fopen(name, "r") : NULL;
}

static enum rapport__utf8_kind kind_of(uint32_t c, const char *category)
{
	static const char majors[] = "LMNPSZ";
	static const enum rapport__utf8_kind kinds[] = {
		RAPPORT__UTF8_LETTER,      RAPPORT__UTF8_MARK,   RAPPORT__UTF8_DIGIT,
		RAPPORT__UTF8_PUNCTUATION, RAPPORT__UTF8_SYMBOL, RAPPORT__UTF8_SPACE,
	};
	const char *major = strchr(majors, category[0]);

	if (!strncmp(category, "Cf", 2))
		return RAPPORT__UTF8_FORMAT;
	if (c >= '\t' && c <= '\r')
		return RAPPORT__UTF8_SPACE;
	return major && c != 0xFFFD ? kinds[major - majors] : RAPPORT__UTF8_OTHER;
}

Test(utf8, tells_the_kinds_of_unicode_data)
{
	FILE *file = unicode_data("/usr/share/unicode/UnicodeData.txt");
	uint32_t next = 0, c;
	char line[512];

	if (!file)
		cr_skip_test("needs unicode-data of Unicode %s", rapport__utf8_unicode_version());
	while (fgets(line, sizeof line, file)) {
		char *end, *category;

		c = (uint32_t)strtoul(line, &end, 16);
		category = strchr(end + 1, ';') + 1;
		/* What is passed over is unassigned, but in a range "First" to "Last". */
		for (; next < c; next++)
			cr_assert_eq(rapport__utf8_kind(next),
				     kind_of(next, strstr(line, ", Last>") ? category : "Cn"),
				     "U+%04X", next);
		cr_assert_eq(rapport__utf8_kind(c), kind_of(c, category), "U+%04X", c);
		next = c + 1;
	}
	fclose(file);
	cr_expect_eq(next, 0x10FFFE);
	cr_expect_eq(rapport__utf8_kind(0x110000), RAPPORT__UTF8_OTHER);
	cr_expect_eq(rapport__utf8_kind(UINT32_MAX), RAPPORT__UTF8_OTHER);
}

/* "0041..0042 ; NFKC_CF; 0061 0062 # ..." */
Test(utf8, folds_each_code_point_as_unicode_data_does)
{
	FILE *file = unicode_data("/usr/share/unicode/DerivedNormalizationProps.txt");
	size_t checked = 0;
	char line[512];

	if (!file)
		cr_skip_test("needs unicode-data of Unicode %s", rapport__utf8_unicode_version());
	while (fgets(line, sizeof line, file)) {
		char *property = strstr(line, "; NFKC_CF; "), *at = NULL, *end;
		uint32_t first = (uint32_t)strtoul(line, &end, 16), last = first;
		char wanted[128], out[128], word[4];
		size_t size = 0;

		/* utf8proc keeps those that stand for nothing yet: blanks to the tokenizer. */
		if (!property || line[0] == '#' || strstr(line, "# Cn"))
			continue;
		if (*end == '.')
			last = (uint32_t)strtoul(end + 2, NULL, 16);
		at = property + strlen("; NFKC_CF; ");
		for (uint32_t c; (c = (uint32_t)strtoul(at, &end, 16)) && end != at; at = end)
			size += encode(c, wanted + size);
		for (uint32_t c = first; c <= last; c++, checked++) {
			size_t got = rapport__utf8_fold(word, encode(c, word), out, sizeof out);

			cr_expect(got == size && !memcmp(out, wanted, size), "U+%04X", c);
		}
	}
	fclose(file);
	cr_expect_gt(checked, 5000);
}
