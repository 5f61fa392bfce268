#include "text/tokenizer.h"

#include "text/characters.h"

#include <string.h>

enum {
	FOREIGN_LETTER = RAPPORT__CHARACTER_LETTER,
	JOINER = RAPPORT__CHARACTER_JOINER,
	ZWJ = 0x200D,
	APOSTROPHE = 0x2019
};

struct scan {
	const char *text;
	size_t size, at;
};

/* Whether a byte is one of those; a NUL is none. */
static bool among(const char *bytes, char byte)
{
	return byte && strchr(bytes, byte);
}

static char class_at(const struct scan *scan, size_t i, size_t *taken, uint32_t *code_point)
{
	return rapport__character_class(scan->text, scan->size, i, taken, code_point);
}

static bool letter_at(const struct scan *scan, size_t i)
{
	size_t taken;
	uint32_t code_point;

	return i < scan->size &&
	       rapport__character_is_letter(class_at(scan, i, &taken, &code_point));
}

/* Bytes of an apostrophe at i that has a letter behind it, else 0. */
static size_t inner_apostrophe(const struct scan *scan, size_t i)
{
	size_t taken = scan->text[i] == '\'' ? 1 : 3;

	if (taken == 3 && (i + 3 > scan->size || memcmp(scan->text + i, "\xE2\x80\x99", 3) != 0))
		return 0;
	return letter_at(scan, i + taken) ? taken : 0;
}

/* Bytes of a word's or number's next character at i, 0 at its end; letters tells of capitals. */
static size_t word_step(const struct scan *scan, size_t i, size_t *letters, size_t *capitals)
{
	unsigned char byte = (unsigned char)scan->text[i];
	size_t taken;
	uint32_t code_point;

	if (byte < 0x80) {
		char class = rapport__ascii_classes[byte];

		if (class == 'a' || class == 'A') {
			++*letters;
			*capitals += class == 'A';
			return 1;
		}
		if (class == '0')
			return 1;
		return byte == '\'' ? inner_apostrophe(scan, i) : 0;
	}
	switch (class_at(scan, i, &taken, &code_point)) {
	case FOREIGN_LETTER:
		++*letters;
		/* Latin-1 capitals; elsewhere case is told by folding, not needed here. */
		*capitals += code_point >= 0xC0 && code_point <= 0xDE;
		return taken;
	case JOINER:
	case '0':
		return taken;
	case ',':
		return code_point == APOSTROPHE ? inner_apostrophe(scan, i) : 0;
	default:
		return 0;
	}
}

/* The end of what has no white space from i on, without the punctuation that closes a sentence. */
static size_t link_end(const struct scan *scan, size_t i)
{
	size_t start = i, taken;
	uint32_t code_point;

	for (; i < scan->size && !among("<>\"", scan->text[i]); i += taken) {
		char class = class_at(scan, i, &taken, &code_point);

		if (class == '_' || class == 'n')
			break;
	}
	while (i > start && among(".,;:!?)]}'", scan->text[i - 1]))
		i--;
	return i;
}

/* A word that turns out to be the head of a link or address; end is behind the word. */
static size_t extend_word(const struct scan *scan, size_t start, size_t end, uint8_t *kind)
{
	const char *text = scan->text;
	size_t left = scan->size - end, far, head = 0;

	if (text[end] == ' ')
		return end;
	if (left > 3 && memcmp(text + end, "://", 3) == 0)
		head = 3;
	else if (left > 1 && text[end] == '.' && end - start == 3 && (text[start] | 0x20) == 'w' &&
		 (text[start + 1] | 0x20) == 'w' && (text[start + 2] | 0x20) == 'w')
		head = 1;
	if (head) {
		/* Something must stand behind the head. */
		far = link_end(scan, end);
		if (far <= end + head)
			return end;
		*kind = RAPPORT__TOKEN_LINK;
		return far;
	}
	if (left > 1 && text[end] == '@' &&
	    (letter_at(scan, end + 1) || (text[end + 1] >= '0' && text[end + 1] <= '9'))) {
		*kind = RAPPORT__TOKEN_ADDRESS;
		return link_end(scan, end);
	}
	return end;
}

/* The end of the ASCII letters and digits from i on: most of most words, so this loop is short. */
static size_t ascii_run(const struct scan *scan, size_t i, size_t *letters, size_t *capitals)
{
	size_t start = i, digits = 0, big = 0;

	for (; i < scan->size; i++) {
		unsigned char byte = (unsigned char)scan->text[i];
		char class = byte < 0x80 ? rapport__ascii_classes[byte] : FOREIGN_LETTER;

		if (class == 'a')
			continue;
		if (class == 'A')
			big++;
		else if (class == '0')
			digits++;
		else
			break;
	}
	*letters += i - start - digits;
	*capitals += big;
	return i;
}

static size_t scan_word(const struct scan *scan, size_t start, uint8_t *kind, uint8_t *flags)
{
	size_t i = start, letters = 0, capitals = 0, step = 0, first_capitals;

	if ((unsigned char)scan->text[i] >= 0x80)
		i += word_step(scan, i, &letters, &capitals);
	first_capitals = capitals + (scan->text[start] >= 'A' && scan->text[start] <= 'Z');
	do {
		unsigned char byte;

		i = ascii_run(scan, i, &letters, &capitals);
		if (i == scan->size)
			break;
		/* Of ASCII only an apostrophe may go on; most words end here. */
		byte = (unsigned char)scan->text[i];
		step = byte < 0x80 && byte != '\'' ? 0 : word_step(scan, i, &letters, &capitals);
		i += step;
	} while (step);
	if (first_capitals)
		*flags |= RAPPORT__TOKEN_CAPITAL;
	if (letters >= 2 && capitals == letters)
		*flags |= RAPPORT__TOKEN_ALL_CAPS;
	*kind = RAPPORT__TOKEN_WORD;
	return i < scan->size ? extend_word(scan, start, i, kind) : i;
}

static size_t scan_number(const struct scan *scan, size_t i)
{
	size_t letters = 0, capitals = 0, step;

	while (i < scan->size) {
		step = word_step(scan, i, &letters, &capitals);
		if (!step && i + 1 < scan->size && among(".,:/", scan->text[i]) &&
		    scan->text[i + 1] >= '0' && scan->text[i + 1] <= '9')
			step = 1;
		if (!step)
			break;
		i += step;
	}
	return i;
}

static size_t scan_run(const struct scan *scan, size_t i, char class)
{
	size_t taken;
	uint32_t code_point;

	if (class != '.') {
		char byte = scan->text[i];

		class_at(scan, i, &taken, &code_point);
		i += taken;
		while (taken == 1 && i < scan->size && scan->text[i] == byte)
			i++;
		return i;
	}
	while (i < scan->size && class_at(scan, i, &taken, &code_point) == '.')
		i += taken;
	return i;
}

/* ":-)" and its kin: the end, or 0 when no such thing stands at i. */
static size_t scan_emoticon(const struct scan *scan, size_t i)
{
	size_t taken;
	uint32_t code_point;
	char behind;

	if (i + 1 >= scan->size || !among(":;=", scan->text[i]))
		return 0;
	i++;
	if (scan->text[i] == '-' && i + 1 < scan->size)
		i++;
	behind = i + 1 < scan->size ? class_at(scan, i + 1, &taken, &code_point) : '_';
	/* A bracket that opens before a word or number is one: "Tel.:(030) 1234". */
	if (scan->text[i] == '(')
		return rapport__character_is_letter(behind) || behind == '0' ? 0 : i + 1;
	/* A letter for a mouth must stand alone: "=D" but not "a:Date". */
	if (among("DPp", scan->text[i]))
		return rapport__character_is_letter(behind) ? 0 : i + 1;
	return among(")|]", scan->text[i]) ? i + 1 : 0;
}

static bool is_pictograph(uint32_t code_point)
{
	return code_point >= 0x2190 && code_point != 0x2212 &&
	       (code_point < 0x3000 || code_point >= 0x1F000);
}

/* Two of these make a flag. */
static bool is_regional(uint32_t code_point)
{
	return code_point >= 0x1F1E6 && code_point <= 0x1F1FF;
}

static size_t scan_symbol(const struct scan *scan, size_t i, uint8_t *kind)
{
	size_t taken;
	uint32_t code_point;
	bool joined = false, half_flag;

	*kind = RAPPORT__TOKEN_SYMBOL;
	class_at(scan, i, &taken, &code_point);
	if (!is_pictograph(code_point))
		return scan_run(scan, i, '$');
	*kind = RAPPORT__TOKEN_EMOJI;
	half_flag = is_regional(code_point);
	/* Variation selectors, skin tones and what a zero-width joiner brings belong to it. */
	for (i += taken; i < scan->size; i += taken) {
		char class = class_at(scan, i, &taken, &code_point);
		bool adds = class == JOINER || (code_point >= 0x1F3FB && code_point <= 0x1F3FF);

		if (!adds && !(class == '$' && (joined || (half_flag && is_regional(code_point)))))
			break;
		joined = code_point == ZWJ;
		half_flag = false;
	}
	return i;
}

/* The names before an address's word: "anna.maria-" of "anna.maria-k@example.com".  Each token is
 * taken in at most once, so the time stays in proportion. */
static void take_names(const char *text, struct rapport__tokens *tokens,
		       struct rapport__token *address)
{
	while (tokens->count && !(address->flags & RAPPORT__TOKEN_SPACED)) {
		const struct rapport__token *before = &tokens->data[tokens->count - 1];
		bool name = before->kind == RAPPORT__TOKEN_WORD ||
			    before->kind == RAPPORT__TOKEN_NUMBER ||
			    (before->size == 1 && among(".-_+", text[before->start]));

		if (!name || before->start + before->size != address->start)
			break;
		address->start = before->start;
		address->flags = before->flags &
				 (uint8_t) ~(RAPPORT__TOKEN_CAPITAL | RAPPORT__TOKEN_ALL_CAPS);
		tokens->count--;
	}
}

static bool add(const char *text, struct rapport__tokens *tokens, struct rapport__token token,
		size_t size)
{
	if (size > RAPPORT__TOKEN_BYTES_MAX) {
		/* Not inside a character. */
		size = RAPPORT__TOKEN_BYTES_MAX;
		while (((unsigned char)text[token.start + size] & 0xC0) == 0x80)
			size--;
		token.flags |= RAPPORT__TOKEN_LONG;
	}
	token.size = (uint8_t)size;
	if (tokens->count == tokens->capacity &&
	    !rapport__grow(&tokens->data, &tokens->capacity, tokens->count + 1, sizeof token))
		return false;
	tokens->data[tokens->count++] = token;
	return true;
}

static size_t scan_token(const struct scan *scan, char class, struct rapport__token *token)
{
	size_t start = token->start, end;

	switch (class) {
	case 'a':
	case 'A':
	case FOREIGN_LETTER:
		return scan_word(scan, start, &token->kind, &token->flags);
	case '0':
		token->kind = RAPPORT__TOKEN_NUMBER;
		end = scan_number(scan, start);
		/* "4ever@example.com" is an address, "2@5" is none. */
		if (letter_at(scan, end + 1) && scan->text[end] == '@')
			return extend_word(scan, start, end, &token->kind);
		return end;
	case '.':
		token->kind = RAPPORT__TOKEN_STOP;
		return scan_run(scan, start, '.');
	default:
		end = scan_emoticon(scan, start);
		if (end) {
			token->kind = RAPPORT__TOKEN_EMOJI;
			return end;
		}
		if (class == '$')
			return scan_symbol(scan, start, &token->kind);
		token->kind = RAPPORT__TOKEN_PUNCTUATION;
		return scan_run(scan, start, class);
	}
}

bool rapport__tokenize(const char *text, size_t size, struct rapport__tokens *tokens)
{
	struct scan scan = { text, size, 0 };
	uint8_t flags = RAPPORT__TOKEN_SPACED | RAPPORT__TOKEN_LINE | RAPPORT__TOKEN_PARAGRAPH;

	tokens->count = 0;
	while (scan.at < size) {
		size_t taken;
		uint32_t code_point;
		struct rapport__token token;
		char class;

		if (text[scan.at] == ' ') {
			flags |= RAPPORT__TOKEN_SPACED;
			scan.at++;
			continue;
		}
		class = class_at(&scan, scan.at, &taken, &code_point);
		if (class == 'n') {
			if (flags & RAPPORT__TOKEN_LINE)
				flags |= RAPPORT__TOKEN_PARAGRAPH;
			flags |= RAPPORT__TOKEN_SPACED | RAPPORT__TOKEN_LINE;
			scan.at += taken;
			continue;
		}
		if (class == '_' || class == JOINER) {
			if (class == '_')
				flags |= RAPPORT__TOKEN_SPACED;
			scan.at += taken;
			continue;
		}
		token = (struct rapport__token){ (uint32_t)scan.at, 0, 0, flags, 0 };
		scan.at = scan_token(&scan, class, &token);
		if (token.kind == RAPPORT__TOKEN_ADDRESS)
			take_names(text, tokens, &token);
		if (!add(text, tokens, token, scan.at - token.start))
			return false;
		flags = 0;
	}
	return true;
}

void rapport__tokens_clear(struct rapport__tokens *tokens)
{
	rapport__free(tokens->data);
	*tokens = (struct rapport__tokens){ 0 };
}
