#include "mail/html_tags.h"

#include "mail/html_entity.h"

#include <string.h>
#include <strings.h>

enum {
	NAME_BYTES = 24 /* longer names are of no element that matters */
};

static const char *const kept[] = { "class", "id", "style", "type", "hidden", "alt" };

/* Elements that say nothing of the text in them; some programs never close them.  A title is hidden
 * by its own name. */
static const char *const dropped[] = { "abbr",  "b",      "big",    "cite", "code",      "del",
				       "em",    "font",   "head",   "html", "i",         "ins",
				       "link",  "mark",   "meta",   "nobr", "plaintext", "s",
				       "small", "strike", "strong", "sub",  "sup",       "tt",
				       "u",     "wbr" };

enum {
	KEPT = sizeof kept / sizeof *kept,
	ALT = KEPT - 1, /* kept of a picture, as text */
	ALT_BYTES = 16
};

/* A place in the document. */
struct cursor {
	const char *html;
	size_t size, at;
	bool unclosed; /* no comment behind the place is closed */
};

struct slice {
	const char *bytes;
	size_t size;
};

static bool letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool blank(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static char peek(const struct cursor *cursor, size_t ahead)
{
	return cursor->size - cursor->at > ahead ? cursor->html[cursor->at + ahead] : '\0';
}

/* Moves behind the first mark at or after the place; to the end where there is none. */
static void pass(struct cursor *cursor, const char *mark)
{
	const char *found = memmem(cursor->html + cursor->at, cursor->size - cursor->at, mark,
				   strlen(mark));

	cursor->at = found ? (size_t)(found - cursor->html) + strlen(mark) : cursor->size;
}

static bool same(struct slice slice, const char *word)
{
	return slice.size == strlen(word) && !strncasecmp(slice.bytes, word, slice.size);
}

static struct slice take_name(struct cursor *cursor)
{
	struct slice name = { cursor->html + cursor->at, 0 };

	while (cursor->at < cursor->size && !blank(peek(cursor, 0)) && peek(cursor, 0) != '>' &&
	       peek(cursor, 0) != '/')
		cursor->at++;
	name.size = (size_t)(cursor->html + cursor->at - name.bytes);
	return name;
}

/* The value behind "=", in quotation marks or bare. */
static struct slice take_value(struct cursor *cursor)
{
	char mark = peek(cursor, 0);
	struct slice value = { cursor->html + cursor->at, 0 };

	if (mark == '"' || mark == '\'') {
		const char *end = memchr(++value.bytes, mark, cursor->size - cursor->at - 1);

		value.size = end ? (size_t)(end - value.bytes)
				 : (size_t)(cursor->html + cursor->size - value.bytes);
		cursor->at = (size_t)(value.bytes - cursor->html) + value.size + (end != NULL);
		return value;
	}
	while (cursor->at < cursor->size && !blank(peek(cursor, 0)) && peek(cursor, 0) != '>')
		cursor->at++;
	value.size = (size_t)(cursor->html + cursor->at - value.bytes);
	return value;
}

static void skip_blank(struct cursor *cursor)
{
	while (cursor->at < cursor->size && blank(peek(cursor, 0)))
		cursor->at++;
}

/* Reads the attributes up to and with the ">", noting the first of each that is kept. */
static void take_attributes(struct cursor *cursor, struct slice values[KEPT])
{
	while (cursor->at < cursor->size && peek(cursor, 0) != '>') {
		struct slice name, value = { "", 0 };

		if (blank(peek(cursor, 0)) || peek(cursor, 0) == '/') {
			cursor->at++;
			continue;
		}
		name.bytes = cursor->html + cursor->at;
		cursor->at++;
		while (cursor->at < cursor->size && !blank(peek(cursor, 0)) &&
		       !strchr("=>/", peek(cursor, 0)))
			cursor->at++;
		name.size = (size_t)(cursor->html + cursor->at - name.bytes);
		skip_blank(cursor);
		if (peek(cursor, 0) == '=') {
			cursor->at++;
			skip_blank(cursor);
			value = take_value(cursor);
		}
		for (size_t i = 0; i < KEPT; i++)
			if (!values[i].bytes && same(name, kept[i]))
				values[i] = value;
	}
	if (cursor->at < cursor->size)
		cursor->at++;
}

/* Value without what could end it, or be more than text. */
static bool add_value(struct rapport__buffer *out, struct slice value)
{
	size_t size = value.size < RAPPORT__HTML_VALUE_BYTES ? value.size
							     : RAPPORT__HTML_VALUE_BYTES;

	if (!rapport__buffer_reserve(out, size))
		return false;
	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)value.bytes[i];

		if (byte >= ' ' && byte < 0x7F && !strchr("\"<>&", byte))
			rapport__buffer_add(out, &value.bytes[i], 1);
	}
	return true;
}

static bool add_tag(struct rapport__buffer *out, struct slice name, bool end,
		    const struct slice values[KEPT])
{
	if (!rapport__buffer_add(out, end ? "</" : "<", end ? 2 : 1) ||
	    !rapport__buffer_reserve(out, name.size))
		return false;
	for (size_t i = 0; i < name.size; i++) {
		char byte = name.bytes[i];

		if (letter(byte) || (i && byte >= '0' && byte <= '9'))
			rapport__buffer_add(out, &byte, 1);
	}
	for (size_t i = 0; i < ALT && !end; i++) {
		if (!values[i].bytes)
			continue;
		if (!rapport__buffer_add(out, " ", 1) ||
		    !rapport__buffer_add_string(out, kept[i]) ||
		    !rapport__buffer_add(out, "=\"", 2) || !add_value(out, values[i]) ||
		    !rapport__buffer_add(out, "\"", 1))
			return false;
	}
	return rapport__buffer_add(out, ">", 1);
}

/* Behind "<script ...>" and its like: to the end tag, which stays to be read. */
static void skip_raw(struct cursor *cursor, struct slice name)
{
	while (cursor->at < cursor->size) {
		const char *found = memmem(cursor->html + cursor->at, cursor->size - cursor->at,
					   "</", 2);

		if (!found)
			break;
		cursor->at = (size_t)(found - cursor->html);
		if (cursor->size - cursor->at > name.size + 2 &&
		    !strncasecmp(found + 2, name.bytes, name.size) && !letter(found[2 + name.size]))
			return;
		cursor->at += 2;
	}
	cursor->at = cursor->size;
}

/* One that is never closed ends as a tag does, so that the rest of the mail is not lost. */
static void pass_comment(struct cursor *cursor)
{
	size_t start = cursor->at;

	cursor->at += 2; /* "<!-->" ends at once */
	if (!cursor->unclosed) {
		pass(cursor, "-->");
		if (cursor->at < cursor->size || !memcmp(cursor->html + cursor->size - 3, "-->", 3))
			return;
		cursor->unclosed = true;
	}
	cursor->at = start;
	pass(cursor, ">");
}

/* Pictures that stand for what one would have written: emoji, ":)". */
static bool add_picture(struct rapport__buffer *out, struct slice alt)
{
	const char *p = alt.bytes;
	bool face = alt.size >= 2 && alt.size <= 4 && (*p == ':' || *p == ';');

	if (alt.size > ALT_BYTES || alt.size < 2 ||
	    !(face || (alt.size >= 3 && (!memcmp(p, "\xF0\x9F", 2) ||
					 (*p == '\xE2' && p[1] >= '\x98' && p[1] <= '\x9E')))))
		return true;
	for (size_t i = 0; i < alt.size; i++)
		if (strchr("<>&", p[i]))
			return true;
	return rapport__buffer_add(out, p, alt.size);
}

/* The tag, comment or declaration at the place, which is at a "<". */
static bool take_markup(struct cursor *cursor, struct rapport__buffer *out)
{
	struct slice values[KEPT] = { { NULL, 0 } };
	struct slice name;
	bool end = peek(cursor, 1) == '/';

	if (peek(cursor, 1) == '!' && peek(cursor, 2) == '-' && peek(cursor, 3) == '-') {
		pass_comment(cursor);
		return true;
	}
	if (peek(cursor, 1) == '!' || peek(cursor, 1) == '?') {
		pass(cursor, ">");
		return true;
	}
	if (!letter(peek(cursor, end ? 2 : 1))) {
		cursor->at++;
		return rapport__buffer_add(out, "&lt;", 4);
	}
	cursor->at += end ? 2 : 1;
	name = take_name(cursor);
	take_attributes(cursor, values);
	if (name.size > NAME_BYTES || memchr(name.bytes, '<', name.size))
		return true;
	if (same(name, "script") || same(name, "style")) {
		if (!end)
			skip_raw(cursor, name);
		return true;
	}
	if (same(name, "img"))
		return add_picture(out, values[ALT]);
	for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
		if (same(name, dropped[i]))
			return true;
	if (memchr(name.bytes, ':', name.size))
		return true; /* "o:p" and its like */
	/* Text behind the body's end belongs to the message, too: lists put their footers there. */
	if (same(name, "body"))
		name = (struct slice){ "div", 3 };
	return add_tag(out, name, end, values);
}

bool rapport__html_tags(const char *html, size_t size, struct rapport__buffer *out)
{
	struct cursor cursor = { .html = html, .size = size };

	while (cursor.at < size) {
		const char *mark = memchr(html + cursor.at, '<', size - cursor.at);
		size_t end = mark ? (size_t)(mark - html) : size;

		if (!rapport__html_entities(html + cursor.at, end - cursor.at, out))
			return false;
		cursor.at = end;
		if (mark && !take_markup(&cursor, out))
			return false;
	}
	return true;
}
