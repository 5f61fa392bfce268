#include "mail/reply_look.h"

#include "mail/reply_locale_tail.h"

#include <string.h>

enum {
	RULE_BYTES = 4,     /* shortest rule */
	FOOTER_BYTES = 130, /* longest footer */
	FOOTER_WORDS = 9,   /* longest footer without an excuse or a link */
	NAME_WORDS = 4,     /* longest name */
	NAME_BYTES = 48,
	PHRASE_BYTES = 6,   /* shorter sign-offs begin many sentences */
	AFTER_WORDS = 2,    /* behind a sign-off: a name */
	SENTENCE_WORDS = 8, /* a line of so many words reads like a sentence */
	GREETING_WORDS = 6,
	DISCLAIMER_BYTES = 24, /* shorter lines hold no disclaimer but its heading */
	PHONE_DIGITS = 7,
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

/* Is the line a rule, and of what?  Folded text. */
static uint32_t look_rule(const char *text, size_t size)
{
	size_t low = 0, other = 0, marks = 0;

	if (size < 1 || size > 200)
		return 0;
	for (size_t i = 0; i < size; i++) {
		if (text[i] == '_')
			low++;
		else if (text[i] == '-' || text[i] == '=' || text[i] == '~' || text[i] == '#')
			marks++;
		else if (text[i] != ' ')
			other++;
	}
	if (!other && low >= RULE_BYTES)
		return RAPPORT__REPLY_IS_RULE | RAPPORT__REPLY_IS_RULE_LOW;
	if (!other && !low && marks >= RULE_BYTES)
		return RAPPORT__REPLY_IS_RULE;
	if ((size == 2 && (!memcmp(text, "--", 2) || !memcmp(text, "__", 2))) ||
	    (size == 3 && (!memcmp(text, "\xE2\x80\x94", 3) || !memcmp(text, "\xE2\x80\x93", 3))))
		return RAPPORT__REPLY_IS_DELIMITER;
	return 0;
}

/* "Anna> ": one word of letters that begins with a capital. */
static size_t initials(const char *text, size_t size)
{
	size_t at = 0;

	if (!size || text[0] < 'A' || text[0] > 'Z')
		return 0;
	while (at < size && at < 12 && ((text[at] | 32) >= 'a' && (text[at] | 32) <= 'z'))
		at++;
	if (at < size && text[at] == '>' && (at + 1 == size || text[at + 1] == ' '))
		return at + 1;
	return 0;
}

static bool quoted(const char *text, size_t size)
{
	size_t at = 0;

	while (at < size && (text[at] == ' ' || text[at] == '\t'))
		at++;
	return at < size && (text[at] == '>' || initials(text + at, size - at));
}

static uint32_t look_contact(const struct rapport__reply_lexicon *lexicon, const char *text,
			     size_t size, size_t words)
{
	size_t digits = 0, others = 0, length;
	uint32_t card = 0;

	for (size_t i = 0; i < size; i++) {
		if (digit(text[i]))
			digits++;
		else if (!is_phone_mark(text[i]))
			others++;
	}
	if (words == 1 && (rapport__reply_has_address(text, size) || !strncmp(text, "www.", 4)))
		return RAPPORT__REPLY_IS_CONTACT;
	if (words == 1 && (!strncmp(text, "http://", 7) || !strncmp(text, "https://", 8)))
		return RAPPORT__REPLY_IS_CONTACT;
	if (digits >= PHONE_DIGITS && digits <= 16 && others <= 1)
		return RAPPORT__REPLY_IS_CONTACT;
	if (words > 14)
		return 0;
	if (strchr(text, '|') || !strncmp(text, "[image", 6) || !strncmp(text, "[cid:", 5) ||
	    digits >= PHONE_DIGITS ||
	    (digits >= 4 && strchr(text, ',') && !strchr(".?!:", text[size - 1])))
		card = RAPPORT__REPLY_IS_CARD;
	length = rapport__reply_filter_at(&lexicon->contacts, text, size, NULL);
	while (length && length < size && strchr(" .:", text[length]))
		length++;
	if (length && length < size && text[length - 1] != ' ' && digits < PHONE_DIGITS)
		length = text[length - 1] == ':' ? length : 0;
	if (length && length < size &&
	    (digits >= PHONE_DIGITS || rapport__reply_has_address(text, size) ||
	     strstr(text, "www.") || strstr(text, "http") || text[length - 1] == ':'))
		return RAPPORT__REPLY_IS_CONTACT;
	if (strchr(text, '|') && (digits >= PHONE_DIGITS || rapport__reply_has_address(text, size)))
		return RAPPORT__REPLY_IS_CONTACT;
	return card;
}

/* "Sent from my phone": the phrase and little behind it, unless that is an excuse or a link.  What
 * goes on as a sentence ("Sent from my desk, is much easier") is none. */
static uint32_t look_footer(const struct rapport__reply_lexicon *lexicon, const char *text,
			    size_t size, size_t words)
{
	static const char *const excuses[] = { "please", "excuse",  "sorry", "apolog",
					       "so ",    "forgive", "bitte", "pardon" };
	size_t at = rapport__reply_ornament(text, size);
	size_t length = rapport__reply_filter_at(&lexicon->footers, text + at, size - at, NULL);
	const char *comma;

	if (!length || size > FOOTER_BYTES * 2)
		return 0;
	comma = strpbrk(text + at + length, ",;");
	for (size_t i = 0; comma && i < sizeof excuses / sizeof *excuses; i++)
		if (!strncmp(comma + 1 + (comma[1] == ' '), excuses[i], strlen(excuses[i])))
			return RAPPORT__REPLY_IS_FOOTER;
	if (comma)
		return 0;
	if (strstr(text, "http") || strstr(text, ". please") || strstr(text, ". excuse"))
		return RAPPORT__REPLY_IS_FOOTER;
	return words <= FOOTER_WORDS && size <= FOOTER_BYTES ? RAPPORT__REPLY_IS_FOOTER : 0;
}

/* Phrases at the end: "gönderildi", "gesendet", "küldve", "から送信", "iphone". */
static uint32_t look_device(const char *text, size_t size, size_t words)
{
	static const char *const devices[] = { "iphone",  "ipad",   "android", "blackberry",
					       "outlook", "galaxy", "huawei",  "xiaomi" };
	static const char *const sent[] = { "gesendet",  "gönderildi", "küldve",  "から送信",
					    "에서 보냄", "傳送",       "发送",    "bidalia",
					    "envoyé",    "enviado",    "inviato", "via",
					    "sent",      "from mobile" };
	bool device = false;

	if (words > FOOTER_WORDS || size > FOOTER_BYTES || strchr(text, ','))
		return 0;
	for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
		device = device || strstr(text, devices[i]);
	if (!device && !strstr(text, "mobil"))
		return 0;
	for (size_t i = 0; i < sizeof sent / sizeof *sent; i++)
		if (strstr(text, sent[i]))
			return RAPPORT__REPLY_IS_FOOTER;
	return 0;
}

/* Counts words, and tells names and sentences. */
static uint32_t look_words(const char *text, size_t size, uint16_t *words)
{
	size_t count = size ? 1 : 0, digits = 0;
	bool odd = false;
	uint32_t signs = 0;

	for (size_t i = 0; i < size; i++) {
		count += text[i] == ' ';
		digits += digit(text[i]);
		odd = odd || is_odd(text[i]);
	}
	*words = (uint16_t)count;
	if (count && count <= NAME_WORDS && size <= NAME_BYTES && !odd && !digits &&
	    rapport__reply_letter(text, size, rapport__reply_ornament(text, size)))
		signs |= RAPPORT__REPLY_IS_NAME;
	/* A script without blanks has one long "word". */
	if (count >= SENTENCE_WORDS || (count < 3 && size > 60 && ((unsigned char)text[0] & 0x80)))
		signs |= RAPPORT__REPLY_IS_PROSE;
	return signs;
}

/* A phrase of the table that has the line for itself: behind it stands nothing, or a mark and some
 * words, or so few words that they may be a name.  "Best," is one, "Best month ever" is not. */
static bool alone(const struct rapport__reply_filter *filter, const char *text, size_t size)
{
	size_t at = rapport__reply_ornament(text, size);
	size_t length = rapport__reply_filter_at(filter, text + at, size - at, NULL);
	size_t words = 0;

	if (!length)
		return false;
	for (size_t i = at + length; i < size; i++) {
		words += text[i] == ' ';
		if (strchr("?:", text[i]))
			return false;
	}
	at += length;
	if (at == size || text[at] != ' ')
		return words <= NAME_WORDS;
	if (length < PHRASE_BYTES)
		return false;
	return words <= AFTER_WORDS || (text[size - 1] == ',' && words <= NAME_WORDS);
}

static uint32_t look_phrases(const struct rapport__reply_lexicon *lexicon, const char *text,
			     size_t size, size_t words)
{
	uint32_t signs = 0;
	size_t length;

	if (size <= NAME_BYTES * 2 && alone(&lexicon->sign_offs, text, size))
		signs |= RAPPORT__REPLY_IS_SIGN_OFF;
	if (size <= NAME_BYTES * 2 && alone(&lexicon->thanks, text, size))
		signs |= RAPPORT__REPLY_IS_THANKS;
	if (words <= GREETING_WORDS &&
	    rapport__reply_filter_at(&lexicon->greetings, text, size, NULL))
		signs |= RAPPORT__REPLY_IS_GREETING;
	if (rapport__reply_filter_find(&lexicon->banners, text, size < 200 ? size : 200, 0,
				       &length) < (size < 200 ? size : 200))
		signs |= RAPPORT__REPLY_IS_BANNER;
	if (size >= DISCLAIMER_BYTES &&
	    rapport__reply_filter_find(&lexicon->disclaimers, text, size, 0, &length) < size)
		signs |= RAPPORT__REPLY_IS_DISCLAIMER;
	return signs;
}

/* Header names on the line: the first one's kind if the line begins with it, and whether a whole
 * block stands on it. */
static uint32_t look_keys(const struct rapport__reply_lexicon *lexicon, const char *text,
			  size_t size, unsigned char *key)
{
	const char *colon = memchr(text, ':', size);
	size_t at = rapport__reply_ornament(text, size), keys = 0, which, length, end;

	*key = RAPPORT__REPLY_KEY_NONE;
	if (!colon)
		return 0;
	while (at < size) {
		size_t found = rapport__reply_filter_at(&lexicon->keys, text + at, size - at,
							&which);

		length = found;
		end = at + length;
		while (found && end < size && text[end] == ' ')
			end++;
		if (found && end < size && text[end] == ':' &&
		    !(end + 2 < size && text[end + 1] == '/')) {
			if (at == rapport__reply_ornament(text, size))
				*key = (unsigned char)rapport__reply_key_kind(which);
			keys++;
			at = end + 1;
			continue;
		}
		/* On to where the next word may begin: behind a blank, a digit, a mark. */
		at++;
		while (at < size && ((unsigned char)text[at] & 0xC0) == 0x80)
			at++;
		while (at < size && rapport__reply_letter(text, size, at) &&
		       rapport__reply_letter(text, size, at - 1) && !digit(text[at - 1]))
			at++;
	}
	if (keys == 2 && *key == RAPPORT__REPLY_KEY_FROM && rapport__reply_has_date(text, size) &&
	    rapport__reply_has_address(text, size))
		return RAPPORT__REPLY_HAS_KEYS;
	return keys >= 3 ? RAPPORT__REPLY_HAS_KEYS : 0;
}

/* "---- Forwarded message ----", "Begin forwarded message:", alone or with a header block behind.
 */
static uint32_t look_mark(const struct rapport__reply_lexicon *lexicon, const char *text,
			  size_t size)
{
	size_t at = rapport__reply_ornament(text, size), length, end;
	bool dashes;

	length = rapport__reply_filter_at(&lexicon->marks, text + at, size - at, NULL);
	if (!length)
		return 0;
	end = at + length;
	while (end < size && text[end] == ' ')
		end++;
	dashes = at >= 2 && end < size && text[end] == text[0];
	if (end == size || dashes || (text[end] == ':' && end + 1 == size) ||
	    !strncmp(text + end, "processed by", 12) || !strncmp(text + end, "---", 3))
		return RAPPORT__REPLY_IS_MARK;
	return 0;
}

static uint32_t look_shape(const struct rapport__reply_lexicon *lexicon, const char *text,
			   size_t size)
{
	uint32_t signs = 0;
	size_t at = rapport__reply_ornament(text, size);
	char last = size ? text[size - 1] : ' ';

	if (at < size && (digit(text[at]) ||
			  rapport__reply_filter_at(&lexicon->on, text + at, size - at, NULL) ||
			  rapport__reply_filter_at(&lexicon->weekdays, text + at, size - at, NULL)))
		signs |= RAPPORT__REPLY_HAS_ON;
	if (rapport__reply_has_date(text, size))
		signs |= RAPPORT__REPLY_HAS_DATE;
	if (rapport__reply_has_address(text, size))
		signs |= RAPPORT__REPLY_HAS_ADDRESS;
	if (last == ':')
		signs |= RAPPORT__REPLY_HAS_COLON;
	if (at && at < size && at <= 3 && text[0] != '"' && text[0] != '\'' && text[0] != '(' &&
	    text[0] != '.' && text[at - 1] != ' ')
		signs |= RAPPORT__REPLY_IS_DASHED;
	if (text[0] == '/' && size > 2 && size < NAME_BYTES && !strchr(text + 2, '/'))
		signs |= RAPPORT__REPLY_IS_DASHED | RAPPORT__REPLY_IS_NAME;
	return signs;
}

void rapport__reply_lexicon_init(struct rapport__reply_lexicon *lexicon)
{
	rapport__reply_filter_init(&lexicon->on, &rapport__reply_on);
	rapport__reply_filter_init(&lexicon->weekdays, &rapport__reply_weekdays);
	rapport__reply_filter_init(&lexicon->marks, &rapport__reply_marks);
	rapport__reply_filter_init(&lexicon->keys, &rapport__reply_keys);
	rapport__reply_filter_init(&lexicon->footers, &rapport__reply_footers);
	rapport__reply_filter_init(&lexicon->sign_offs, &rapport__reply_sign_offs);
	rapport__reply_filter_init(&lexicon->thanks, &rapport__reply_thanks);
	rapport__reply_filter_init(&lexicon->greetings, &rapport__reply_greetings);
	rapport__reply_filter_init(&lexicon->disclaimers, &rapport__reply_disclaimers);
	rapport__reply_filter_init(&lexicon->banners, &rapport__reply_banners);
	rapport__reply_filter_init(&lexicon->contacts, &rapport__reply_contacts);
}

void rapport__reply_look(const struct rapport__reply_lexicon *lexicon, const char *text,
			 size_t start, size_t end, struct rapport__reply_look *look)
{
	struct rapport__reply_fold fold;
	size_t size = end - start;

	*look = (struct rapport__reply_look){ .start = start, .end = end };
	if (size && quoted(text + start, size)) {
		look->signs = RAPPORT__REPLY_IS_QUOTED;
		return;
	}
	rapport__reply_fold(text + start, size, &fold);
	look->bytes = (uint16_t)fold.size;
	if (!fold.size) {
		look->signs = RAPPORT__REPLY_IS_BLANK;
		return;
	}
	if (size >= 2 && (text[start] == '\t' || !memcmp(text + start, "  ", 2)))
		look->signs |= RAPPORT__REPLY_HAS_INDENT;
	for (size_t i = start; i < end && !(look->signs & RAPPORT__REPLY_HAS_LOWER); i++) {
		if (text[i] == ' ' || text[i] == '\t')
			continue;
		if (text[i] < 'a' || text[i] > 'z')
			break;
		look->signs |= RAPPORT__REPLY_HAS_LOWER;
	}
	look->signs |= look_rule(fold.text, fold.size);
	if (look->signs & (RAPPORT__REPLY_IS_RULE | RAPPORT__REPLY_IS_DELIMITER))
		return;
	look->signs |= look_words(fold.text, fold.size, &look->words);
	look->signs |= look_shape(lexicon, fold.text, fold.size);
	look->signs |= look_keys(lexicon, fold.text, fold.size, &look->key);
	look->signs |= look_mark(lexicon, fold.text, fold.size);
	look->signs |= look_footer(lexicon, fold.text, fold.size, look->words);
	look->signs |= look_device(fold.text, fold.size, look->words);
	look->signs |= look_contact(lexicon, fold.text, fold.size, look->words);
	look->signs |= look_phrases(lexicon, fold.text, fold.size, look->words);
}
