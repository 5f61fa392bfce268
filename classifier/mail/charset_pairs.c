#include "mail/charset_pairs.h"

#include <stdbool.h>

enum {
	PAIRS_MIN = 2,
	THAI_MIN = 20, /* bytes; fewer may be anything */
	HIGH_BYTES = 128,
};

/* Pairs of bytes, as the charset at hand would have them. */
struct pairs {
	size_t all, broken;
	size_t kana;        /* rows of hiragana and katakana */
	size_t front, back; /* leads B0 to C8, C9 to D7: the common ideographs; all of Hangul */
	size_t low_trail, frequent; /* of Big5 */
	size_t leads;               /* different first bytes */
	bool seen[HIGH_BYTES];
};

static bool high(char byte)
{
	return ((unsigned char)byte & 0x80) != 0;
}

static bool between(char byte, unsigned low, unsigned most)
{
	return (unsigned char)byte >= low && (unsigned char)byte <= most;
}

static void count_pair(struct pairs *pairs, const char *p)
{
	bool *seen = &pairs->seen[(unsigned char)*p - 0x80];

	pairs->all++;
	pairs->leads += !*seen;
	*seen = true;
}

static struct pairs count_shift_jis(const char *p, const char *end)
{
	struct pairs pairs = { 0 };

	while (p < end) {
		if (!high(*p) || between(*p, 0xA1, 0xDF)) {
			p++;
			continue;
		}
		if (end - p < 2)
			break;
		if (!between(*p, 0x81, 0xFC) || !between(p[1], 0x40, 0xFC)) {
			pairs.broken++;
			p++;
			continue;
		}
		count_pair(&pairs, p);
		pairs.kana += (between(*p, 0x82, 0x82) && between(p[1], 0x9F, 0xF1)) ||
			      (between(*p, 0x83, 0x83) && between(p[1], 0x40, 0x96)) ||
			      between(*p, 0x81, 0x81);
		p += 2;
	}
	return pairs;
}

/* EUC-JP, EUC-KR, GB2312: both bytes are high. */
static struct pairs count_euc(const char *p, const char *end)
{
	struct pairs pairs = { 0 };

	while (p < end) {
		if (!high(*p)) {
			p++;
			continue;
		}
		if (end - p < 2)
			break;
		if (!between(*p, 0xA1, 0xFE) || !between(p[1], 0xA1, 0xFE)) {
			pairs.broken++;
			p += high(p[1]) ? 2 : 1;
			continue;
		}
		count_pair(&pairs, p);
		pairs.kana += between(*p, 0xA4, 0xA5);
		pairs.front += between(*p, 0xB0, 0xC8);
		pairs.back += between(*p, 0xC9, 0xD7);
		p += 2;
	}
	return pairs;
}

static struct pairs count_big5(const char *p, const char *end)
{
	struct pairs pairs = { 0 };

	while (p < end) {
		if (!high(*p)) {
			p++;
			continue;
		}
		if (end - p < 2)
			break;
		if (!between(*p, 0xA1, 0xF9) ||
		    (!between(p[1], 0x40, 0x7E) && !between(p[1], 0xA1, 0xFE))) {
			pairs.broken++;
			p++;
			continue;
		}
		count_pair(&pairs, p);
		pairs.low_trail += !high(p[1]);
		pairs.frequent += between(*p, 0xA4, 0xC6) || between(*p, 0xA1, 0xA1);
		p += 2;
	}
	return pairs;
}

static bool is_sound(const struct pairs *pairs)
{
	return pairs->all >= PAIRS_MIN && pairs->broken * 50 <= pairs->all;
}

/* A row of the same few signs is an ornament of a western text. */
static bool is_varied(const struct pairs *pairs)
{
	return pairs->leads >= 4 || pairs->leads * 2 > pairs->all;
}

/* Thai: marks stand on consonants.  Its words have even numbers of bytes as often as odd ones, so
 * that they pass for Chinese. */
static bool is_thai(const char *p, const char *end)
{
	size_t all = 0, marks = 0, wrong = 0;

	for (const char *start = p; p < end; p++) {
		bool mark = between(*p, 0xD1, 0xD1) || between(*p, 0xD4, 0xDA) ||
			    between(*p, 0xE7, 0xEE);

		if (!high(*p))
			continue;
		all++;
		marks += mark;
		wrong += between(*p, 0xDB, 0xDE) || between(*p, 0xFC, 0xFE);
		wrong += mark && (p == start ||
				  (!between(p[-1], 0xA1, 0xCE) && !between(p[-1], 0xD1, 0xDA) &&
				   !between(p[-1], 0xE7, 0xEE)));
	}
	return all >= THAI_MIN && marks * 10 >= all && wrong * 50 <= all;
}

const char *rapport__charset_pairs(const char *bytes, size_t size)
{
	const char *end = bytes + size;
	struct pairs pairs = count_shift_jis(bytes, end);

	if (is_sound(&pairs) && pairs.kana * 10 >= pairs.all * 3)
		return "CP932";
	pairs = count_big5(bytes, end);
	if (is_sound(&pairs) && is_varied(&pairs) && pairs.all >= 4 &&
	    pairs.frequent * 10 >= pairs.all * 8 && pairs.low_trail * 8 >= pairs.all &&
	    pairs.low_trail * 10 <= pairs.all * 8)
		return "BIG5-HKSCS";
	if (is_thai(bytes, end))
		return "CP874";
	pairs = count_euc(bytes, end);
	if (is_sound(&pairs)) {
		size_t common = pairs.front + pairs.back;

		if (pairs.kana * 4 >= pairs.all)
			return "EUC-JP-MS";
		if (is_varied(&pairs) && pairs.all >= 4 && pairs.front * 10 >= pairs.all * 8 &&
		    pairs.back * 20 <= pairs.all)
			return "CP949";
		if (is_varied(&pairs) && common * 10 >= pairs.all * 6 &&
		    pairs.front * 4 >= pairs.all)
			return "GB18030";
	}
	return NULL;
}
