#include "outlook/rtf.h"

#include "outlook/codepage.h"
#include "outlook/rtf_words.h"
#include "text/utf8.h"

#include <string.h>

enum {
	NUMBER_MAX = 100000000, /* larger parameters count as this */
	BULLET = 0x2022,
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
	bool no_memory;
	uint32_t to_pass; /* characters that stand for a \u just read */
	uint32_t surrogate;
	uint32_t page;               /* the document's code page */
	uint16_t default_font, font; /* the latter: which one the font table describes */
	uint16_t font_pages[RAPPORT__RTF_FONTS_MAX];
	struct rapport__buffer run; /* bytes of run_page that are not decoded yet */
	uint32_t run_page;
	struct rapport__charset *charset;
	struct rapport__buffer *out;
	size_t start; /* of out */
};

/* ---- Writing --------------------------------------------------------------------------------- */

static bool is_silent(const struct reader *reader)
{
	const struct state *now = &reader->now;

	if (now->skip || now->fonts)
		return true;
	return reader->html ? now->suppressed : now->hidden || now->deleted;
}

static void put_symbol(struct reader *reader, unsigned char byte)
{
	if (byte == 0xB7 || byte == 0xA7)
		reader->no_memory |= !rapport__utf8_append(reader->out, BULLET);
	else if (byte >= ' ' && byte < 127)
		reader->no_memory |= !rapport__utf8_append(reader->out, byte);
}

static void flush(struct reader *reader)
{
	struct rapport__buffer *run = &reader->run;

	if (!run->size)
		return;
	if (reader->run_page == RAPPORT__CODEPAGE_SYMBOL)
		for (size_t i = 0; i < run->size; i++)
			put_symbol(reader, (unsigned char)run->data[i]);
	else
		reader->no_memory |= !rapport__codepage_append(reader->charset, reader->run_page,
							       run->data, run->size, reader->out);
	run->size = 0;
}

/* Text bytes, of the code page of the font at hand. */
static void put_bytes(struct reader *reader, const char *bytes, size_t size)
{
	uint32_t page = reader->now.font < RAPPORT__RTF_FONTS_MAX
				? reader->font_pages[reader->now.font]
				: 0;

	while (size && reader->to_pass) {
		reader->to_pass--;
		bytes++;
		size--;
	}
	if (!size || is_silent(reader))
		return;
	if (!page)
		page = reader->page;
	if (page != reader->run_page)
		flush(reader);
	reader->run_page = page;
	reader->surrogate = 0;
	reader->no_memory |= !rapport__buffer_add(&reader->run, bytes, size);
}

static void put_character(struct reader *reader, uint32_t code_point)
{
	if (is_silent(reader))
		return;
	flush(reader);
	if (code_point >= 0xF020 && code_point <= 0xF0FF) /* symbol fonts live there */
		put_symbol(reader, (unsigned char)code_point);
	else
		reader->no_memory |= !rapport__utf8_append(reader->out, code_point);
}

static void put_unicode(struct reader *reader, int32_t number)
{
	uint32_t unit = (uint32_t)(number < 0 ? number + 0x10000 : number), high;

	high = reader->surrogate;
	reader->surrogate = 0;
	if (unit >= 0xD800 && unit < 0xDC00)
		reader->surrogate = unit;
	else if (unit >= 0xDC00 && unit < 0xE000 && high)
		put_character(reader, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
	else if (unit)
		put_character(reader, unit);
	reader->to_pass = reader->now.fallback;
}

/* ---- Control words --------------------------------------------------------------------------- */

static void define_font(struct reader *reader, uint32_t page)
{
	if (reader->now.fonts && reader->font < RAPPORT__RTF_FONTS_MAX && page <= UINT16_MAX)
		reader->font_pages[reader->font] = (uint16_t)page;
}

static void set_page(struct reader *reader, int32_t number)
{
	/* UTF-16 cannot be what the bytes of RTF are. */
	if (number > 0 && number != RAPPORT__CODEPAGE_UTF16)
		reader->page = (uint32_t)number;
}

static void set_default_font(struct reader *reader, uint16_t font)
{
	reader->default_font = font;
	if (reader->depth <= 1)
		reader->now.font = font;
}

static void reset_format(struct reader *reader)
{
	reader->now.font = reader->default_font;
	reader->now.hidden = reader->now.deleted = false;
}

static void choose_font(struct reader *reader, uint16_t font)
{
	if (reader->now.fonts)
		reader->font = font;
	else
		reader->now.font = font;
}

/* Passes over the bytes behind \bin. */
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
		set_page(reader, number);
		break;
	case RAPPORT__RTF_PAGE_NAMED:
		reader->page = word->value;
		break;
	case RAPPORT__RTF_PLAIN:
		reset_format(reader);
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
	} else if (word->action == RAPPORT__RTF_SKIP) {
		reader->now.skip = true;
	} else if (word->action == RAPPORT__RTF_HTML_TAG) {
		reader->now.skip |= !reader->html;
	} else if (starred) {
		reader->now.skip = true; /* as whoever does not know the word must */
	} else if (word->action == RAPPORT__RTF_CHARACTER) {
		put_character(reader, word->value);
	} else if (word->action == RAPPORT__RTF_UNICODE) {
		put_unicode(reader, number);
	} else if (word->action == RAPPORT__RTF_FROM_HTML) {
		reader->html |= number != 0 && reader->out->size == reader->start;
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
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	byte |= 0x20;
	return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
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
		reader->no_memory = true;
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
	} while (reader->p < reader->end && reader->depth && !reader->no_memory &&
		 reader->out->size - reader->start + reader->run.size <
			 RAPPORT__RTF_TEXT_BYTES_MAX);
	flush(reader);
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
	reader->charset = charset;
	reader->out = text;
	reader->start = text->size;
	read_document(reader);
	*html = reader->html;
	no_memory = reader->no_memory;
	rapport__buffer_clear(&reader->run);
	rapport__free(reader->outer);
	rapport__free(reader);
	return no_memory ? rapport_fail_memory(error) : RAPPORT_OK;
}
