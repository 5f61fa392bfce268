#include "tools/terminal.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
	WIDTH_MIN = 60,
	WIDTH_MAX = 400,
	WIDTH_UNKNOWN = 100
};

unsigned terminal_width(FILE *file)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	long width = columns ? strtol(columns, NULL, 10) : 0;

	if (width <= 0 && ioctl(fileno(file), TIOCGWINSZ, &size) == 0)
		width = size.ws_col;
	if (width <= 0)
		return WIDTH_UNKNOWN;
	return width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : (unsigned)width;
}

bool terminal_has_colour(FILE *file)
{
	const char *forbidden = getenv("NO_COLOR"), *kind = getenv("TERM");

	return isatty(fileno(file)) && !(forbidden && *forbidden) && kind &&
	       strcmp(kind, "dumb") != 0;
}

static void put_code_point(FILE *file, const char *bytes, size_t taken, uint32_t code_point)
{
	if (code_point == 0xFFFD)
		fputs("\xEF\xBF\xBD", file);
	else
		fwrite(bytes, 1, taken, file);
}

static bool is_blank(uint32_t code_point)
{
	return code_point == ' ' || (code_point >= '\t' && code_point <= '\r') ||
	       code_point == 0xA0;
}

/* Columns that the text takes when it is put, or more than limit. */
static unsigned measure(const char *text, size_t size, unsigned limit)
{
	unsigned width = 0;
	bool blank = false;

	for (size_t i = 0; i < size && width <= limit;) {
		uint32_t code_point;

		i += rapport__utf8_next(text + i, size - i, &code_point);
		if (is_blank(code_point)) {
			blank = width > 0;
		} else if (!rapport__utf8_unsafe(code_point)) {
			width += rapport__utf8_width(code_point) + blank;
			blank = false;
		}
	}
	return width;
}

unsigned terminal_put(FILE *file, const char *text, size_t size, unsigned columns, bool pad)
{
	bool cut = measure(text, size, columns) > columns, blank = false;
	unsigned width = 0, room = cut && columns ? columns - 1 : columns;

	for (size_t i = 0; i < size;) {
		uint32_t code_point;
		size_t taken = rapport__utf8_next(text + i, size - i, &code_point);
		unsigned wide = rapport__utf8_width(code_point);

		if (is_blank(code_point)) {
			blank = width > 0;
		} else if (!rapport__utf8_unsafe(code_point)) {
			if (width + wide + blank > room)
				break;
			if (blank)
				fputc(' ', file);
			put_code_point(file, text + i, taken, code_point);
			width += wide + blank;
			blank = false;
		}
		i += taken;
	}
	if (cut && columns) {
		fputs("\xE2\x80\xA6", file);
		width++;
	}
	for (; pad && width < columns; width++)
		fputc(' ', file);
	return width;
}

void terminal_put_lines(FILE *file, const char *text, size_t size)
{
	for (size_t i = 0; i < size;) {
		uint32_t code_point;
		size_t taken = rapport__utf8_next(text + i, size - i, &code_point);

		if (code_point == '\n' || code_point == '\t' || !rapport__utf8_unsafe(code_point))
			put_code_point(file, text + i, taken, code_point);
		i += taken;
	}
}
