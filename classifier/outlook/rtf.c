#include "outlook/rtf.h"

#include "outlook/codepage.h"
#include "outlook/rtf_text.h"
#include "outlook/rtf_words.h"

#include <string.h>

enum {
	NUMBER_MAX = 100000000, /* larger parameters count as this */
};

/* What a group inherits, and what ends with it. */
struct state {
	uint16_t font, fallback; /* \f, \uc */
	bool skip;               /* no text of the document */
	bool fonts;              /* in the font table */
	bool hidden, deleted;
	bool suppressed; /* \htmlrtf: RTF that stands for HTML given elsewhere */
};

struct reader {
	const char *p, *end;
	struct state now;
	struct state *outer; /* [depth] of the groups round the one at hand */
	size_t outer_capacity, depth;
	size_t too_deep; /* open groups whose braces are passed over */
	bool starred;    /* \* was just read */
	bool html;
	uint32_t to_pass;            /* characters that stand for a \u just read */
	uint32_t page;               /* the document's code page */
	uint16_t default_font, font; /* the latter: which one the font table describes */
	uint16_t font_pages[RAPPORT__RTF_FONTS_MAX];
	struct rapport__rtf_text text;
	size_t start; /* of what is appended */
};

/* ---- Writing --------------------------------------------------------------------------------- */

static bool is_silent(const struct reader *reader)
{
	const struct state *now = &reader->now;

	if (now->skip || now->fonts)
		return true;
	return reader->html ? now->suppressed : now->hidden || now->deleted;
}

/* Text bytes, of the code page of the font at hand. */
static void put_bytes(struct reader *reader, const char *bytes, size_t size)
{
	uint16_t font = reader->now.font;
	uint32_t page = font < RAPPORT__RTF_FONTS_MAX ? reader->font_pages[font] : 0;

	for (; size && reader->to_pass; bytes++, size--)
		reader->to_pass--;
	if (size && !is_silent(reader))
		rapport__rtf_text_bytes(&reader->text, page ? page : reader->page, bytes, size);
}

static void put_character(struct reader *reader, uint32_t code_point)
{
	if (!is_silent(reader))
		rapport__rtf_text_character(&reader->text, code_point);
}

static void put_unicode(struct reader *reader, int32_t number)
{
	if (!is_silent(reader))
		rapport__rtf_text_unit(&reader->text,
				       (uint32_t)(number < 0 ? number + 0x10000 : number));
	reader->to_pass = reader->now.fallback;
}

/* ---- Control words --------------------------------------------------------------------------- */

static void define_font(struct reader *reader, uint32_t page)
{
	if (reader->now.fonts && reader->font < RAPPORT__RTF_FONTS_MAX && page <= UINT16_MAX)
		reader->font_pages[reader->font] = (uint16_t)page;
}

static void set_default_font(struct reader *reader, uint16_t font)
{
	reader->default_font = font;
	if (reader->depth <= 1)
		reader->now.font = font;
}

static void choose_font(struct reader *reader, uint16_t font)
{
	if (reader->now.fonts)
		reader->font = font;
	else
		reader->now.font = font;
}

static void pass_binary(struct reader *reader, int32_t number)
{
	size_t left = (size_t)(reader->end - reader->p);

	if (number > 0)
		reader->p += (size_t)number < left ? (size_t)number : left;
}

static uint16_t limit(int32_t number)
{
	return number < 0 ? 0 : number > UINT16_MAX ? UINT16_MAX : (uint16_t)number;
}

/* number is the parameter, or -1 where there is none. */
static void act_on_state(struct reader *reader, const struct rapport__rtf_word *word,
			 int32_t number)
{
	struct state *now = &reader->now;

	switch (word->action) {
	case RAPPORT__RTF_FALLBACK:
		now->fallback = limit(number);
		break;
	case RAPPORT__RTF_FONT:
		choose_font(reader, limit(number));
		break;
	case RAPPORT__RTF_FONT_DEFAULT:
		set_default_font(reader, limit(number));
		break;
	case RAPPORT__RTF_FONT_TABLE:
		now->fonts = true;
		break;
	case RAPPORT__RTF_FONT_CHARSET:
		define_font(reader, rapport__codepage_of_font(limit(number)));
		break;
	case RAPPORT__RTF_FONT_PAGE:
		define_font(reader, limit(number));
		break;
	case RAPPORT__RTF_PAGE:
		if (number > 0 && number != RAPPORT__CODEPAGE_UTF16) /* RTF is bytes */
			reader->page = (uint32_t)number;
		break;
	case RAPPORT__RTF_PAGE_NAMED:
		reader->page = word->value;
		break;
	case RAPPORT__RTF_PLAIN:
		now->font = reader->default_font;
		now->hidden = now->deleted = false;
		break;
	case RAPPORT__RTF_HIDDEN:
		now->hidden = number != 0;
		break;
	case RAPPORT__RTF_DELETED:
		now->deleted = number != 0;
		break;
	case RAPPORT__RTF_HTML_SUPPRESSED:
		now->suppressed = number != 0;
		break;
	default:
		break;
	}
}

static void act(struct reader *reader, const struct rapport__rtf_word *word, int32_t number)
{
	bool starred = reader->starred;

	reader->starred = false;
	if (word->action == RAPPORT__RTF_BINARY) {
		pass_binary(reader, number);
	} else if (reader->to_pass) {
		reader->to_pass--;
	} else if (word->action == RAPPORT__RTF_HTML_TAG) {
		reader->now.skip |= !reader->html;
	} else if (word->action == RAPPORT__RTF_SKIP || starred) {
		reader->now.skip = true; /* a starred word is skipped by whoever does not know it */
	} else if (word->action == RAPPORT__RTF_CHARACTER) {
		put_character(reader, word->value);
	} else if (word->action == RAPPORT__RTF_UNICODE) {
		put_unicode(reader, number);
	} else if (word->action == RAPPORT__RTF_FROM_HTML) {
		reader->html |= number != 0 && reader->text.out->size == reader->start;
	} else {
		act_on_state(reader, word, number);
	}
}

/* reader->p stands behind the backslash, at a letter. */
static void read_word(struct reader *reader)
{
	const char *name = reader->p, *end = reader->end, *p = name;
	bool minus = false;
	int32_t number = -1;
	size_t size;

	while (p < end && ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z')))
		p++;
	size = (size_t)(p - name);
	if (p + 1 < end && *p == '-' && p[1] >= '0' && p[1] <= '9') {
		minus = true;
		p++;
	}
	if (p < end && *p >= '0' && *p <= '9')
		for (number = 0; p < end && *p >= '0' && *p <= '9'; p++)
			number = number < NUMBER_MAX / 10 ? number * 10 + (*p - '0') : NUMBER_MAX;
	if (p < end && *p == ' ')
		p++;
	reader->p = p;
	act(reader, rapport__rtf_word_find(name, size), minus ? -number : number);
}

static int hex_digit(char byte)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *at = memchr(digits, byte, sizeof digits - 1);

	return at ? (int)(at - digits) % 16 : -1;
}

static void read_hex(struct reader *reader)
{
	int high, low;
	char byte;

	if (reader->end - reader->p < 2)
		return;
	high = hex_digit(reader->p[0]);
	low = hex_digit(reader->p[1]);
	if (high < 0 || low < 0)
		return;
	reader->p += 2;
	byte = (char)(high << 4 | low);
	put_bytes(reader, &byte, 1);
}

static void read_symbol(struct reader *reader)
{
	static const char marks[] = "~\n\r\t_-";
	static const uint32_t code_points[] = { 0xA0, '\n', '\n', '\t', 0x2011, 0xAD };
	char symbol = *reader->p++;
	const char *mark = symbol ? strchr(marks, symbol) : NULL;

	if (symbol == '\'') {
		read_hex(reader);
	} else if (symbol == '*') {
		reader->starred = true;
	} else if (strchr("\\{}", symbol) && symbol) {
		put_bytes(reader, &symbol, 1);
	} else if (reader->to_pass) {
		reader->to_pass--;
	} else if (mark) {
		if (symbol == '\r' && reader->p < reader->end && *reader->p == '\n')
			reader->p++;
		put_character(reader, code_points[mark - marks]);
	}
}

/* ---- Groups ---------------------------------------------------------------------------------- */

static void open_group(struct reader *reader)
{
	reader->to_pass = 0;
	reader->starred = false;
	if (reader->depth == RAPPORT__RTF_DEPTH_MAX) {
		reader->too_deep++;
		return;
	}
	if (!rapport__grow(&reader->outer, &reader->outer_capacity, reader->depth + 1,
			   sizeof *reader->outer)) {
		reader->text.no_memory = true;
		return;
	}
	reader->outer[reader->depth++] = reader->now;
}

static void close_group(struct reader *reader)
{
	reader->to_pass = 0;
	reader->starred = false;
	if (reader->too_deep)
		reader->too_deep--;
	else if (reader->depth)
		reader->now = reader->outer[--reader->depth];
}

static void read_text(struct reader *reader)
{
	const char *start = reader->p;

	while (reader->p < reader->end && *reader->p && !strchr("\\{}\r\n", *reader->p))
		reader->p++;
	if (reader->p > start)
		put_bytes(reader, start, (size_t)(reader->p - start));
	else
		reader->p++; /* a NUL */
}

/* Until the group that is the document ends, or what there is of it. */
static void read_document(struct reader *reader)
{
	do {
		char byte = *reader->p;

		if (byte == '\\') {
			reader->p++;
			if (reader->p == reader->end)
				break;
			byte = *reader->p | 0x20;
			if (byte >= 'a' && byte <= 'z')
				read_word(reader);
			else
				read_symbol(reader);
			continue;
		}
		if (byte == '{' || byte == '}' || byte == '\r' || byte == '\n')
			reader->p++;
		if (byte == '{')
			open_group(reader);
		else if (byte == '}')
			close_group(reader);
		else if (byte != '\r' && byte != '\n')
			read_text(reader);
	} while (reader->p < reader->end && reader->depth && !reader->text.no_memory &&
		 reader->text.out->size - reader->start + reader->text.run.size <
			 RAPPORT__RTF_TEXT_BYTES_MAX);
	rapport__rtf_text_flush(&reader->text);
}

enum rapport_status rapport__rtf_read(struct rapport__charset *charset, const char *bytes,
				      size_t size, struct rapport__buffer *text, bool *html,
				      struct rapport_error *error)
{
	struct reader *reader;
	bool no_memory;

	*html = false;
	if (size < 5 || memcmp(bytes, "{\\rtf", 5) != 0)
		return rapport_fail(error, RAPPORT_ERR_FORMAT, 0, "the rich text is no RTF");
	reader = rapport__calloc(1, sizeof *reader);
	if (!reader)
		return rapport_fail_memory(error);
	reader->p = bytes;
	reader->end = bytes + size;
	reader->now.fallback = 1;
	reader->page = 1252;
	reader->text = (struct rapport__rtf_text){ .charset = charset, .out = text };
	reader->start = text->size;
	read_document(reader);
	*html = reader->html;
	no_memory = reader->text.no_memory;
	rapport__rtf_text_clear(&reader->text);
	rapport__free(reader->outer);
	rapport__free(reader);
	return no_memory ? rapport_fail_memory(error) : RAPPORT_OK;
}
