#include "mail/charset_guess.h"

#include "mail/charset_pairs.h"

#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
	LETTERS_MIN = 3, /* fewer letters beyond ASCII change nothing */
	HIGH_BYTES = 128,
	LETTER_SET_BYTES = 512
};

/* Languages' letters beyond ASCII, the frequent ones first. */
enum {
	CYRILLIC,
	GREEK,
	HEBREW,
	ARABIC,
	GERMAN,
	FRENCH,
	SPANISH,
	PORTUGUESE,
	ITALIAN,
	NORDIC,
	DUTCH,
	ICELANDIC,
	CATALAN,
	TURKISH,
	POLISH,
	CZECH,
	HUNGARIAN,
	ROMANIAN,
	CROATIAN,
	LITHUANIAN,
	LATVIAN,
};

static const struct {
	const char *frequent, *other;
} languages[] = {
	[CYRILLIC] = { "оеаинтсрвлкмдпу", "яыьгзбчйхжшюцщэфъёіїєґ" },
	[GREEK] = { "αοιετσνηυρπκλμςάόίέήύώ", "ωδγθφχβξζψ" },
	[HEBREW] = { "יוהלאתרבמשנם", "דכעפסקחטגזצןףךץ" },
	[ARABIC] = { "اليمنترسوبةدع", "قهفكحجشصىطخءأإذئزثضغظؤآ" },
	[GERMAN] = { "äöüß", "ÄÖÜé" },
	[FRENCH] = { "éèàç", "êùâîôûëïœæÉÈÀÇÊ" },
	[SPANISH] = { "áéíóúñ¿¡", "üÁÉÍÓÚÑºª" },
	[PORTUGUESE] = { "ãõçáéíóúâêôà", "ÃÕÇÁÉÍÓÚÂÊÔÀ" },
	[ITALIAN] = { "àèéìòù", "ÀÈÉÌÒÙ" },
	[NORDIC] = { "åäöéæø", "ÅÄÖÉÆØ" },
	[DUTCH] = { "ëéïèöüó", "" },
	[ICELANDIC] = { "ðþýöáéíóúæ", "ÐÞÝÖÁÉÍÓÚÆ" },
	[CATALAN] = { "àçèéíïóòúü·", "ÀÇÈÉÍÏÓÒÚÜ" },
	[TURKISH] = { "çğıöşü", "ÇĞİÖŞÜâî" },
	[POLISH] = { "ąćęłńóśźż", "ĄĆĘŁŃÓŚŹŻ" },
	[CZECH] = { "áčďéěíňóřšťúůýž", "ľĺŕäôÁČĎÉĚÍŇÓŘŠŤÚŮÝŽĽ" },
	[HUNGARIAN] = { "áéíóöőúüű", "ÁÉÍÓÖŐÚÜŰ" },
	[ROMANIAN] = { "ăâîşţ", "ĂÂÎŞŢ" },
	[CROATIAN] = { "čćđšž", "ČĆĐŠŽ" },
	[LITHUANIAN] = { "ąčęėįšųūž", "ĄČĘĖĮŠŲŪŽ" },
	[LATVIAN] = { "āčēģīķļņšūž", "ĀČĒĢĪĶĻŅŠŪŽ" },
};

/* What bytes may be read as, in the order of preference; a charset's languages together. */
static const struct {
	const char *charset;
	enum group {
		WESTERN, /* what Windows-1252 is for */
		EASTERN, /* elsewhere in Latin letters */
		SCRIPT   /* whole words are beyond ASCII */
	} group;
	unsigned language;
} readings[] = {
	{ "WINDOWS-1252", WESTERN, GERMAN },     { "WINDOWS-1252", WESTERN, FRENCH },
	{ "WINDOWS-1252", WESTERN, SPANISH },    { "WINDOWS-1252", WESTERN, PORTUGUESE },
	{ "WINDOWS-1252", WESTERN, ITALIAN },    { "WINDOWS-1252", WESTERN, NORDIC },
	{ "WINDOWS-1252", WESTERN, DUTCH },      { "WINDOWS-1252", WESTERN, ICELANDIC },
	{ "WINDOWS-1252", WESTERN, CATALAN },    { "WINDOWS-1254", EASTERN, TURKISH },
	{ "WINDOWS-1250", EASTERN, POLISH },     { "WINDOWS-1250", EASTERN, CZECH },
	{ "WINDOWS-1250", EASTERN, HUNGARIAN },  { "WINDOWS-1250", EASTERN, ROMANIAN },
	{ "WINDOWS-1250", EASTERN, CROATIAN },   { "ISO-8859-2", EASTERN, POLISH },
	{ "ISO-8859-2", EASTERN, CZECH },        { "ISO-8859-2", EASTERN, HUNGARIAN },
	{ "ISO-8859-2", EASTERN, ROMANIAN },     { "ISO-8859-2", EASTERN, CROATIAN },
	{ "WINDOWS-1257", EASTERN, LITHUANIAN }, { "WINDOWS-1257", EASTERN, LATVIAN },
	{ "WINDOWS-1251", SCRIPT, CYRILLIC },    { "KOI8-U", SCRIPT, CYRILLIC },
	{ "ISO-8859-5", SCRIPT, CYRILLIC },      { "IBM866", SCRIPT, CYRILLIC },
	{ "WINDOWS-1253", SCRIPT, GREEK },       { "WINDOWS-1255", SCRIPT, HEBREW },
	{ "WINDOWS-1256", SCRIPT, ARABIC },      { "ISO-8859-6", SCRIPT, ARABIC },
};
enum {
	READINGS = sizeof readings / sizeof *readings
};
_Static_assert(READINGS <= RAPPORT__CHARSET_READINGS_MAX, "struct rapport__charset_letters");

static bool high(char byte)
{
	return ((unsigned char)byte & 0x80) != 0;
}

/* ---- Charsets of one byte -------------------------------------------------------------------- */

static bool ascii_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* How often each high byte stands beside a letter; *dense counts those beside high bytes. */
static size_t count_letters(const char *bytes, const char *end, size_t counts[HIGH_BYTES],
			    size_t *dense)
{
	size_t all = 0;

	*dense = 0;
	memset(counts, 0, HIGH_BYTES * sizeof *counts);
	for (const char *p = bytes; p < end; p++) {
		bool before = p > bytes && high(p[-1]), after = p + 1 < end && high(p[1]);

		if (!high(*p))
			continue;
		if (!before && !after && !(p > bytes && ascii_letter(p[-1])) &&
		    !(p + 1 < end && ascii_letter(p[1])))
			continue;
		counts[(unsigned char)*p - 0x80]++;
		*dense += before || after;
		all++;
	}
	return all;
}

/* Notes the bytes that are letters of set in the charset that converter leads to. */
static void note_letters(iconv_t converter, const char *set, uint8_t weight,
			 uint8_t weights[HIGH_BYTES])
{
	char letters[LETTER_SET_BYTES], *in = letters;
	size_t left = strlen(set);

	if (left >= sizeof letters)
		return;
	memcpy(letters, set, left + 1);
	iconv(converter, NULL, NULL, NULL, NULL);
	while (left) {
		char byte = 0, *out = &byte;
		size_t room = 1;

		if (iconv(converter, &in, &left, &out, &room) != (size_t)-1 || !room) {
			if (high(byte) && !weights[(unsigned char)byte - 0x80])
				weights[(unsigned char)byte - 0x80] = weight;
			continue;
		}
		/* A letter that the charset does not have. */
		do {
			in++;
			left--;
		} while (left && ((unsigned char)*in & 0xC0) == 0x80);
	}
}

/* A charset that iconv does not have is one that no byte is a letter of. */
static void fill(struct rapport__charset_letters *letters)
{
	static const uint8_t other[] = { [WESTERN] = 60, [EASTERN] = 60, [SCRIPT] = 70 };
	iconv_t converter = (iconv_t)-1;

	memset(letters, 0, sizeof *letters);
	for (size_t i = 0; i < READINGS; i++) {
		bool same = i && !strcmp(readings[i].charset, readings[i - 1].charset);

		if (!same && converter != (iconv_t)-1)
			iconv_close(converter);
		if (!same)
			converter = iconv_open(readings[i].charset, "UTF-8");
		if (converter == (iconv_t)-1)
			continue;
		note_letters(converter, languages[readings[i].language].frequent, 100,
			     letters->weights[i]);
		note_letters(converter, languages[readings[i].language].other,
			     other[readings[i].group], letters->weights[i]);
	}
	if (converter != (iconv_t)-1)
		iconv_close(converter);
	letters->filled = true;
}

struct choice {
	const char *name;
	size_t rating; /* 0 to 100 */
};

/* The reading of that group in which most of the bytes are letters. */
static struct choice choose(const struct rapport__charset_letters *letters, enum group group,
			    const size_t counts[HIGH_BYTES], size_t all)
{
	struct choice best = { NULL, 0 };

	for (size_t i = 0; i < READINGS; i++) {
		size_t sum = 0;

		if (readings[i].group != group)
			continue;
		for (size_t k = 0; k < HIGH_BYTES; k++)
			sum += counts[k] * letters->weights[i][k];
		if (sum / all > best.rating)
			best = (struct choice){ readings[i].charset, sum / all };
	}
	return best;
}

static const char *guess_single(struct rapport__charset_letters *letters, const char *bytes,
				const char *end)
{
	size_t counts[HIGH_BYTES], dense, all = count_letters(bytes, end, counts, &dense);
	size_t different = 0;
	struct choice best, known;

	for (size_t i = 0; i < HIGH_BYTES; i++)
		different += counts[i] != 0;
	if (all < LETTERS_MIN || different < 2)
		return NULL;
	if (!letters->filled)
		fill(letters);
	known = choose(letters, WESTERN, counts, all);
	if (dense * 10 >= all * 9) {
		if (different < 5 && different * 2 <= all)
			return NULL; /* an ornament */
		best = choose(letters, SCRIPT, counts, all);
		return best.rating >= 70 && best.rating > known.rating ? best.name : NULL;
	}
	best = choose(letters, EASTERN, counts, all);
	return best.rating >= 80 && best.rating > known.rating + 10 ? best.name : NULL;
}

const char *rapport__charset_guess(struct rapport__charset_letters *letters, const char *bytes,
				   size_t size)
{
	const char *end = bytes + (size < RAPPORT__CHARSET_GUESS_BYTES
					   ? size
					   : RAPPORT__CHARSET_GUESS_BYTES);
	const char *pairs = rapport__charset_pairs(bytes, (size_t)(end - bytes));

	return pairs ? pairs : guess_single(letters, bytes, end);
}

/* ---- Marks ----------------------------------------------------------------------------------- */

/* Text in UTF-16 of a Latin script: every other byte is NUL. */
static const char *guess_wide(const char *bytes, size_t size)
{
	size_t even = 0, odd = 0;

	if (size < 8 || size % 2)
		return NULL;
	if (size > 1024)
		size = 1024;
	for (size_t i = 0; i + 1 < size; i += 2) {
		even += !bytes[i];
		odd += !bytes[i + 1];
	}
	if (odd * 10 >= size / 2 * 7 && even * 20 <= size / 2)
		return "UTF-16LE";
	if (even * 10 >= size / 2 * 7 && odd * 20 <= size / 2)
		return "UTF-16BE";
	return NULL;
}

const char *rapport__charset_marked(const char *bytes, size_t size)
{
	const char *p = bytes, *end = bytes + size;

	if (size >= 2 && (!memcmp(bytes, "\xFF\xFE", 2) || !memcmp(bytes, "\xFE\xFF", 2)))
		return "UTF-16";
	if (size >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3))
		return "UTF-8";
	if (size >= 8 && memchr(bytes, '\0', 4))
		return guess_wide(bytes, size);
	while ((p = memchr(p, 0x1B, (size_t)(end - p)))) {
		static const struct {
			const char *escape, *name;
		} escapes[] = {
			{ "\x1B$@", "ISO-2022-JP" },      { "\x1B$B", "ISO-2022-JP" },
			{ "\x1B(J", "ISO-2022-JP" },      { "\x1B$(D", "ISO-2022-JP-2" },
			{ "\x1B$)C", "ISO-2022-KR" },     { "\x1B$)A", "ISO-2022-CN-EXT" },
			{ "\x1B$)G", "ISO-2022-CN-EXT" },
		};

		for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
			if ((size_t)(end - p) >= strlen(escapes[i].escape) &&
			    !memcmp(p, escapes[i].escape, strlen(escapes[i].escape)))
				return escapes[i].name;
		p++;
	}
	return NULL;
}
