#include "mail/reply_attribution.h"
#include "support_reply.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct support_reply reply;

static size_t attribution(const char *text)
{
	support_look(&reply, text);
	return rapport__reply_attribution(text, reply.looks, reply.count, 0);
}

/* As Gmail, Apple Mail, Thunderbird, Outlook and others write them. */
static const char *const attributions[] = {
	"Den fre 28 feb. 2025 kl 10:15 skrev Anna Ek <anna@example.se>:",
	"Den tir. 4. mar. 2025 kl. 09.12 skrev Anna Ek <anna@example.dk>:",
	"tir. 4. mar. 2025 kl. 09:12 skrev Anna Ek <anna@example.no>:",
	"ti 4. maalisk. 2025 klo 9.12 Anna Ek (anna@example.fi) kirjoitti:",
	"Il giorno mar 4 mar 2025 alle ore 09:12 Anna Ek <anna@example.it> ha scritto:",
	"El mar, 4 mar 2025 a las 9:12, Anna Ek (<anna@example.es>) escribió:",
	"Em ter., 4 de mar. de 2025 às 09:12, Anna Ek <anna@example.pt> escreveu:",
	"Le mar. 4 mars 2025 à 09:12, Anna Ek <anna@example.fr> a écrit :",
	"Am Di., 4. März 2025 um 09:12 Uhr schrieb Anna Ek <anna@example.de>:",
	"Op di 4 mrt 2025 om 09:12 schreef Anna Ek <anna@example.nl>:",
	"wt., 4 mar 2025 o 09:12 Anna Ek <anna@example.pl> napisał(a):",
	"út 4. 3. 2025 v 9:12 odesílatel Anna Ek <anna@example.cz> napsal:",
	"ut 4. 3. 2025 o 9:12 Anna Ek <anna@example.sk> napísal(a):",
	"Anna Ek <anna@example.hu> ezt írta (időpont: 2025. márc. 4., K, 9:12):",
	"mar., 4 mar. 2025 la 09:12, Anna Ek <anna@example.ro> a scris:",
	"вт, 4 мар. 2025 г. в 09:12, Anna Ek <anna@example.ru>:",
	"вт, 4 бер. 2025 р. о 09:12 Anna Ek <anna@example.ua> пише:",
	"На вт, 4.03.2025 г. в 9:12 Anna Ek <anna@example.bg> написа:",
	"Στις Τρί 4 Μαρ 2025 στις 9:12 π.μ., ο χρήστης Anna Ek <anna@example.gr> έγραψε:",
	"Anna Ek <anna@example.tr>, 4 Mar 2025 Sal, 09:12 tarihinde şunu yazdı:",
	"\342\200\253בתאריך יום ג׳, 4 במרץ 2025 ב-9:12 מאת \342\200\252Anna "
	"Ek\342\200\254\342\200\217 "
	"<\342\200\252anna@example.il\342\200\254\342\200\217>:\342\200\254",
	"في الثلاثاء، 4 مارس 2025 9:12 ص Anna Ek <anna@example.sa>، كتب:",
	"2025年3月4日(火) 9:12 Anna Ek <anna@example.jp>:",
	"Anna Ek <anna@example.cn> 于2025年3月4日周二 09:12写道：",
	"Anna Ek <anna@example.tw> 於 2025年3月4日 週二 上午9:12寫道：",
	"2025년 3월 4일 (화) 오전 9:12, Anna Ek <anna@example.kr>님이 작성:",
	"Vào Th 3, 4 thg 3, 2025 vào lúc 09:12 Anna Ek <anna@example.vn> đã viết:",
	"Pada tanggal Sel, 4 Mar 2025 pukul 09.12 Anna Ek <anna@example.id> menulis:",
	"uto, 4. ožu 2025. u 09:12 Anna Ek <anna@example.hr> napisao je:",
	"V V tor., 4. mar. 2025 ob 09:12 je oseba Anna Ek <anna@example.si> napisala:",
	"Kontakt Anna Ek (<anna@example.ee>) kirjutas kuupäeval T, 4. märts 2025 kell 09:12:",
	"2025-03-04, an, 09:12 Anna Ek <anna@example.lt> rašė:",
	"otrd., 2025. g. 4. marts, plkst. 09:12 — lietotājs Anna Ek (<anna@example.lv>) rakstīja:",
	"Missatge de Anna Ek <anna@example.cat> del dia dt., 4 de març 2025 a les 9:12:",
	"Anna Ek (<anna@example.eus>) igorleak hau idatzi du (2025 mar. 4, ar. (09:12)):",
	"मंगल, 4 मार्च 2025 को 9:12 am बजे को Anna Ek <anna@example.in> ने लिखा:",
	"уто, 4. мар 2025. у 09:12 Anna Ek <anna@example.rs> је написао/ла:",
	"Þann þri., 4. mar. 2025 kl. 09:12 skrifaði Anna Ek <anna@example.is>:",
	"On 4 Mar 2025, at 09:12, Anna Ek <anna@example.com> wrote:",
	"Le 4 mars 2025 à 09:12, Anna Ek <anna@example.fr> a écrit :",
	"Il giorno 4 mar 2025, alle ore 09:12, Anna Ek <anna@example.it> ha scritto:",
	"Anna Ek <anna@example.fi> kirjoitti 4.3.2025 kello 9.12:",
	"Op 4 mrt 2025, om 09:12 heeft Anna Ek <anna@example.nl> het volgende geschreven:",
	"4 марта 2025 г., в 09:12, Anna Ek <anna@example.ru> написал(а):",
	"Wiadomość napisana przez Anna Ek <anna@example.pl> w dniu 4 mar 2025, o godz. 09:12:",
	"4. 3. 2025 v 9:12, Anna Ek <anna@example.cz>:",
	"4 Mar 2025 tarihinde 09:12 saatinde, Anna Ek <anna@example.tr> şunları yazdı:",
	"2025/03/04 9:12、Anna Ekのメール:",
	"2025. 3. 4. 오전 9:12, Anna Ek <anna@example.kr> 작성:",
	"Am 04.03.25 um 09:12 schrieb Anna Ek:",
	"Le 04/03/2025 à 09:12, Anna Ek a écrit :",
	"Il 04/03/25 09:12, Anna Ek ha scritto:",
	"El 4/3/25 a las 9:12, Anna Ek escribió:",
	"Em 04/03/2025 09:12, Anna Ek escreveu:",
	"On 3/4/25 09:12, Anna Ek wrote:",
	"W dniu 4.03.2025 o 09:12, Anna Ek pisze:",
	"Dne 04. 03. 25 v 9:12 Anna Ek napsal(a):",
	"2025. 03. 04. 9:12 keltezéssel, Anna Ek írta:",
	"04.03.2025 09:12, Anna Ek пишет:",
	"Op 4-3-2025 om 09:12 schreef Anna Ek:",
	"Den 2025-03-04 kl. 09:12, skrev Anna Ek:",
	"Anna Ek kirjoitti 4.3.2025 klo 9.12:",
	"На 4.3.25 г. в 9:12 ч., Anna Ek написа:",
	"Στις 4/3/25 09:12, ο/η Anna Ek έγραψε:",
	"在 2025/3/4 9:12, Anna Ek 写道:",
	"2025-03-04 9:12에 Anna Ek 이(가) 쓴 글:",
	"Երքշ, մրտ 4, 2025 ժ. 09:12-ին Anna Ek <anna@example.am>-ը գրել է.",
	"செவ்., 4 மார்., 2025, 9:12 AM அன்று, Anna Ek <anna@example.lk> எழுதியது:",
	"در تاریخ سه\u200cشنبه ۴ مارس ۲۰۲۵،\u200f ۹:۱۲ Anna Ek <anna@example.ir> نوشت:",
	"ในวันที่ อ. 4 มี.ค. 2025 เวลา 9:12 Anna Ek <anna@example.th> เขียนว่า:",
	"Ar an 4 Márta 2025 ag 09:12, scríobh Anna Ek:",
	"Zitat von Anna Ek <anna@example.de>:",
	"Вторник, 4 марта 2025, 9:12 +03:00 от Anna Ek <anna@example.ru>:",
	"04.03.2025, 09:12, \"Anna Ek\" <anna@example.ru>:",
	"-----Anna Ek/Example wrote: -----",
	/* languages of no table */
	"Ngomhla ka 4 Mar 2025 09:12, Anna Ek <anna@example.za> wabhala:",
	"Nou 4 Mas 2025 a 9:12, Anna Ek <anna@example.ht> te ekri:",
};

Test(reply_attribution, is_known_in_many_languages)
{
	for (size_t i = 0; i < sizeof attributions / sizeof *attributions; i++)
		cr_expect(attribution(attributions[i]) == 1, "%s", attributions[i]);
}

/* Marks of quotation below make up for what is missing. */
Test(reply_attribution, needs_less_above_marked_lines)
{
	static const char *const above[] = {
		"* Anna Ek [2025-03-04 09:12]:",
		"Anna Ek wrote:",
		"Nou 4 Mas 2025 a 9:12 Anna Ek te ekri:",
		"anna@example.com:",
	};

	for (size_t i = 0; i < sizeof above / sizeof *above; i++) {
		char text[256];

		snprintf(text, sizeof text, "%s\n> yes\n", above[i]);
		cr_expect(attribution(text) == 1, "%s", above[i]);
		snprintf(text, sizeof text, "%s\nyes\n", above[i]);
		cr_expect(attribution(text) == 0, "%s", above[i]);
	}
}

Test(reply_attribution, may_be_wrapped_over_lines)
{
	cr_expect(attribution(
			  "On Tue, Mar 4, 2025 at 9:12 AM Anna Ek\n<anna@example.com>\nwrote:\n") ==
		  3);
	cr_expect(attribution(
			  "On Tue, Mar 4, 2025 at 9:12 AM Anna Ek\n\n<anna@example.com> wrote:") ==
		  3);
	cr_expect(attribution("2025-03-04 9:12 GMT+01:00 Anna Ek <\nanna@example.com>:\n") == 2);
}

Test(reply_attribution, is_not_seen_in_sentences)
{
	static const char *const sentences[] = {
		"On Monday I get proper rendering.",
		"On the other hand, it could happen twice!",
		"Here is what I wrote to bob@example.com on 3 March 2025 at 9:12:",
		"2025-03-04 09:12:25",
		"Something wrote:",
		"You wrote that the price holds until 31.12.2025.",
		"since on Monday, November 4, 2013 4:29 PM, John Smith wrote me this message",
		"The parts you sent came on 4 March, and we looked at each of them at length, so "
		"that we "
		"now know what is wrong with them:",
		"Please call me at 9:30.",
		"On Monday, 3 March 2025 at 9:00, he wrote:",
		"Am 3.3.2025 um 9:00 schrieb er mir folgendes:",
	};

	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
		cr_expect(attribution(sentences[i]) == 0, "%s", sentences[i]);
}

Test(reply_attribution, does_not_take_the_line_above)
{
	cr_expect(
		attribution(
			"Call anna@example.com\nOn Tue, Mar 4, 2025, Bo <b@example.com> wrote:") ==
		0);
}

Test(reply_attribution, is_found_behind_words_on_one_line)
{
	static const char text[] =
		"Yes please--- On Wed, Apr 4, 2012 at 3:59 PM, me@example.com wrote:";
	static const char whole[] = "On Wed, Apr 4, 2012 at 3:59 PM, me@example.com wrote:";
	static const char name[] = "Anna Ek <a@b.example> skrev den 4 Mar 2025 9:12:";
	static const char none[] = "As agreed on 4 March at 9:12 we will send three of them:";

	support_look(&reply, "");
	cr_expect(rapport__reply_attribution_inside(text, 0, sizeof text - 1) ==
		  (size_t)(strstr(text, "On Wed") - text));
	cr_expect(rapport__reply_attribution_inside(whole, 0, sizeof whole - 1) ==
		  sizeof whole - 1);
	cr_expect(rapport__reply_attribution_inside(none, 0, sizeof none - 1) == sizeof none - 1);
	cr_expect(rapport__reply_attribution_inside(name, 0, sizeof name - 1) == sizeof name - 1);
	cr_expect(rapport__reply_attribution_inside("", 0, 0) == 0);
}
