#include "mail/reply_look_shape.h"

#include "mail/reply_facts.h"
#include "mail/reply_sign.h"

#include <string.h>

enum {
	RULE_BYTES = 4, /* shortest rule */
	RULE_LONGEST = 200,
	TITLE_DASHES = 3, /* on either side of "---- words ----" */
	TITLE_LONGEST = 120,
	NAME_WORDS = 4, /* longest name */
	NAME_BYTES = 48,
	SENTENCE_WORDS = 8, /* a line of so many words reads like a sentence */
	QUESTION_WORDS = 3, /* the same where it ends as one */
	WIDE_BYTES = 60,    /* and a line so long in a script without blanks */
	WIDE_SENTENCE = 24,
	PHONE_DIGITS = 7,
	PHONE_LONGEST = 16,
	CONTACT_WORDS = 18,
};

static bool digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_phone_mark(char byte)
{
	return byte == ' ' || byte == '+' || byte == '(' || byte == ')' || byte == '-' ||
	       byte == '.' || byte == '/' || byte == '|' || byte == ':';
}

/* What stands in no name. */
static bool is_odd(char byte)
{
	return byte == '@' || byte == ':' || byte == ';' || byte == '?' || byte == '!' ||
	       byte == '>' || byte == '\\' || byte == '=';
}

/* Bytes of the character at text if rules are drawn with it, else 0. */
static size_t rule_bytes(const char *text, size_t size)
{
	if (strchr("-=~#_.", text[0]) && text[0])
		return 1;
	if (size < 3 || (unsigned char)text[0] != 0xE2)
		return 0;
	/* U+2010 to U+2015 dashes, U+2022 bullet, U+2500 to U+257F box drawing, U+2580 blocks */
	if (((unsigned char)text[1] == 0x80 && (unsigned char)text[2] >= 0x90 &&
	     (unsigned char)text[2] <= 0xA2) ||
	    (unsigned char)text[1] == 0x94 || (unsigned char)text[1] == 0x95 ||
	    (unsigned char)text[1] == 0x96)
		return 3;
	return 0;
}

/* Characters of a rule at the start of text; *bytes is where they end. */
static size_t rule_run(const char *text, size_t size, size_t *bytes)
{
	size_t at = 0, count = 0, length;

	while (at < size) {
		length = text[at] == ' ' ? 1 : rule_bytes(text + at, size - at);
		if (!length)
			break;
		count += text[at] != ' ';
		at += length;
	}
	*bytes = at;
	return count;
}

/* The same at the end, of ASCII and U+2010 to U+257F. */
static size_t rule_end(const char *text, size_t size)
{
	size_t count = 0;

	while (size && count < TITLE_DASHES) {
		size_t length = size >= 3 && (text[size - 1] & 0x80) ? 3 : 1;

		if (text[size - 1] != ' ' && !rule_bytes(text + size - length, length))
			break;
		count += text[size - 1] != ' ';
		size -= length;
	}
	return count;
}

uint32_t rapport__reply_look_rule(const char *text, size_t size)
{
	size_t end, count;

	if (size > RULE_LONGEST)
		return 0;
	if ((size == 2 && (!memcmp(text, "--", 2) || !memcmp(text, "__", 2))) ||
	    (size == 3 && (!memcmp(text, "\xE2\x80\x94", 3) || !memcmp(text, "\xE2\x80\x93", 3))))
		return RAPPORT__REPLY_IS_DELIMITER;
	count = rule_run(text, size, &end);
	if (end == size && count >= RULE_BYTES)
		return text[0] == '_' ? RAPPORT__REPLY_IS_RULE | RAPPORT__REPLY_IS_RULE_LOW
				      : RAPPORT__REPLY_IS_RULE;
	if (end < size && count >= TITLE_DASHES && size <= TITLE_LONGEST && text[0] != '.' &&
	    rapport__reply_letter(text, size, end) && rule_end(text, size) >= TITLE_DASHES)
		return RAPPORT__REPLY_IS_TITLED;
	return 0;
}

/* "PS: ", "P.S.", "З.Ы." */
static bool is_postscript(const char *text, size_t size)
{
	static const char *const marks[] = { "ps",   "p.s", "p. s", "p.p.s", "pps",  "p.d", "pd",
					     "n.b",  "nb",  "υ.γ",  "υγ",    "з.ы",  "зы",  "п.с",
					     "п. с", "j.v", "u.i",  "p/s",   "追伸", "ps." };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t bytes = strlen(marks[i]);

		if (size > bytes + 2 && !memcmp(text, marks[i], bytes) &&
		    !rapport__reply_letter(text, size, bytes) &&
		    (text[bytes] != ' ' || bytes > 2 || text[1] == 's'))
			return true;
	}
	return false;
}

static bool ends_sentence(const char *text, size_t size)
{
	return text[size - 1] == '?' || text[size - 1] == '!' ||
	       (size >= 3 && !memcmp(text + size - 3, "。", 3));
}

uint32_t rapport__reply_look_words(const char *text, size_t size, uint16_t *words)
{
	size_t count = 1, digits = 0, at = rapport__reply_ornament(text, size);
	bool odd = false;
	uint32_t signs = 0;

	for (size_t i = 0; i < size; i++) {
		count += text[i] == ' ';
		digits += digit(text[i]);
		odd = odd || is_odd(text[i]);
	}
	*words = (uint16_t)count;
	if (count <= NAME_WORDS && size <= NAME_BYTES && !odd && !digits &&
	    rapport__reply_letter(text, size, at))
		signs |= RAPPORT__REPLY_IS_NAME;
	if (count >= SENTENCE_WORDS || (count >= QUESTION_WORDS && ends_sentence(text, size)))
		signs |= RAPPORT__REPLY_IS_PROSE;
	/* A script without blanks has one long "word". */
	if (((unsigned char)text[0] & 0x80) && count < QUESTION_WORDS &&
	    (size > WIDE_BYTES || (size >= WIDE_SENTENCE && ends_sentence(text, size))))
		signs |= RAPPORT__REPLY_IS_PROSE;
	if (at && at < size && at <= 3 && !strchr("\"'(.", text[0]) && text[at - 1] != ' ')
		signs |= RAPPORT__REPLY_IS_DASHED;
	if (text[0] == '/' && size > 2 && size < NAME_BYTES && !strchr(text + 2, '/'))
		signs |= RAPPORT__REPLY_IS_DASHED | RAPPORT__REPLY_IS_NAME;
	if (is_postscript(text, size))
		signs |= RAPPORT__REPLY_IS_POSTSCRIPT;
	return signs;
}

/* An amount with two decimals: "9.00". */
static bool has_amount(const char *text, size_t size)
{
	for (size_t at = 1; at + 2 < size; at++)
		if ((text[at] == '.' || text[at] == ',') && digit(text[at - 1]) &&
		    digit(text[at + 1]) && digit(text[at + 2]) &&
		    (at + 3 == size || text[at + 3] == ' ' || text[at + 3] == '|'))
			return true;
	return false;
}

/* A word of contacts and what follows it: "tel. +49 ...", "mail: anna@...". */
static bool names_contact(const char *text, size_t size, size_t digits, bool address)
{
	size_t at = rapport__reply_ornament(text, size);
	size_t length = at < size ? rapport__reply_lexicon_at(RAPPORT__REPLY_CONTACTS, text + at,
							      size - at, NULL)
				  : 0;

	length = length ? at + length : 0;
	while (length && length < size && strchr(" .:", text[length]))
		length++;
	if (length && length < size && text[length - 1] != ' ' && digits < PHONE_DIGITS)
		length = text[length - 1] == ':' ? length : 0;
	return length && length < size &&
	       (digits >= PHONE_DIGITS || address || strstr(text, "www.") || strstr(text, "http") ||
		text[length - 1] == ':' ||
		(text[length - 1] == ' ' && text[length - 2] == ':' && digits));
}

uint32_t rapport__reply_look_contact(const char *text, size_t size, size_t words)
{
	size_t digits = 0, others = 0;
	bool address = rapport__reply_has_address(text, size), bar = strchr(text, '|') != NULL;
	uint32_t card = 0;

	for (size_t i = 0; i < size; i++) {
		if (digit(text[i]))
			digits++;
		else if (!is_phone_mark(text[i]))
			others++;
	}
	bar = bar || strstr(text, " · ") || strstr(text, " • ") || strstr(text, " ∙ ");
	if (words <= 2 &&
	    (address || !strncmp(text, "www.", 4) || !strncmp(text, "http://", 7) ||
	     !strncmp(text, "https://", 8)) &&
	    (words == 1 || !strchr(",?!:", text[size - 1])))
		return RAPPORT__REPLY_IS_CONTACT;
	if (digits >= PHONE_DIGITS && digits <= PHONE_LONGEST && others <= 1)
		return RAPPORT__REPLY_IS_CONTACT;
	if (words > CONTACT_WORDS)
		return 0;
	if (bar || !strncmp(text, "[image", 6) || !strncmp(text, "[cid:", 5) ||
	    digits >= PHONE_DIGITS ||
	    (digits >= 4 && (strchr(text, ',') || strstr(text, " - ") || strstr(text, "–")) &&
	     !strchr(".?!:", text[size - 1])))
		card = RAPPORT__REPLY_IS_CARD;
	if (names_contact(text, size, digits, address))
		return RAPPORT__REPLY_IS_CONTACT;
	if (bar && !address && has_amount(text, size))
		return 0; /* a row of a table */
	if (bar && (digits >= PHONE_DIGITS || address || strstr(text, "www.")))
		return RAPPORT__REPLY_IS_CONTACT;
	return card;
}
