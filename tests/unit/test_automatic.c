#include "mail/automatic.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* What a row's headers hold: "Name: value\nName: value". */
struct headers {
	const char *text;
	char value[256];
};

static const char *header(void *context, const char *name)
{
	struct headers *headers = context;
	size_t length = strlen(name);

	for (const char *at = headers->text; at && *at; at = strchr(at, '\n')) {
		at += *at == '\n';
		if (strncasecmp(at, name, length) || at[length] != ':')
			continue;
		snprintf(headers->value, sizeof headers->value, "%.*s",
			 (int)strcspn(at + length + 2, "\n"), at + length + 2);
		return headers->value;
	}
	return NULL;
}

static const struct {
	const char *name, *headers, *content_type, *report_type, *subject, *text, *reason;
	bool calendar;
} rows[] = {
	{ "a person", "From: Anna <anna@example.com>\nReturn-Path: <anna@example.com>",
	  "text/plain", NULL, "Re: offer", "We take it.", NULL, false },
	{ "a person, said so", "Auto-Submitted: no", NULL, NULL, "offer", "x", NULL, false },
	{ "generated", "Auto-Submitted: auto-generated", NULL, NULL, "Ticket 7", "x", "automatic",
	  false },
	{ "replied", "Auto-Submitted: auto-replied", NULL, NULL, "Re: x", "x", "automatic", false },
	{ "replied for one away", "Auto-Submitted: auto-replied (vacation)", NULL, NULL, "Re: x",
	  "x", "out of office", false },
	{ "autoreply header", "X-Autoreply: yes", NULL, NULL, "x", "x", "automatic", false },
	{ "precedence", "Precedence: auto_reply", NULL, NULL, "x", "x", "automatic", false },
	{ "bulk", "Precedence: bulk", NULL, NULL, "x", "x", "mailing list", false },
	{ "list", "List-Id: <x.example.com>", NULL, NULL, "x", "x", "mailing list", false },
	{ "newsletter", "List-Unsubscribe: <mailto:x@example.com>", NULL, NULL, "x", "x",
	  "mailing list", false },
	{ "Exchange's header alone", "X-Auto-Response-Suppress: All", NULL, NULL, "x",
	  "We take it.", NULL, false },
	{ "the same with words", "X-Auto-Response-Suppress: All", NULL, NULL, "x",
	  "Hi,\n\nI am out of the office until Monday.", "out of office", false },
	{ "no return path", "Return-Path: <>", NULL, NULL, "x", "x", "automatic", false },
	{ "bounce", "From: MAILER-DAEMON@example.com (Mail Delivery System)", NULL, NULL, "x", "x",
	  "bounce", false },
	{ "postmaster", "From: \"Mail\" <postmaster@example.com>", NULL, NULL, "x", "x", "bounce",
	  false },
	{ "daemon is the name alone", "From: Mailer-Daemon Fan <anna@example.com>", NULL, NULL, "x",
	  "x", NULL, false },
	{ "report", NULL, "multipart/report", "delivery-status", "x", "x", "bounce", false },
	{ "receipt", NULL, "multipart/report", "disposition-notification", "x", "x", "automatic",
	  false },
	{ "bounce by subject", "Return-Path: <>", NULL, NULL, "Unzustellbar: Angebot", "x",
	  "bounce", false },
	{ "calendar", NULL, "text/calendar", NULL, "x", "x", "calendar", false },
	{ "calendar part", NULL, "multipart/mixed", NULL, "x", "x", "calendar", true },
	{ "a person away", "From: a@example.com", NULL, NULL, "x",
	  "I am out of the office until Monday, can we talk on Tuesday?", NULL, false },
	{ "says it is a robot", NULL, NULL, NULL, "x", "This is an automated reply.\nBye",
	  "automatic", false },
	{ "quotes a robot", NULL, NULL, NULL, "x", "> This is an automated reply.\nWhat is this?",
	  NULL, false },
	{ "subject goes on as a sentence", NULL, NULL, NULL, "Out of office chairs, 20 pieces", "x",
	  NULL, false },
	{ "answer to an absence", NULL, NULL, NULL, "Re: Out of office", "x", NULL, false },
	{ "tagged subject", NULL, NULL, NULL, "[EXTERNAL] Automatic reply: offer", "x",
	  "out of office", false },
	{ "nothing known", NULL, NULL, NULL, NULL, NULL, NULL, false },
};

Test(automatic, mail_of_robots_is_told_from_mail_of_people)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct headers headers = { .text = rows[i].headers };
		struct rapport__automatic_mail mail = {
			.header = rows[i].headers ? header : NULL,
			.context = &headers,
			.content_type = rows[i].content_type,
			.report_type = rows[i].report_type,
			.calendar = rows[i].calendar,
			.subject = rows[i].subject,
			.text = rows[i].text,
			.text_size = rows[i].text ? strlen(rows[i].text) : 0,
		};
		const char *reason = rapport__automatic_reason(&mail);

		cr_expect(!strcmp(reason ? reason : "-", rows[i].reason ? rows[i].reason : "-"),
			  "%s: %s", rows[i].name, reason ? reason : "-");
	}
}

static const char *of_subject(const char *subject)
{
	struct rapport__automatic_mail mail = { .subject = subject };

	return rapport__automatic_reason(&mail);
}

Test(automatic, absence_is_known_by_its_subject_in_many_languages)
{
	static const char *const subjects[] = {
		"Out of Office: offer",
		"Automatic reply: offer",
		"Automatische Antwort: Angebot",
		"Abwesenheitsnotiz",
		"Réponse automatique : offre",
		"Respuesta automática: oferta",
		"Resposta automática: x",
		"Risposta automatica: x",
		"Automatisch antwoord: x",
		"Automatisk svar: x",
		"Automatiskt svar: x",
		"Automaattinen vastaus: x",
		"Automatyczna odpowiedź: x",
		"Automatická odpověď: x",
		"Автоматический ответ: x",
		"Автоматична відповідь: x",
		"Răspuns automat: x",
		"Automatikus válasz: x",
		"Otomatik yanıt: x",
		"Αυτόματη απάντηση: x",
		"תשובה אוטומטית: x",
		"رد تلقائي: x",
		"自動返信: x",
		"自动回复: x",
		"자동 회신: x",
		"Erantzun automatikoa: x",
		"Automatinis atsakymas: x",
		"Resposta automàtica: x",
		"Balasan otomatis: x",
		"स्वचालित उत्तर: x",
	};

	for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
		cr_expect(of_subject(subjects[i]) &&
				  !strcmp(of_subject(subjects[i]), "out of office"),
			  "%s", subjects[i]);
	cr_expect(!of_subject("Urlaub"));
	cr_expect(!of_subject("In ferie"), "a person may write so");
}

Test(automatic, a_long_text_is_a_persons)
{
	static char text[4096];
	struct rapport__automatic_mail mail = { .text = text, .text_size = sizeof text };

	memset(text, 'x', sizeof text);
	memcpy(text, "This is an automated reply.\n", 28);
	cr_expect(!rapport__automatic_reason(&mail));
	mail.text_size = 28;
	cr_expect(rapport__automatic_reason(&mail));
}

Test(automatic, brackets_that_never_close_take_linear_time)
{
	enum {
		BRACKETS = 4 << 20
	};
	static char subject[BRACKETS + 1];
	struct rapport__automatic_mail mail = { .subject = subject, .text = "x", .text_size = 1 };

	memset(subject, '[', BRACKETS);
	cr_expect(!rapport__automatic_reason(&mail));
}
