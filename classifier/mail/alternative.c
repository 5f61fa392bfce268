#include "mail/alternative.h"

#include <string.h>
#include <strings.h>

enum {
	SHORT_LETTERS = 600, /* longer plain texts are taken as they are */
	/* As long as a sentence is that speaks of what the program does not show. */
	HTML_LETTERS = 200,
};

static bool ascii_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Letters of ASCII, and first bytes of all beyond it. */
static bool is_letter(char byte)
{
	return ascii_letter(byte) || ((unsigned char)byte & 0xC0) == 0xC0;
}

static bool is_link(const char *word, size_t size)
{
	while (size && !ascii_letter(*word)) {
		word++;
		size--;
	}
	return (size > 7 &&
		(!strncasecmp(word, "http://", 7) || !strncasecmp(word, "https:/", 7))) ||
	       (size > 4 && !strncasecmp(word, "www.", 4));
}

static bool names_html(const char *word, size_t size)
{
	for (size_t i = 0; i + 4 <= size; i++)
		if ((word[i] | 0x20) == 'h' && !strncasecmp(word + i, "html", 4))
			return true;
	return false;
}

static void count_letter(struct rapport__measure *measure, char byte)
{
	if (!is_letter(byte))
		return;
	if (measure->letters < RAPPORT__ALTERNATIVE_START)
		measure->start[measure->letters] = ascii_letter(byte) ? (char)(byte | 0x20) : byte;
	measure->letters++;
}

struct rapport__measure rapport__alternative_measure(const char *text, size_t size, bool html)
{
	struct rapport__measure measure = { 0 };
	const size_t enough = html ? 3 * SHORT_LETTERS : SHORT_LETTERS;
	size_t at = 0;

	if (size > RAPPORT__ALTERNATIVE_BYTES)
		size = RAPPORT__ALTERNATIVE_BYTES;
	while (at < size && measure.letters < enough) {
		size_t start = at, length;

		while (at < size && (unsigned char)text[at] > ' ')
			at++;
		length = at - start;
		if (!length) {
			at++;
		} else if (is_link(text + start, length)) {
			measure.links = true;
		} else {
			for (size_t i = start; i < at; i++)
				count_letter(&measure, text[i]);
			measure.html |= names_html(text + start, length);
		}
	}
	return measure;
}

bool rapport__alternative_doubtful(const struct rapport__measure *plain)
{
	return plain->letters < SHORT_LETTERS;
}

bool rapport__alternative_outdone(const struct rapport__measure *plain,
				  const struct rapport__measure *html)
{
	if (plain->letters < 3)
		return html->letters >= 3;
	/* "Your program shows no HTML"; one that begins as the HTML does only mentions it. */
	if (plain->html && plain->letters < HTML_LETTERS && html->letters >= 3 &&
	    memcmp(plain->start, html->start, sizeof plain->start) != 0)
		return true;
	return plain->links && html->letters >= 3 * plain->letters;
}

/* The next letter or digit at or after *at; '\0' at the end. */
static char next_letter(const char *text, size_t size, size_t *at)
{
	while (*at < size) {
		char byte = text[(*at)++];

		if (ascii_letter(byte))
			return (char)(byte | 0x20);
		if ((byte >= '0' && byte <= '9') || ((unsigned char)byte & 0x80))
			return byte;
	}
	return '\0';
}

bool rapport__alternative_same(const char *a, size_t a_size, const char *b, size_t b_size)
{
	size_t a_at = 0, b_at = 0;
	char letter;

	do {
		letter = next_letter(a, a_size, &a_at);
		if (letter != next_letter(b, b_size, &b_at))
			return false;
	} while (letter);
	return true;
}
