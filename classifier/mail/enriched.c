#include "mail/enriched.h"

#include <string.h>
#include <strings.h>

enum {
	COMMAND_BYTES = 60 /* RFC 1896 */
};

/* Commands and the HTML in their place; those that are not here have none. */
static const struct {
	const char *command, *html;
} commands[] = {
	{ "nl", "<br>" },
	{ "np", "<br><br>" },
	{ "lt", "&lt;" },
	{ "paragraph", "<p>" },
	{ "/paragraph", "</p>" },
	{ "excerpt", "<blockquote>" },
	{ "/excerpt", "</blockquote>" },
	{ "nofill", "<pre>" },
	{ "/nofill", "</pre>" },
	{ "verbatim", "<pre>" },
	{ "/verbatim", "</pre>" },
};

/* The command at p, which is at a "<"; its size without the brackets, 0 for none. */
static size_t command_size(const char *p, const char *end)
{
	size_t size = 0;

	while (p + 1 + size < end && size <= COMMAND_BYTES) {
		char byte = p[1 + size];

		if (byte == '>')
			return size;
		if (byte <= ' ' || byte == '<' || byte == 127)
			return 0;
		size++;
	}
	return 0;
}

static bool is_command(const char *p, size_t size, const char *name)
{
	return size == strlen(name) && !strncasecmp(p + 1, name, size);
}

/* Behind the end of the command that hides what is in it. */
static const char *skip_hidden(const char *p, const char *end, const char *close)
{
	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		size_t size = command_size(p, end);

		if (size && is_command(p, size, close))
			return p + size + 2;
		p++;
	}
	return end;
}

static bool add_command(const char *p, size_t size, struct rapport__buffer *html)
{
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (is_command(p, size, commands[i].command))
			return rapport__buffer_add_string(html, commands[i].html);
	return true;
}

/* Line ends: of n that follow each other one is a blank, the others stay; none of richtext. */
static bool add_line_ends(size_t count, bool richtext, struct rapport__buffer *html)
{
	if (richtext || count == 1)
		return rapport__buffer_add(html, "\n", 1);
	while (--count)
		if (!rapport__buffer_add_string(html, "<br>"))
			return false;
	return true;
}

bool rapport__enriched_to_html(const char *text, size_t size, bool richtext,
			       struct rapport__buffer *html)
{
	const char *p = text, *end = text + size;
	bool done = true;

	while (done && p < end) {
		size_t command = *p == '<' ? command_size(p, end) : 0, ends = 0;

		if (command &&
		    (is_command(p, command, "param") || is_command(p, command, "comment"))) {
			p = skip_hidden(p, end,
					is_command(p, command, "param") ? "/param" : "/comment");
		} else if (command) {
			done = add_command(p, command, html);
			p += command + 2;
		} else if (*p == '\n') {
			while (p < end && *p == '\n') {
				p++;
				ends++;
			}
			done = add_line_ends(ends, richtext, html);
		} else if (*p == '<' || *p == '&') {
			done = rapport__buffer_add_string(html, *p == '<' ? "&lt;" : "&amp;");
			p += end - p >= 2 && *p == '<' && p[1] == '<' ? 2 : 1;
		} else {
			const char *start = p;

			while (p < end && *p != '<' && *p != '&' && *p != '\n')
				p++;
			done = rapport__buffer_add(html, start, (size_t)(p - start));
		}
	}
	return done;
}
