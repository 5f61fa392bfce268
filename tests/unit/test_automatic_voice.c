#include "mail/automatic_voice.h"

#include "mail/automatic_locale_notice.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *name, *text;
	struct rapport__voice voice; /* size left out */
} rows[] = {
	{ "nothing", "", { .empty = true } },
	{ "blank", " \n\n\t\n", { .empty = true } },
	{ "a person", "Dear Dana,\n\nwe take it.\n", { 0 } },
	{ "a person's question", "Can we talk?\n", { .question = true } },
	{ "a question in another script", "いつですか？\n", { .question = true } },
	{ "a link's question mark", "See https://x.example/?a=1&b=2 please.\n", { 0 } },
	{ "a robot", "Hello,\nthis is an automated\nmessage of ours.\n", { .robot = true } },
	{ "quotes a robot", "Hm.\n> this is an automated message\n", { 0 } },
	{ "all quoted", "> this is an automated message\n", { .empty = true } },
	{ "a signature alone", "\n-- \nAnna Ek\n", { .empty = true } },
	{ "behind a mark of a forward",
	  "What is this.\n\n-----Original Message-----\nThis is an automated message.\n",
	  { 0 } },
	{ "behind an attribution",
	  "No.\n\nOn 3 May 2024, Ann wrote:\nThis is an automated message.\n",
	  { 0 } },
	{ "a bounce",
	  "Delivery has failed to these recipients or groups:\nx@y.example\n",
	  { .bounce = true } },
	{ "a bounce sent on",
	  "Hi,\nis that you.\n\nNo idea.\nDelivery has failed to these "
	  "recipients or groups:\n",
	  { 0 } },
	{ "away",
	  "Thank you for your message. I am out of the\noffice until May 5. In urgent cases "
	  "call Bob. I will be back on Monday.\n",
	  { .away = true, .thanks = true, .urgent = true, .returns = 1 } },
	{ "away, said in passing",
	  "We take it. Send the papers. Do sign them. I am out of the office until May.\n",
	  { 0 } },
	{ "away, in Ukrainian",
	  "Добрий день!\n\nЗараз я у відпустці до 12 травня. З термінових питань пишіть Олені.\n",
	  { .away = true, .urgent = true } },
};

Test(automatic_voice, first_lines_tell_who_speaks)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct rapport__voice *wanted = &rows[i].voice;
		struct rapport__voice voice;

		rapport__voice_listen(rows[i].text, strlen(rows[i].text), &voice);
		cr_expect_eq(voice.empty, wanted->empty, "%s: empty", rows[i].name);
		cr_expect_eq(voice.longer, wanted->longer, "%s: longer", rows[i].name);
		cr_expect_eq(voice.question, wanted->question, "%s: question", rows[i].name);
		cr_expect_eq(voice.robot, wanted->robot, "%s: robot", rows[i].name);
		cr_expect_eq(voice.bounce, wanted->bounce, "%s: bounce", rows[i].name);
		cr_expect_eq(voice.away, wanted->away, "%s: away", rows[i].name);
		cr_expect_eq(voice.thanks, wanted->thanks, "%s: thanks", rows[i].name);
		cr_expect_eq(voice.urgent, wanted->urgent, "%s: urgent", rows[i].name);
		cr_expect_eq(voice.returns, wanted->returns, "%s: returns", rows[i].name);
	}
}

Test(automatic_voice, own_words_end_where_others_begin)
{
	static const char text[] = "Yes.\n\n> no\nmore\n";
	struct rapport__voice voice;

	rapport__voice_listen(text, sizeof text - 1, &voice);
	cr_expect_eq(voice.size, 6);
	rapport__voice_listen(NULL, 0, &voice);
	cr_expect_eq(voice.size, 0);
	cr_expect(voice.empty);
}

Test(automatic_voice, long_texts_are_not_listened_to)
{
	static char text[1000000];
	struct rapport__voice voice;

	memset(text, 'a', sizeof text);
	memcpy(text, "I am out of the office.\nIn urgent cases", 39);
	rapport__voice_listen(text, sizeof text, &voice);
	cr_expect(voice.longer);
	cr_expect_not(voice.away);
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = i % 2 ? '\n' : ">?5.["[i % 5];
	rapport__voice_listen(text, sizeof text, &voice);
	rapport__voice_unsubscribes(text, sizeof text);
	rapport__voice_answers(text, sizeof text);
	rapport__voice_smtp(text, sizeof text);
}

Test(automatic_voice, lines_with_phrases_are_counted)
{
	static const char text[] =
		"We have received your request.\nYour ticket number is 7.\nBye\n";
	static const char end[] = "News.\n\nUnsubscribe | Manage preferences\n"
				  "To unsubscribe click <http://x.example/u>\n"
				  "How do I unsubscribe?\n";

	cr_expect_eq(rapport__voice_lines(&rapport__automatic_notice_lines, text, sizeof text - 1),
		     2);
	cr_expect_eq(rapport__voice_lines(&rapport__automatic_notice_lines, "", 0), 0);
	cr_expect_eq(rapport__voice_unsubscribes(end, sizeof end - 1), 2);
	cr_expect(rapport__voice_browser("View this email in your browser\n\nNews of May\n", 45));
	cr_expect_not(rapport__voice_browser("News of May\n", 12));
	cr_expect_eq(rapport__voice_unsubscribes("Please unsubscribe me.\n", 23), 0);
}

Test(automatic_voice, invitations_and_codes_are_known)
{
	static const char invitation[] = "When: Monday\nWhere\nRoom 7\n";

	cr_expect_eq(rapport__voice_answers(invitation, sizeof invitation - 1), 2);
	cr_expect_eq(rapport__voice_answers("When we met, I said yes.\n", 25), 0);
	cr_expect_eq(rapport__voice_answers("Ann hat diese Einladung angenommen\n", 35), 1);
	cr_expect(rapport__voice_smtp("said: 550 5.1.1 unknown", 23));
	cr_expect(rapport__voice_smtp("status 5.7.1 refused", 20));
	cr_expect_not(rapport__voice_smtp("version 15.1.1 of it", 20));
	cr_expect_not(rapport__voice_smtp("we need 550 pieces", 18));
	cr_expect(rapport__voice_smtp("they said: 550 unknown user", 27));
	cr_expect_not(rapport__voice_smtp("5", 1));
}
