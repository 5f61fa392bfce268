#include "mail/date.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum {
	TEXT_BYTES_MAX = 100,
	NUMBERS = 3,
	NO_ZONE = 1 << 20, /* no offset in minutes is that large */
};

/* What a text says, piece by piece; -1 for what it does not. */
struct reading {
	const char *p, *end;
	int numbers[NUMBERS], digits[NUMBERS], count; /* of the date, in their order */
	char between;                                 /* what stands between the first two */
	int month;                                    /* in words */
	int hour, minute, second;
	int half; /* 0 AM, 12 PM */
	int zone; /* minutes east of UTC */
};

/* First letters of the months in the languages of role_names.c, a blank between them. */
static const char *const months[12] = {
	"jan ene gen sty led",
	"feb fev f\xC3\xA9v lut",
	"mar m\xC3\xA4r maa mrt mrz",
	"apr avr abr kwi",
	"may mai mag mei maj",
	"jun juin giu cze",
	"jul juil lug lip",
	"aug ao\xC3\xBB aou ago sie",
	"sep set wrz",
	"oct okt ott out pa\xC5\xBA",
	"nov lis",
	"dec dez dic d\303\251c d\303\251z gru",
};

static const struct {
	const char *name;
	int minutes;
} zones[] = {
	{ "z", 0 },      { "utc", 0 },    { "gmt", 0 },    { "ut", 0 },     { "est", -300 },
	{ "edt", -240 }, { "cst", -360 }, { "cdt", -300 }, { "mst", -420 }, { "mdt", -360 },
	{ "pst", -480 }, { "pdt", -420 }, { "cet", 60 },   { "cest", 120 }, { "mez", 60 },
	{ "mesz", 120 }, { "wet", 0 },    { "eet", 120 },  { "eest", 180 }, { "jst", 540 },
};

/* Words that say nothing. */
static const char fillers[] = " at um de del den d uhr klo kl o t the st nd rd th the di ";

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
	return ((unsigned char)byte | 0x20) >= 'a' && ((unsigned char)byte | 0x20) <= 'z';
}

static int read_number(struct reading *reading, int *digits)
{
	int value = 0;

	*digits = 0;
	for (; reading->p < reading->end && is_digit(*reading->p); reading->p++, ++*digits)
		if (*digits < 8)
			value = value * 10 + (*reading->p - '0');
	return value;
}

static char peek(const struct reading *reading, size_t ahead)
{
	return (size_t)(reading->end - reading->p) > ahead ? reading->p[ahead] : '\0';
}

/* A time whose hour has been read and behind which a colon stands. */
static bool read_time(struct reading *reading, int hour)
{
	int digits;

	if (reading->hour >= 0)
		return false;
	reading->p++;
	reading->hour = hour;
	reading->minute = read_number(reading, &digits);
	reading->second = 0;
	if (digits != 2)
		return false;
	if (peek(reading, 0) == ':' && is_digit(peek(reading, 1))) {
		reading->p++;
		reading->second = read_number(reading, &digits);
		if (digits != 2)
			return false;
		if ((peek(reading, 0) == '.' || peek(reading, 0) == ',') &&
		    is_digit(peek(reading, 1))) {
			reading->p++;
			read_number(reading, &digits);
		}
	}
	return hour < 24 && reading->minute < 60 && reading->second <= 60;
}

/* +01:00, +0100, +01; behind a time only. */
static bool read_offset(struct reading *reading)
{
	int sign = *reading->p++ == '-' ? -1 : 1, digits;
	int hours = read_number(reading, &digits), minutes = 0;

	if (digits == 4) {
		minutes = hours % 100;
		hours /= 100;
	} else if (digits == 2 && peek(reading, 0) == ':') {
		reading->p++;
		minutes = read_number(reading, &digits);
	} else if (digits > 2) {
		return false;
	}
	reading->zone = sign * (hours * 60 + minutes);
	return digits >= 1 && hours < 24 && minutes < 60;
}

static bool find_month(const char *word, int *month)
{
	for (int i = 0; i < 12; i++)
		for (const char *p = months[i]; *p; p += *p == ' ') {
			size_t size = strcspn(p, " ");

			if (!strncasecmp(p, word, size)) {
				*month = i + 1;
				return true;
			}
			p += size;
		}
	return false;
}

static bool read_word(struct reading *reading)
{
	const char *word = reading->p;
	char padded[16] = " ";
	size_t size;

	while (reading->p < reading->end &&
	       (is_letter(*reading->p) || ((unsigned char)*reading->p & 0x80)))
		reading->p++;
	size = (size_t)(reading->p - word);
	if ((size == 2 || (size == 1 && *reading->p == '.' && (peek(reading, 1) | 0x20) == 'm')) &&
	    (*word | 0x20) != 't' && strchr("apAP", *word) &&
	    (size == 1 || (word[1] | 0x20) == 'm')) {
		reading->half = (*word | 0x20) == 'p' ? 12 : 0;
		reading->p += size == 1 ? 2 : 0;
		return true;
	}
	for (size_t i = 0; reading->hour >= 0 && i < sizeof zones / sizeof *zones; i++)
		if (strlen(zones[i].name) == size && !strncasecmp(zones[i].name, word, size)) {
			/* "GMT+0100": the number that follows says more. */
			reading->zone = zones[i].minutes;
			return true;
		}
	if (size < 12) {
		memcpy(padded + 1, word, size);
		memcpy(padded + 1 + size, " ", 2);
		if (strcasestr(fillers, padded))
			return true;
	}
	if (reading->month < 0 && find_month(word, &reading->month))
		return true;
	/* A weekday stands before all else, with a comma or a blank behind it. */
	return !reading->count && reading->hour < 0 && reading->month < 0;
}

static bool read_date_number(struct reading *reading)
{
	int digits, number = read_number(reading, &digits);

	if (peek(reading, 0) == ':' && digits <= 2)
		return read_time(reading, number);
	if (reading->count == NUMBERS || (digits > 2 && digits != 4))
		return false;
	if (reading->count == 1)
		reading->between = reading->p[-digits - 1];
	reading->numbers[reading->count] = number;
	reading->digits[reading->count++] = digits;
	return true;
}

/* Reads all pieces; false for what stands in no date. */
static bool read_pieces(struct reading *reading, const char *text, size_t size)
{
	*reading = (struct reading){
		.p = text, .end = text + size, .month = -1, .hour = -1, .half = -1, .zone = NO_ZONE
	};
	while (reading->p < reading->end) {
		static const char cjk[3][4] = { "\xE5\xB9\xB4", "\xE6\x9C\x88", "\xE6\x97\xA5" };
		char byte = *reading->p;
		bool good = true;

		if (is_digit(byte))
			good = read_date_number(reading);
		else if ((byte == '+' || byte == '-') && reading->hour >= 0)
			good = read_offset(reading);
		else if (byte == '(' && reading->hour >= 0)
			reading->p = reading->end; /* the zone's name, again */
		else if (reading->end - reading->p >= 3 &&
			 (!memcmp(reading->p, cjk[0], 3) || !memcmp(reading->p, cjk[1], 3) ||
			  !memcmp(reading->p, cjk[2], 3)))
			reading->p += 3;
		else if (is_letter(byte) || ((unsigned char)byte & 0x80))
			good = read_word(reading);
		else if (memchr(" ,./-\t", byte, 6))
			reading->p++;
		else
			good = false;
		if (!good)
			return false;
	}
	return true;
}

static int full_year(int number, int digits)
{
	return digits <= 2 ? number + (number < 70 ? 2000 : 1900) : number;
}

/* Puts the numbers where they belong. */
static bool find_day(const struct reading *reading, enum rapport__date_order order, int *year,
		     int *month, int *day)
{
	const int *n = reading->numbers, *digits = reading->digits;
	int last = reading->count - 1;

	if (reading->count == 3 && digits[0] == 4 && reading->month < 0) {
		*year = n[0];
		*month = n[1];
		*day = n[2];
		return true;
	}
	if (reading->month >= 0 && reading->count == 2) {
		bool year_first = digits[0] == 4;

		*month = reading->month;
		*year = year_first ? n[0] : full_year(n[1], digits[1]);
		*day = year_first ? n[1] : n[0];
		return true;
	}
	if (reading->count != 3 || reading->month >= 0 || digits[last] == 1)
		return false;
	if (reading->between == '.' || n[0] > 12 || n[0] == n[1])
		order = RAPPORT__DATE_DAY_FIRST;
	else if (n[1] > 12)
		order = RAPPORT__DATE_MONTH_FIRST;
	*year = full_year(n[2], digits[2]);
	*day = order == RAPPORT__DATE_DAY_FIRST ? n[0] : n[1];
	*month = order == RAPPORT__DATE_DAY_FIRST ? n[1] : n[0];
	return order != RAPPORT__DATE_UNKNOWN;
}

static bool write_utc(int64_t seconds, char date[RAPPORT__DATE_BYTES])
{
	time_t time = (time_t)seconds;
	struct tm parts;

	if (!gmtime_r(&time, &parts) || parts.tm_year < 0 || parts.tm_year > 8099)
		return false;
	return strftime(date, RAPPORT__DATE_BYTES, "%Y-%m-%dT%H:%M:%SZ", &parts) > 0;
}

static bool is_day(int year, int month, int day)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return year >= 1900 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
	       day <= days[month - 1] + (leap && month == 2);
}

static bool write_day(int year, int month, int day, char date[RAPPORT__DATE_BYTES])
{
	char text[64];

	snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
	memcpy(date, text, 10);
	date[10] = '\0';
	return true;
}

static bool write_local(int year, int month, int day, const struct reading *reading,
			char date[RAPPORT__DATE_BYTES])
{
	char text[64];

	write_day(year, month, day, date);
	snprintf(text, sizeof text, "T%02d:%02d:%02d", reading->hour, reading->minute,
		 reading->second);
	memcpy(date + 10, text, 9);
	date[19] = '\0';
	return true;
}

/* Digits alone, be it with a fraction: time since 1970, or YYYYMMDD[HHMMSS].  False for others. */
static bool read_digits(const char *text, size_t size, char date[RAPPORT__DATE_BYTES])
{
	size_t digits = 0;
	int64_t number = 0;
	int year, month, day;

	for (; digits < size && is_digit(text[digits]) && digits < 17; digits++)
		number = number * 10 + (text[digits] - '0');
	for (size_t i = digits; i < size; i++)
		if (!is_digit(text[i]) && (i > digits || text[i] != '.'))
			return false;
	if (digits == 9 || digits == 10)
		return write_utc(number, date);
	if (digits == 12 || digits == 13)
		return write_utc(number / 1000, date);
	if (digits == 16)
		return write_utc(number / 1000000, date);
	if (digits != 8 || size != 8)
		return false;
	year = (int)(number / 10000);
	month = (int)(number / 100 % 100);
	day = (int)(number % 100);
	return is_day(year, month, day) && write_day(year, month, day, date);
}

static void trim(const char **text, size_t *size)
{
	while (*size && (unsigned char)**text <= ' ') {
		++*text;
		--*size;
	}
	while (*size && (unsigned char)(*text)[*size - 1] <= ' ')
		--*size;
}

enum rapport__date_order rapport__date_order(const char *text, size_t size)
{
	struct reading reading;
	const int *n = reading.numbers;

	trim(&text, &size);
	if (size > TEXT_BYTES_MAX || !read_pieces(&reading, text, size) || reading.count != 3 ||
	    reading.digits[0] > 2 || n[0] > 31 || n[1] > 31 || (n[0] > 12) == (n[1] > 12))
		return RAPPORT__DATE_UNKNOWN;
	return n[0] > 12 ? RAPPORT__DATE_DAY_FIRST : RAPPORT__DATE_MONTH_FIRST;
}

bool rapport__date_read(const char *text, size_t size, enum rapport__date_order order,
			char date[RAPPORT__DATE_BYTES])
{
	struct reading reading;
	struct tm parts = { 0 };
	int year = 0, month = 0, day = 0;

	trim(&text, &size);
	if (!size || size > TEXT_BYTES_MAX)
		return false;
	if (read_digits(text, size, date))
		return true;
	if (!read_pieces(&reading, text, size) || !find_day(&reading, order, &year, &month, &day) ||
	    !is_day(year, month, day) || (reading.half >= 0 && reading.hour > 12 && !reading.half))
		return false;
	if (reading.hour < 0)
		return write_day(year, month, day, date);
	if (reading.half >= 0 && reading.hour <= 12)
		reading.hour = reading.hour % 12 + reading.half;
	if (reading.zone == NO_ZONE)
		return write_local(year, month, day, &reading, date);
	parts = (struct tm){ .tm_year = year - 1900,
			     .tm_mon = month - 1,
			     .tm_mday = day,
			     .tm_hour = reading.hour,
			     .tm_min = reading.minute,
			     .tm_sec = reading.second };
	return write_utc((int64_t)timegm(&parts) - reading.zone * 60, date);
}
