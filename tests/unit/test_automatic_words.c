/* Mail of programs and of people that headers do not tell apart: subject and text alone. */
#include "mail/automatic.h"

#include <criterion/criterion.h>
#include <string.h>

struct row {
	const char *from, *subject, *text, *reason;
};

static const char *header(void *context, const char *name)
{
	const struct row *row = context;

	return !strcmp(name, "From") ? row->from : NULL;
}

static void check(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct row row = rows[i];
		struct rapport__automatic_mail mail = {
			.header = header,
			.context = &row,
			.content_type = "text/plain",
			.subject = row.subject,
			.text = row.text,
			.text_size = row.text ? strlen(row.text) : 0,
		};
		const char *reason = rapport__automatic_reason(&mail);

		cr_expect(!strcmp(reason ? reason : "-", row.reason ? row.reason : "-"),
			  "%s / %.60s: %s", row.subject, row.text, reason ? reason : "-");
	}
}
#define CHECK(rows) check(rows, sizeof(rows) / sizeof *(rows))

#define PERSON "Ann Ek <ann@x.example>"

static const struct row people[] = {
	{ PERSON, "Re: Out of office", "I am back now, let us go on.", NULL },
	{ PERSON, "Next week",
	  "Hi Dana,\n\nI will be out of office next week, so please send the "
	  "offer before Friday.\n\nAnn",
	  NULL },
	{ PERSON, "Re: Offer",
	  "Thanks, we accept. Note that I'm out of the office until Monday, "
	  "can Bob sign?",
	  NULL },
	{ PERSON, "Automatic renewal", "Please switch the automatic renewal off.", NULL },
	{ PERSON, "Automatic reply tool", "We want the automatic reply tool of your list.", NULL },
	{ PERSON, "Fwd: Undeliverable: Offer",
	  "Hi Dana,\n\nI got this back, is your address right?\n\nDelivery has failed to these "
	  "recipients or groups:\nd@x.example\n550 5.1.1 unknown\n",
	  NULL },
	{ PERSON, "Undeliverable: offer", "Dana, my mail to you came back. Please call.", NULL },
	{ PERSON, "Delivery failure of pallet 7",
	  "The pallet did not arrive. 550 pieces are "
	  "missing.",
	  NULL },
	{ PERSON, "Delivery failed: order 4711", "Nobody came. Write to me at ann@x.example.",
	  NULL },
	{ PERSON, "Accepted: your offer of May", "We take it at that price. When can you start?",
	  NULL },
	{ PERSON, "Accepted: offer 4711", "All fine with us, send the contract.", NULL },
	{ PERSON, "Declined: your offer", "It is too expensive for us.", NULL },
	{ PERSON, "Read: the draft", "I have changed page 2, see the file.", NULL },
	{ PERSON, "Invitation: dinner", "Will you join us when you are here?", NULL },
	{ PERSON, "Your newsletter",
	  "Your newsletter made us curious.\nPlease tell us more.\nHow "
	  "do I unsubscribe?",
	  NULL },
	{ PERSON, "Newsletter", "Unsubscribe", NULL },
	{ "Support <support@x.example>", "Re: Offer", "I looked at your offer and we like it. Tom",
	  NULL },
	{ "Support <support@x.example>", "Re: [Ticket#4711] Printer",
	  "Hello Dana, we received your request and I will look at it today. Do you have the "
	  "serial number?\nTom",
	  NULL },
	{ PERSON, "Order", "We have received your message and will order next week.", NULL },
	{ PERSON, "Your order confirmation", "In your order confirmation the price is wrong.",
	  NULL },
	{ "Shop <noreply@shop.example>", "Contact form", "Name: Ann\nMessage: I want to buy ten.",
	  NULL },
	{ PERSON, "Next week",
	  "All,\n\nI am on leave from Monday. In my absence Tom takes the deliveries. Nobody signs "
	  "the new lease, since the dealer pressed us for it while I was away.",
	  NULL },
	{ PERSON, "Re: Course", "Please do not reply to this. My answer is no, for the last time.",
	  NULL },
	{ PERSON, "Abwesenheit",
	  "Hallo Frau Whitfield,\n\nich bin nächste Woche im Urlaub. Bitte "
	  "schicken Sie das Angebot bis Freitag.",
	  NULL },
	{ PERSON, "Re: Angebot", "Vielen Dank für Ihre Nachricht. Wir nehmen das Angebot an.",
	  NULL },
	{ PERSON, "Re: Devis",
	  "Merci pour votre message. Je suis en congés la semaine prochaine, "
	  "pouvons-nous signer avant ?",
	  NULL },
	{ PERSON, "Automatización", "La respuesta automática de su producto nos gusta.", NULL },
	{ PERSON, "Eingangsbestätigung", "Können Sie mir den Eingang des Vertrags bestätigen?",
	  NULL },
};

static const struct row absences[] = {
	{ PERSON, "Re: Offer",
	  "Hello,\n\nThank you for your email. I am currently out of the office and will be back "
	  "on Monday.\n\nFor urgent matters, please contact bob@x.example.\n\nAnn",
	  "out of office" },
	{ PERSON, "Re: Angebot",
	  "Guten Tag,\n\nvielen Dank für Ihre Nachricht. Ich bin bis einschließlich 12. Mai nicht "
	  "im Büro. In dringenden Fällen wenden Sie sich bitte an Herrn Bob.",
	  "out of office" },
	{ PERSON, "RE: Devis",
	  "Bonjour,\n\nJe suis absente du bureau jusqu'au 12 mai. En cas d'urgence, vous pouvez "
	  "contacter M. Bob.",
	  "out of office" },
	{ PERSON, "RE: Oferta",
	  "Estimado cliente:\n\nActualmente me encuentro fuera de la oficina hasta el 12 de mayo. "
	  "Para asuntos urgentes contacte con Bob.",
	  "out of office" },
	{ PERSON, "Re: Offerta",
	  "Buongiorno,\nsono in ferie fino al 12 maggio. Per urgenze può contattare Bob.",
	  "out of office" },
	{ PERSON, "Re: Offerte",
	  "Beste lezer,\n\nIk ben met vakantie tot 12 mei. Voor dringende zaken kunt u Bob bellen.",
	  "out of office" },
	{ PERSON, "SV: Offert",
	  "Hej!\n\nJag är på semester till den 12 maj. Vid brådskande ärenden, kontakta Bob.",
	  "out of office" },
	{ PERSON, "Re: Oferta",
	  "Dzień dobry,\n\njestem na urlopie do 12 maja. W pilnych sprawach proszę o kontakt z "
	  "Bob.",
	  "out of office" },
	{ PERSON, "Re: Nabídka",
	  "Dobrý den,\n\njsem na dovolené do 12. května. V naléhavých případech volejte Bobovi.",
	  "out of office" },
	{ PERSON, "Ответ: Предложение",
	  "Здравствуйте!\n\nЯ нахожусь в отпуске до 12 мая. По срочным вопросам пишите Бобу.",
	  "out of office" },
	{ PERSON, "Re: Προσφορά",
	  "Καλημέρα,\n\nΒρίσκομαι σε άδεια μέχρι τις 12 Μαΐου. Για επείγοντα θέματα καλέστε τον "
	  "Bob.",
	  "out of office" },
	{ PERSON, "Re: Teklif",
	  "Merhaba,\n\n12 Mayıs'a kadar yıllık izindeyim. Acil durumlarda Bob ile görüşün.",
	  "out of office" },
	{ PERSON, "Re: הצעה", "שלום,\n\nאני בחופשה עד 12 במאי. במקרים דחופים פנו לבוב.",
	  "out of office" },
	{ PERSON, "Re: عرض", "مرحبا،\n\nأنا في إجازة حتى 12 مايو. في الحالات العاجلة اتصلوا ببوب.",
	  "out of office" },
	{ PERSON, "Re: 見積",
	  "お世話になっております。\n休暇中のため、5月12日まで不在にしております。\n"
	  "お急ぎの場合はボブまで。",
	  "out of office" },
	{ PERSON, "Re: 报价", "您好,\n\n我正在休假,5月12日回来。如有急事请打电话给鲍勃。",
	  "out of office" },
	{ PERSON, "Re: 견적", "안녕하세요.\n현재 휴가 중입니다. 급한 용무는 밥에게 전화 주십시오.",
	  "out of office" },
	{ PERSON, "Fuera de la oficina", NULL, "out of office" },
	{ PERSON, "Out of Office AutoReply: Offer", "x", "out of office" },
	{ PERSON, "[EXTERN] Abwesenheitsnotiz: Angebot", "x", "out of office" },
	{ PERSON, "ตอบกลับอัตโนมัติ: ใบเสนอราคา", "x", "out of office" },
	{ PERSON, "Phản hồi tự động: Báo giá", "x", "out of office" },
};

static const struct row programs[] = {
	{ PERSON, "failure notice",
	  "Sorry, we were unable to deliver your message to the following address.\n\n"
	  "<x@y.example>:\n550: user unknown\n",
	  "bounce" },
	{ PERSON, "Message could not be delivered",
	  "Hi. This is the qmail-send program at x.example.\nI'm afraid I wasn't able to deliver "
	  "your message.\n\n<x@y.example>:\nunknown\n",
	  "bounce" },
	{ PERSON, "Rückläufer",
	  "Ihre Nachricht konnte nicht zugestellt werden:\nx@y.example\n5.1.1 unbekannt\n",
	  "bounce" },
	{ PERSON, "Accepted: Meeting", "", "calendar" },
	{ PERSON, "Zugesagt: Besprechung", "\n-- \nAnn Ek\nx.example\n", "calendar" },
	{ PERSON, "Accepté : Réunion", "Quand : lundi 12 mai\nOù : salle 7\n", "calendar" },
	{ PERSON, "Invitation: Meeting @ Thu Mar 5, 2026",
	  "You have been invited to the following event.\n\nMeeting\nWhen\nThu Mar 5\n\nGoing "
	  "(d@x.example)? Yes - Maybe - No\n",
	  "calendar" },
	{ PERSON, "Read: Offer",
	  "Your message\n\n  To: Ann\n  Subject: Offer\n\nwas read on 5 May.\n", "automatic" },
	{ PERSON, "Gelesen: Angebot", NULL, "automatic" },
	{ PERSON, "Lu : Devis", "Votre message a été lu le 12 mai.", "automatic" },
	{ "Support <support@x.example>", "[Ticket#4711] Printer",
	  "Hello,\n\nwe have received your request. Your ticket number is 4711.\nA member of our "
	  "team will answer.",
	  "automatic" },
	{ "Service <service@x.example>", "Eingangsbestätigung",
	  "Sehr geehrte Frau Whitfield,\n\nIhre Nachricht ist bei uns eingegangen. Wir melden uns "
	  "schnellstmöglich.",
	  "automatic" },
	{ "Shop <noreply@shop.example>", "Order 4711",
	  "Thank you for your order.\n\nPlease do not reply to this e-mail.", "automatic" },
	{ "Negozio <ordini@shop.example>", "Conferma ordine 4711",
	  "Gentile cliente,\ngrazie per il tuo ordine. Numero di tracking: 7.", "automatic" },
	{ "DocuSign <dse@docusign.example>", "Please DocuSign: contract",
	  "Ann sent you a document to review and sign.\n\nREVIEW DOCUMENT\n\nDo not share this "
	  "email.\nQuestions about the document?\n",
	  "automatic" },
	{ "X <news@x.example>", "May",
	  "Our news.\n\nGood things come.\n\nUnsubscribe: https://x.example/u\n", "mailing list" },
	{ "X <ann@x.example>", "Mai",
	  "Cet e-mail ne s'affiche pas ? Voir dans le navigateur\n\nNos nouvelles.\n\n"
	  "Se désinscrire | Nous écrire\n",
	  "mailing list" },
};

Test(automatic_words, people_are_left_to_speak)
{
	CHECK(people);
}

Test(automatic_words, absences_are_known_by_their_words)
{
	CHECK(absences);
}

Test(automatic_words, programs_are_known_by_their_words)
{
	CHECK(programs);
}
