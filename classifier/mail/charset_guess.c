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

/* A language's letters beyond ASCII, the frequent ones first.  In the order of preference. */
struct language {
	const char *charsets; /* that its mail comes in, a blank between */
	const char *frequent, *other;
};

/* Scripts of their own: whole words are beyond ASCII. */
static const struct language scripts[] = {
	{ "WINDOWS-1251 KOI8-U ISO-8859-5 IBM866", "оеаинтсрвлкмдпу", "яыьгзбчйхжшюцщэфъёіїєґ" },
	{ "WINDOWS-1253", "αοιετσνηυρπκλμςάόίέήύώ", "ωδγθφχβξζψ" },
	{ "WINDOWS-1255", "יוהלאתרבמשנם", "דכעפסקחטגזצןףךץ" },
	{ "WINDOWS-1256 ISO-8859-6", "اليمنترسوبةدع", "قهفكحجشصىطخءأإذئزثضغظؤآ" },
	{ "CP874", "านรอกเงมยลวดทสตะปบค่้", "ีัิืุูา็ไแใโ์พหชขจถผฟณซภธศญฉฐ" },
};

/* What Windows-1252 is for. */
static const struct language western[] = {
	{ "WINDOWS-1252", "äöüß", "ÄÖÜé" },
	{ "WINDOWS-1252", "éèàç", "êùâîôûëïœæÉÈÀÇÊ" },
	{ "WINDOWS-1252", "áéíóúñ¿¡", "üÁÉÍÓÚÑºª" },
	{ "WINDOWS-1252", "ãõçáéíóúâêôà", "ÃÕÇÁÉÍÓÚÂÊÔÀ" },
	{ "WINDOWS-1252", "àèéìòù", "ÀÈÉÌÒÙ" },
	{ "WINDOWS-1252", "åäöéæø", "ÅÄÖÉÆØ" },
	{ "WINDOWS-1252", "ëéïèöüó", "" },
	{ "WINDOWS-1252", "ðþýöáéíóúæ", "ÐÞÝÖÁÉÍÓÚÆ" },
	{ "WINDOWS-1252", "àçèéíïóòúü·", "ÀÇÈÉÍÏÓÒÚÜ" },
};

/* Elsewhere in Latin letters. */
static const struct language eastern[] = {
	{ "WINDOWS-1254", "çğıöşü", "ÇĞİÖŞÜâî" },
	{ "WINDOWS-1250 ISO-8859-2", "ąćęłńóśźż", "ĄĆĘŁŃÓŚŹŻ" },
	{ "WINDOWS-1250 ISO-8859-2", "áčďéěíňóřšťúůýž", "ľĺŕäôÁČĎÉĚÍŇÓŘŠŤÚŮÝŽĽ" },
	{ "WINDOWS-1250 ISO-8859-2", "áéíóöőúüű", "ÁÉÍÓÖŐÚÜŰ" },
	{ "WINDOWS-1250 ISO-8859-2", "ăâîşţ", "ĂÂÎŞŢ" },
	{ "WINDOWS-1250 ISO-8859-2", "čćđšž", "ČĆĐŠŽ" },
	{ "WINDOWS-1257", "ąčęėįšųūž", "ĄČĘĖĮŠŲŪŽ" },
	{ "WINDOWS-1257", "āčēģīķļņšūž", "ĀČĒĢĪĶĻŅŠŪŽ" },
};

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

/* How many of the counted bytes are letters of set in the charset that converter leads to, and
 * how many different. */
static size_t count_in(iconv_t converter, const char *set, const size_t counts[HIGH_BYTES])
{
	char letters[LETTER_SET_BYTES], *in = letters;
	size_t left = strlen(set), found = 0;

	if (left >= sizeof letters)
		return 0;
	memcpy(letters, set, left + 1);
	iconv(converter, NULL, NULL, NULL, NULL);
	while (left) {
		char byte = 0, *out = &byte;
		size_t room = 1;

		if (iconv(converter, &in, &left, &out, &room) != (size_t)-1 || !room) {
			if (high(byte))
				found += counts[(unsigned char)byte - 0x80];
			continue;
		}
		/* A letter that the charset does not have. */
		do {
			in++;
			left--;
		} while (left && ((unsigned char)*in & 0xC0) == 0x80);
	}
	return found;
}

/* How well the bytes read in that language and charset: 0 to 100. */
static unsigned rate(const char *charset, const struct language *language,
		     const size_t counts[HIGH_BYTES], size_t all, unsigned other_weight)
{
	iconv_t converter = iconv_open(charset, "UTF-8");
	size_t frequent, other;

	if (converter == (iconv_t)-1)
		return 0;
	frequent = count_in(converter, language->frequent, counts);
	other = count_in(converter, language->other, counts);
	iconv_close(converter);
	return (unsigned)((frequent * 100 + other * other_weight) / all);
}

struct choice {
	const char *name;
	unsigned rating;
};

/* Names in lists of charsets, as static strings. */
static const char *const single[] = {
	"WINDOWS-1252", "WINDOWS-1251", "KOI8-U",       "ISO-8859-5",   "IBM866",
	"WINDOWS-1253", "WINDOWS-1255", "WINDOWS-1256", "ISO-8859-6",   "CP874",
	"WINDOWS-1254", "WINDOWS-1250", "ISO-8859-2",   "WINDOWS-1257",
};

static struct choice choose(const struct language *languages, size_t count,
			    const size_t counts[HIGH_BYTES], size_t all, unsigned other_weight)
{
	struct choice best = { NULL, 0 };

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < sizeof single / sizeof *single; k++) {
			unsigned rating;

			if (!strstr(languages[i].charsets, single[k]))
				continue;
			rating = rate(single[k], &languages[i], counts, all, other_weight);
			if (rating > best.rating)
				best = (struct choice){ single[k], rating };
		}
	return best;
}

static const char *guess_single(const char *bytes, const char *end)
{
	size_t counts[HIGH_BYTES], dense, all = count_letters(bytes, end, counts, &dense);
	size_t different = 0;
	struct choice best, known;

	for (size_t i = 0; i < HIGH_BYTES; i++)
		different += counts[i] != 0;
	if (all < LETTERS_MIN || different < 2)
		return NULL;
	known = choose(western, sizeof western / sizeof *western, counts, all, 60);
	if (dense * 10 >= all * 9) {
		if (different < 5 && different * 2 <= all)
			return NULL; /* an ornament */
		best = choose(scripts, sizeof scripts / sizeof *scripts, counts, all, 70);
		return best.rating >= 70 && best.rating > known.rating ? best.name : NULL;
	}
	best = choose(eastern, sizeof eastern / sizeof *eastern, counts, all, 60);
	return best.rating >= 80 && best.rating > known.rating + 10 ? best.name : NULL;
}

const char *rapport__charset_guess(const char *bytes, size_t size)
{
	const char *end = bytes + (size < RAPPORT__CHARSET_GUESS_BYTES
					   ? size
					   : RAPPORT__CHARSET_GUESS_BYTES);
	const char *pairs = rapport__charset_pairs(bytes, (size_t)(end - bytes));

	return pairs ? pairs : guess_single(bytes, end);
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
