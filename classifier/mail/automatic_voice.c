#include "mail/automatic_voice.h"

#include "mail/automatic_locale.h"
#include "mail/automatic_locale_absence.h"
#include "mail/automatic_locale_answer.h"
#include "mail/automatic_locale_bounce.h"
#include "mail/automatic_locale_bulk.h"
#include "mail/automatic_locale_robot.h"
#include "mail/reply_facts.h"
#include "mail/reply_locale.h"
#include "mail/reply_locale_mark.h"

#include <string.h>

enum {
	FIRST_LINES = 5,       /* that may say who speaks; of a bounce */
	BOUNCE_LINES = 3,      /* fewer, since people write above what they forward */
	LOOKED_LINES = 25,     /* of a notice or an invitation */
	LAST_BYTES = 1500,     /* in which a newsletter tells how to end it */
	BROWSER_BYTES = 600,   /* in which a newsletter tells where else to see it */
	KEY_BYTES = 48,        /* in which the colon of "From:" stands */
	START_BYTES = 160,     /* of the text from a line on, since phrases may wrap */
	GREETING_BYTES = 60,   /* "Dear Ms Whitfield," */
	AWAY_BYTES = 500,      /* in which a text that is about an absence says so, */
	LEADING_SENTENCES = 2, /* and within which of its sentences */
	SHORT_LINE = 60,       /* that is nothing but "Unsubscribe | Preferences" */
	ROBOT_BYTES = 1500,    /* longer texts are no robot's by their first lines alone */
	SAYING_BYTES = 15,     /* of a phrase in a script without blanks */
	SMTP_BYTES = 4000,
	HITS_MAX = 3,
};

static bool digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* A line from text[*at] on, folded; *at moves behind it.  Returns its bytes as they stand. */
static size_t next_line(const char *text, size_t size, size_t *at, struct rapport__reply_fold *fold)
{
	const char *feed = memchr(text + *at, '\n', size - *at);
	size_t end = feed ? (size_t)(feed - text) : size, length = end - *at;

	rapport__reply_fold(text + *at, length, fold);
	*at = feed ? end + 1 : size;
	return length;
}

static bool find(const struct rapport__reply_table *table, const struct rapport__reply_fold *fold,
		 size_t *place)
{
	size_t length;

	*place = rapport__reply_phrase_find(table, fold->text, fold->size, 0, &length);
	return *place < fold->size;
}

static bool has(const struct rapport__reply_table *table, const struct rapport__reply_fold *fold)
{
	return find(table, fold, &(size_t){ 0 });
}

/* Can a line as it stands begin a quotation?  Most cannot, and need no folding. */
static bool may_quote(const char *line, size_t size)
{
	while (size && (line[size - 1] == ' ' || line[size - 1] == '\r' || line[size - 1] == '\t'))
		size--;
	if (!size)
		return false;
	if (strchr("-_=~*#|<>+ \t", line[0]) || (unsigned char)line[0] >= 0xE2)
		return true;
	if (line[size - 1] == ':' || (size > 3 && !memcmp(line + size - 3, "：", 3)))
		return true;
	size = size < KEY_BYTES ? size : KEY_BYTES;
	return memchr(line, ':', size) || memmem(line, size, "：", 3);
}

/* Does a line begin what is quoted or forwarded, or a signature? */
static bool quotes(const struct rapport__reply_fold *line)
{
	size_t start, which, length;

	if (!line->size)
		return false;
	if (line->text[0] == '>' || !strcmp(line->text, "--"))
		return true;
	start = rapport__reply_ornament(line->text, line->size);
	if (start && rapport__reply_phrase_at(&rapport__reply_marks, line->text + start,
					      line->size - start, NULL))
		return true;
	length = rapport__reply_phrase_at(&rapport__reply_keys, line->text, line->size, &which);
	if (length && rapport__reply_key_kind(which) == RAPPORT__REPLY_KEY_FROM &&
	    line->text[length + strspn(line->text + length, " ")] == ':')
		return true;
	return line->text[line->size - 1] == ':' &&
	       (rapport__reply_dates(line->text, line->size) ||
		rapport__reply_has_address(line->text, line->size)) &&
	       has(&rapport__reply_wrote, line);
}

/* "?" in any script, but not within a link. */
static bool asks(const char *text, size_t size)
{
	static const char *const marks[] = { "\xEF\xBC\x9F", "\xD8\x9F", "\xCD\xBE" };

	for (size_t at = 0; at < size; at++) {
		if (text[at] == '?' && !rapport__reply_letter(text, size, at + 1) &&
		    (at + 1 >= size || text[at + 1] != '='))
			return true;
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
			size_t length = strlen(marks[i]);

			if (size - at >= length && !memcmp(text + at, marks[i], length))
				return true;
		}
	}
	return false;
}

/* A short first line that ends as greetings do, or in no way. */
static bool greets(const struct rapport__reply_fold *line)
{
	char last = line->size ? line->text[line->size - 1] : ' ';

	if (line->size > GREETING_BYTES)
		return false;
	return strchr(",!:", last) || (!memchr(line->text, '.', line->size) && line->size < 40 &&
				       !memmem(line->text, line->size, "。", 3));
}

/* Where the sentences end in which a text that is about an absence says so. */
static size_t leading_bytes(const struct rapport__reply_fold *fold)
{
	unsigned ends = 0;
	size_t at = 0;

	for (; at < fold->size && ends < LEADING_SENTENCES; at++) {
		bool full = fold->size - at >= 3 && !memcmp(fold->text + at, "。", 3);

		ends += full || (strchr(".!;", fold->text[at]) && fold->text[at + 1] == ' ' && at &&
				 !digit(fold->text[at - 1]));
	}
	return at;
}

/* What the text says of an absence; start is where it begins, behind a greeting. */
static void hear_absence(const char *text, size_t start, struct rapport__voice *voice)
{
	struct rapport__reply_fold fold;
	size_t left = voice->size - start, place, length;

	rapport__reply_fold(text + start, left < AWAY_BYTES ? left : AWAY_BYTES, &fold);
	voice->thanks = rapport__reply_phrase_at(&rapport__automatic_thanks_lines, fold.text,
						 fold.size, NULL);
	fold.size = leading_bytes(&fold);
	voice->away = has(&rapport__automatic_away_lines, &fold);
	if (!voice->away)
		return;
	rapport__reply_fold(text + start, left, &fold);
	voice->urgent = has(&rapport__automatic_urgent_lines, &fold);
	for (size_t at = 0; voice->returns < HITS_MAX; at = place + length) {
		place = rapport__reply_phrase_find(&rapport__automatic_return_lines, fold.text,
						   fold.size, at, &length);
		if (place >= fold.size)
			break;
		voice->returns++;
	}
}

/* What the lines from text[at] on say of who speaks; number counts the lines that are not empty. */
static void hear_line(const char *text, size_t at, size_t number, struct rapport__voice *voice)
{
	size_t left = voice->size - at;
	struct rapport__reply_fold fold;
	size_t start;

	rapport__reply_fold(text + at, left < START_BYTES ? left : START_BYTES, &fold);
	start = rapport__reply_ornament(fold.text, fold.size);
	voice->robot |= rapport__reply_phrase_at(&rapport__automatic_robot_lines, fold.text + start,
						 fold.size - start, NULL) > 0;
	if (number <= BOUNCE_LINES)
		voice->bounce |= rapport__reply_phrase_at(&rapport__automatic_bounce_lines,
							  fold.text + start, fold.size - start,
							  NULL) > 0;
}

static bool blank_line(const char *line, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (!strchr(" \t\r\f\v", line[i]))
			return false;
	return true;
}

/* Finds where the writer's own words end. */
static void measure(const char *text, size_t size, struct rapport__voice *voice)
{
	struct rapport__reply_fold line;
	size_t at = 0;

	voice->empty = true;
	while (at < size && at < RAPPORT__VOICE_BYTES_MAX) {
		const char *feed = memchr(text + at, '\n', size - at);
		size_t length = feed ? (size_t)(feed - text) - at : size - at;
		bool blank = blank_line(text + at, length);

		if (!blank && may_quote(text + at, length)) {
			rapport__reply_fold(text + at, length, &line);
			if (quotes(&line))
				break;
		}
		voice->empty &= blank;
		at += length + (feed != NULL);
	}
	voice->longer = at > RAPPORT__VOICE_BYTES_MAX ||
			(at == RAPPORT__VOICE_BYTES_MAX && at < size);
	voice->size = voice->longer ? RAPPORT__VOICE_BYTES_MAX : at;
}

void rapport__voice_listen(const char *text, size_t size, struct rapport__voice *voice)
{
	struct rapport__reply_fold line;
	size_t at = 0, start = 0, number = 0;

	*voice = (struct rapport__voice){ .empty = true };
	if (!text)
		return;
	measure(text, size, voice);
	if (voice->longer || voice->empty)
		return;
	voice->question = asks(text, voice->size);
	while (at < voice->size && number < FIRST_LINES) {
		size_t here = at;

		next_line(text, voice->size, &at, &line);
		if (!line.size)
			continue;
		if (!number++ && greets(&line))
			start = at;
		hear_line(text, here, number, voice);
	}
	voice->robot &= voice->size <= ROBOT_BYTES;
	hear_absence(text, start, voice);
}

unsigned rapport__voice_lines(const struct rapport__reply_table *table, const char *text,
			      size_t size)
{
	struct rapport__reply_fold line;
	size_t at = 0, number = 0;
	unsigned hits = 0;

	while (at < size && number < LOOKED_LINES && hits < HITS_MAX) {
		next_line(text, size, &at, &line);
		number += line.size > 0;
		hits += has(table, &line);
	}
	return hits;
}

bool rapport__voice_browser(const char *text, size_t size)
{
	return rapport__voice_lines(&rapport__automatic_browsers, text,
				    size < BROWSER_BYTES ? size : BROWSER_BYTES);
}

unsigned rapport__voice_unsubscribes(const char *text, size_t size)
{
	struct rapport__reply_fold line;
	size_t at = size > LAST_BYTES ? size - LAST_BYTES : 0, place;
	unsigned hits = 0;

	/* Where neither links nor bars stand, nothing is to be pressed. */
	if (!memmem(text + at, size - at, "http", 4) && !memchr(text + at, '|', size - at))
		return 0;
	while (at < size && hits < HITS_MAX) {
		next_line(text, size, &at, &line);
		if (!find(&rapport__automatic_unsubscribes, &line, &place) ||
		    line.text[line.size - 1] == '?')
			continue;
		hits += memmem(line.text, line.size, "http", 4) || strpbrk(line.text, "|<[") ||
			(place <= rapport__reply_ornament(line.text, line.size) &&
			 line.size <= SHORT_LINE);
	}
	return hits;
}

/* Does a line begin with a key, or hold a phrase of several words? */
static bool answers(const struct rapport__reply_fold *line)
{
	const struct rapport__reply_table *table = &rapport__automatic_answer_lines;
	size_t place = rapport__reply_ornament(line->text, line->size);
	size_t length = rapport__reply_phrase_at(table, line->text + place, line->size - place,
						 NULL);

	place += length;
	if (length &&
	    (place == line->size || line->text[place + strspn(line->text + place, " ")] == ':'))
		return true;
	place = rapport__reply_phrase_find(table, line->text, line->size, 0, &length);
	return place < line->size &&
	       (memchr(line->text + place, ' ', length) || length >= SAYING_BYTES);
}

unsigned rapport__voice_answers(const char *text, size_t size)
{
	struct rapport__reply_fold line;
	size_t at = 0, number = 0;
	unsigned hits = 0;

	while (at < size && number < LOOKED_LINES && hits < HITS_MAX) {
		next_line(text, size, &at, &line);
		number += line.size > 0;
		hits += answers(&line);
	}
	return hits;
}

bool rapport__voice_smtp(const char *text, size_t size)
{
	if (size > SMTP_BYTES)
		size = SMTP_BYTES;
	for (size_t at = 0; at + 4 < size; at++) {
		const char *p = text + at;

		if ((p[0] != '5' && p[0] != '4') ||
		    (at && rapport__reply_letter(text, size, at - 1)))
			continue;
		if (p[1] == '.' && digit(p[2]) && p[3] == '.' && digit(p[4]))
			return true;
		/* "550 pieces" is no code, "said: 550 unknown user" is one. */
		if (p[1] >= '0' && p[1] <= '7' && digit(p[2]) && (p[3] == ' ' || p[3] == '-') &&
		    (p[4] == '5' || p[4] == '4' || p[4] == '#' || !at || p[-1] == '\n' ||
		     (at > 1 && p[-1] == ' ' && p[-2] == ':')))
			return true;
	}
	return false;
}
