#include "mail/html_text.h"

#include <string.h>

void rapport__html_text_break(struct rapport__html_text *text, int feeds)
{
	text->blank = false;
	if (text->feeds < feeds)
		text->feeds = feeds;
}

void rapport__html_text_feed(struct rapport__html_text *text)
{
	text->blank = false;
	if (text->feeds < 2)
		text->feeds++;
}

void rapport__html_text_blank(struct rapport__html_text *text)
{
	text->blank = true;
}

static bool add_marks(struct rapport__html_text *text, size_t depth, bool word_follows)
{
	if (depth > RAPPORT__HTML_QUOTE_MAX)
		depth = RAPPORT__HTML_QUOTE_MAX;
	for (size_t i = 0; i < depth; i++)
		if (!rapport__buffer_add(text->out, ">", 1))
			return false;
	return !depth || !word_follows || rapport__buffer_add(text->out, " ", 1);
}

/* Writes what is owed before a word. */
static bool settle(struct rapport__html_text *text)
{
	size_t both = text->quote < text->line_quote ? text->quote : text->line_quote;

	if (text->begun && text->quote != text->line_quote && !text->feeds)
		text->feeds = 1;
	if (text->begun && !text->feeds)
		return !text->blank || rapport__buffer_add(text->out, " ", 1);
	if (text->begun) {
		if (!rapport__buffer_add(text->out, "\n", 1))
			return false;
		if (text->feeds > 1 &&
		    (!add_marks(text, both, false) || !rapport__buffer_add(text->out, "\n", 1)))
			return false;
	}
	text->line_quote = text->quote;
	return add_marks(text, text->quote, true);
}

static bool add_word(struct rapport__html_text *text, const char *word, size_t size)
{
	if (!settle(text))
		return false;
	text->feeds = 0;
	text->blank = false;
	text->begun = true;
	return rapport__buffer_add(text->out, word, size);
}

/* Bytes of white space at the start of text; U+00A0 counts: in mail it mostly stands for it. */
static size_t white(const char *text, size_t size)
{
	if (*text == ' ' || (*text >= '\t' && *text <= '\r'))
		return 1;
	return size > 1 && text[0] == '\xC2' && text[1] == '\xA0' ? 2 : 0;
}

/* Bytes of a character at text that nobody sees: soft hyphens, places to break a line, marks of
 * byte order.  Joiners count only where no word is: mail fills up its preview with them. */
static size_t unseen(const char *text, size_t size, bool joiners)
{
	static const struct {
		const char *bytes;
		bool joiner;
	} all[] = {
		{ "\xC2\xAD", false },     { "\xCD\x8F", false },     { "\xE2\x80\x8B", false },
		{ "\xE2\x81\xA0", false }, { "\xEF\xBB\xBF", false }, { "\xE2\x80\x8C", true },
		{ "\xE2\x80\x8D", true },  { "\xE2\x80\x8E", true },  { "\xE2\x80\x8F", true },
	};

	if ((unsigned char)*text < 0xC2)
		return 0;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		size_t length = strlen(all[i].bytes);

		if ((joiners || !all[i].joiner) && size >= length &&
		    !memcmp(text, all[i].bytes, length))
			return length;
	}
	return 0;
}

/* Adds a word without what nobody sees; nothing of one in which there is nothing to see. */
static bool add_seen(struct rapport__html_text *text, const char *word, size_t size)
{
	size_t at = 0, run = 0, step;
	bool begun = false;

	while (at < size && (step = unseen(word + at, size - at, true)))
		at += step;
	if (at == size)
		return true;
	for (at = 0; at <= size; at += step ? step : 1) {
		step = at < size ? unseen(word + at, size - at, false) : 0;
		if (!step && at < size)
			continue;
		if (at > run) {
			if (!(begun ? rapport__buffer_add(text->out, word + run, at - run)
				    : add_word(text, word + run, at - run)))
				return false;
			begun = true;
		}
		run = at + step;
	}
	return true;
}

/* <pre>: lines as they are. */
static bool add_lines(struct rapport__html_text *text, const char *bytes, size_t size)
{
	size_t at = 0;

	while (at < size) {
		const char *feed = memchr(bytes + at, '\n', size - at);
		size_t end = feed ? (size_t)(feed - bytes) : size, length = end - at;

		if (length && bytes[end - 1] == '\r')
			length--;
		if (length && !add_word(text, bytes + at, length))
			return false;
		if (feed)
			rapport__html_text_feed(text);
		at = end + (feed != NULL);
	}
	return true;
}

bool rapport__html_text_add(struct rapport__html_text *text, const char *bytes, size_t size)
{
	size_t at = 0;

	if (text->preformatted)
		return add_lines(text, bytes, size);
	while (at < size) {
		size_t start = at, blanks = white(bytes + at, size - at);

		if (blanks) {
			if (!text->feeds && text->begun)
				text->blank = true;
			at += blanks;
			continue;
		}
		while (at < size && !white(bytes + at, size - at))
			at++;
		if (!add_seen(text, bytes + start, at - start))
			return false;
	}
	return true;
}
