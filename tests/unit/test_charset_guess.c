#include "mail/charset_guess.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <iconv.h>
#include <string.h>

static struct rapport__charset_letters letters;

/* A text and the charset it is put into; NULL where nothing but Windows-1252 may come of it. */
static const struct {
	const char *text, *charset, *guess;
} rows[] = {
	{ "Добрый день, мы получили ваше письмо", "WINDOWS-1251", "WINDOWS-1251" },
	{ "Добрый день, мы получили ваше письмо", "KOI8-R", "KOI8-U" },
	{ "Добрый день, мы получили ваше письмо", "ISO-8859-5", "ISO-8859-5" },
	{ "Добрый день, мы получили ваше письмо", "IBM866", "IBM866" },
	{ "Καλημέρα σας, λάβαμε το μήνυμά σας", "WINDOWS-1253", "WINDOWS-1253" },
	{ "שלום, קיבלנו את המכתב שלכם", "WINDOWS-1255", "WINDOWS-1255" },
	{ "مرحبا، لقد استلمنا رسالتكم", "WINDOWS-1256", "WINDOWS-1256" },
	{ "สวัสดีครับ เราได้รับจดหมาย", "CP874", "CP874" },
	{ "Değerli müşterimiz, mesajınızı aldık", "WINDOWS-1254", "WINDOWS-1254" },
	{ "Dziękuję za pomoc, proszę o wiadomość", "WINDOWS-1250", "WINDOWS-1250" },
	{ "Dziękuję za pomoc, proszę o wiadomość", "ISO-8859-2", "ISO-8859-2" },
	{ "Dostali jsme váš dopis, děkujeme, příště", "ISO-8859-2", "ISO-8859-2" },
	{ "お世話になっております", "CP932", "CP932" },
	{ "お世話になっております", "EUC-JP", "EUC-JP-MS" },
	{ "您好，我们收到了您的来信", "GB18030", "GB18030" },
	{ "您好，我們收到了您的來信", "BIG5", "BIG5-HKSCS" },
	{ "안녕하세요, 메일을 받았습니다", "CP949", "CP949" },
	{ "Schöne Grüße aus Köln, für Rückfragen", "WINDOWS-1252", NULL },
	{ "Ça a été reçu à l'hôtel, même la fête, très bientôt", "WINDOWS-1252", NULL },
	{ "A fête, a tête-à-tête, a bête noire", "WINDOWS-1252", NULL },
	{ "Não é possível, a situação está má", "WINDOWS-1252", NULL },
	{ "Við fengum bréfið þitt, þakka þér fyrir", "WINDOWS-1252", NULL },
	{ "5 m³ at 20 °C, §4 ¶ ± 3µ", "WINDOWS-1252", NULL },
	{ "·¸¸·´¯`·¸¸·´¯`·¸¸·´¯`·¸¸·´¯`", "WINDOWS-1252", NULL },
	{ "naïve", "WINDOWS-1252", NULL },
};
enum {
	ROWS = sizeof rows / sizeof *rows
};

ParameterizedTestParameters(charset_guess, tells_the_charset_of_a_line)
{
	static size_t row[ROWS];

	for (size_t i = 0; i < ROWS; i++)
		row[i] = i;
	return cr_make_param_array(size_t, row, ROWS);
}

ParameterizedTest(size_t *row, charset_guess, tells_the_charset_of_a_line)
{
	char from[512], bytes[512], *in = from, *out = bytes;
	size_t left = strlen(rows[*row].text), room = sizeof bytes;
	iconv_t converter = iconv_open(rows[*row].charset, "UTF-8");
	const char *guess;

	cr_assert(converter != (iconv_t)-1);
	memcpy(from, rows[*row].text, left);
	cr_assert(iconv(converter, &in, &left, &out, &room) != (size_t)-1);
	iconv_close(converter);
	guess = rapport__charset_guess(&letters, bytes, sizeof bytes - room);
	cr_expect(guess == rows[*row].guess ||
			  (guess && rows[*row].guess && !strcmp(guess, rows[*row].guess)),
		  "%s in %s: %s", rows[*row].text, rows[*row].charset, guess);
}

Test(charset_guess, finds_marks)
{
	static const struct {
		const char *bytes;
		size_t size;
		const char *name;
	} marks[] = {
		{ "\xFF\xFEh\0", 4, "UTF-16" },
		{ "h\0e\0l\0l\0o\0", 10, "UTF-16LE" },
		{ "\0h\0e\0l\0l\0o", 10, "UTF-16BE" },
		{ "\xEF\xBB\xBFh", 4, "UTF-8" },
		{ "a \x1B$B!!", 6, "ISO-2022-JP" },
		{ "\x1B$)Ca", 5, "ISO-2022-KR" },
		{ "\x1B[1m", 4, NULL },
		{ "hello\0\0\0\0\0", 10, NULL },
		{ "\x1B", 1, NULL },
		{ "", 0, NULL },
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const char *name = rapport__charset_marked(marks[i].bytes, marks[i].size);

		cr_expect(name == marks[i].name ||
				  (name && marks[i].name && !strcmp(name, marks[i].name)),
			  "row %zu: %s", i, name);
	}
}

Test(charset_guess, takes_any_bytes)
{
	char bytes[256];

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(255 - i);
	for (size_t size = 0; size <= sizeof bytes; size++)
		rapport__charset_guess(&letters, bytes, size);
	cr_expect(!rapport__charset_guess(&letters, "", 0));
}
