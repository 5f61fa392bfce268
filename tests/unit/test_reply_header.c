#include "mail/reply_header.h"
#include "support_reply.h"

#include <criterion/criterion.h>
#include <string.h>

static struct support_reply reply;

static size_t header_lines(const char *text)
{
	support_look(&reply, text);
	return rapport__reply_header(reply.looks, reply.count, 0).lines;
}

Test(reply_header, blocks_are_known_in_many_languages)
{
	static const char *const blocks[] = {
		"From: Anna <a@example.com>\nSent: Tuesday, March 4, 2025 9:12\nTo: Bo\nSubject: x",
		"Von: Anna <a@example.com>\nGesendet: Dienstag, 4. März 2025 09:12\nAn: "
		"Bo\nBetreff: x",
		"De : Anna <a@example.com>\nEnvoyé : mardi 4 mars 2025 09:12\nÀ : Bo\nObjet : x",
		"*Van:* Anna [mailto:a@example.com]\n*Verzonden:* dinsdag 4 maart 2025\n*Aan:* Bo\n"
		"*Onderwerp:* x",
		"От: Anna <a@example.com>\nДата: 4 марта 2025\nКому: Bo\nТема: x",
		"发件人: Anna <a@example.com>\n发送时间: 2025年3月4日 9:12\n收件人: Bo\n主题: x",
		"差出人： Anna <a@example.com>\n送信日時： 2025年3月4日 9:12\n宛先： Bo\n件名： x",
		"من: Anna <a@example.com>\nتاريخ الإرسال: 04/03/2025\nإلى: Bo\nالموضوع: x",
		"Gönderen: Anna <a@example.com>\nTarih: 4 Mart 2025\nKime: Bo\nKonu: x",
	};

	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
		cr_expect(header_lines(blocks[i]) == 4, "%s", blocks[i]);
	cr_expect(header_lines("----") == 0);
	cr_expect(header_lines("From: our database, not from theirs.\nThat is all.") == 0);
	cr_expect(header_lines("To: do today\nSubject: none") == 0);
	cr_expect(header_lines(
			  "From: a@example.com\nTo: b@example.com,\n c@example.com\nSubject: x\n\n"
			  "Hello\n") == 4);
	cr_expect(header_lines("From: A <a@example.com>To: B <b@example.com>Sent: 4 March "
			       "2025Subject: x") == 1);
}

Test(reply_header, blocks_of_strange_languages_are_known_by_their_values)
{
	cr_expect(header_lines("Kutoka: Anna <a@example.com>\nIlitumwa: 4 Machi 2025 09:12\n"
			       "Kwenda: Bo\nMada: x\n\nHello") == 4);
	cr_expect(header_lines("Kutoka: Anna\nIlitumwa: 4 Machi 2025 09:12\nKwenda: Bo\n") == 0);
	cr_expect(header_lines("Kutoka: Anna <a@example.com>\nKwenda: Bo\nMada: x\n") == 0);
}

Test(reply_header, values_may_stand_below_their_names)
{
	cr_expect(header_lines("From:\nAnna <a@example.com>\nSent:\n4 March 2025 09:12\nTo:\nBo\n"
			       "Subject:\nx") == 8);
}

Test(reply_header, journeys_and_forms_are_none)
{
	cr_expect(header_lines("From: Paris 9:12\nTo: Lyon 11:04\nDate: 4 March 2025\n") == 0);
	cr_expect(header_lines("Name: Anna Ek\nE-mail: anna@example.com\nTime: 4.3.2025 09:12\n"
			       "Rooms: 2\n") == 0);
	cr_expect(header_lines("Firma: Ek GmbH\nAnsprechpartner: Anna <a@example.com>\n"
			       "Termin: 4.3.2025 09:12\nOrt: Ulm\n") == 0);
	cr_expect(header_lines("Wants: one <a@example.com>\n") == 0);
}

Test(reply_header, tells_what_it_names)
{
	struct rapport__reply_header header;

	support_look(&reply, "Sent: Tuesday, March 4, 2025\nFrom: a@example.com\nSubject: x");
	header = rapport__reply_header(reply.looks, reply.count, 0);
	cr_expect(header.sent && header.sent_first && header.from && header.subject);
	cr_expect(!header.to && !header.date);
}
