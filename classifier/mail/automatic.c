#include "mail/automatic.h"

#include "mail/automatic_locale.h"
#include "mail/automatic_locale_answer.h"
#include "mail/automatic_locale_bounce.h"
#include "mail/automatic_locale_notice.h"
#include "mail/automatic_locale_robot.h"
#include "mail/automatic_sender.h"
#include "mail/automatic_voice.h"
#include "mail/reply_facts.h"
#include "mail/reply_fold.h"
#include "mail/subject.h"

#include <string.h>
#include <strings.h>

enum {
	CURT_BYTES = 160,  /* a text that says no more than that its writer is away */
	NOTICE_POINTS = 4, /* from which a text is a program's notice */
};

/* What is known of a message, looked up once. */
struct look {
	const struct rapport__automatic_mail *mail;
	struct rapport__subject subject;
	struct rapport__voice voice;
	enum rapport__sender sender;
	bool no_return; /* "<>": what answers nobody, RFC 5321 4.5.5 */
};

static const char *header(const struct rapport__automatic_mail *mail, const char *name)
{
	return mail->header ? mail->header(mail->context, name) : NULL;
}

static const char *skip_blank(const char *value)
{
	return value + strspn(value, " \t\r\n");
}

/* Does value begin with the word, in any case? */
static bool begins(const char *value, const char *word)
{
	size_t length = strlen(word);

	if (!value)
		return false;
	value = skip_blank(value);
	return !strncasecmp(value, word, length) &&
	       !rapport__reply_letter(value, strlen(value), length);
}

static bool begins_any(const char *value, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (begins(value, words[i]))
			return true;
	return false;
}

static bool no_return(const struct rapport__automatic_mail *mail)
{
	const char *path = header(mail, "Return-Path");

	return path && skip_blank(path)[0] == '<' && skip_blank(skip_blank(path) + 1)[0] == '>';
}

/* Does the subject begin with a phrase of the table, and is it no reply or forward? */
static size_t subject_begins(const struct look *look, const struct rapport__reply_table *table)
{
	if (look->subject.reply || look->subject.forward)
		return 0;
	return rapport__reply_phrase_at(table, look->subject.base, look->subject.size, NULL);
}

/* The same, with the end or a mark behind it.  So "Out of office: Re: offer" is told from "Out of
 * office chairs, 20 pieces". */
static bool subject_says(const struct look *look, const struct rapport__reply_table *table)
{
	const char *base = look->subject.base;
	size_t length = subject_begins(look, table);

	if (!length)
		return false;
	length += strspn(base + length, " ");
	return !rapport__reply_letter(base, look->subject.size, length) ||
	       (unsigned char)base[length] >= 0xE2; /* a dash, CJK */
}

/* The same, with a colon behind it and more: "Read: offer". */
static bool subject_keys(const struct look *look, const struct rapport__reply_table *table)
{
	size_t length = subject_begins(look, table);

	return length &&
	       look->subject.base[length + strspn(look->subject.base + length, " ")] == ':';
}

static bool is_bounce(const struct look *look)
{
	const struct rapport__automatic_mail *mail = look->mail;
	bool subject = subject_says(look, &rapport__automatic_bounces);

	if (begins(mail->content_type, "multipart/report") &&
	    (!mail->report_type || begins(mail->report_type, "delivery-status")))
		return true;
	if (look->sender == RAPPORT__SENDER_DAEMON || header(mail, "X-Failed-Recipients"))
		return true;
	if (look->no_return && (subject || look->voice.bounce))
		return true;
	/* By its words alone: people write of deliveries, too. */
	return look->voice.bounce && !look->voice.question && !look->subject.reply &&
	       !look->subject.forward &&
	       (subject + rapport__voice_smtp(mail->text, mail->text_size) +
		rapport__reply_has_address(mail->text, look->voice.size)) > 1;
}

/* Invitations, and answers to them that are known by a subject like "Accepted: meeting". */
static bool is_calendar(const struct look *look)
{
	const struct rapport__automatic_mail *mail = look->mail;

	if (mail->calendar || begins(mail->content_type, "text/calendar"))
		return true;
	if (!subject_keys(look, &rapport__automatic_answers))
		return false;
	/* "Going? Yes - Maybe - No" is no person's question. */
	return look->voice.empty ||
	       rapport__voice_answers(mail->text, look->voice.size) > look->voice.question;
}

static bool is_receipt(const struct look *look)
{
	return subject_keys(look, &rapport__automatic_receipts) &&
	       (look->voice.empty || (!look->voice.question &&
				      rapport__voice_lines(&rapport__automatic_receipt_lines,
							   look->mail->text, look->voice.size)));
}

/* By words alone a text is an answer of a program away when it begins with that, says what to do
 * meanwhile, and asks nothing. */
static bool is_absence(const struct look *look, bool robot)
{
	const struct rapport__voice *voice = &look->voice;
	bool answers = voice->urgent || voice->returns || voice->thanks;

	if (subject_says(look, &rapport__automatic_away))
		return true;
	if (robot &&
	    (subject_says(look, &rapport__automatic_absences) ||
	     rapport__voice_lines(&rapport__automatic_away_lines, look->mail->text, voice->size)))
		return true;
	if (voice->question || !voice->away)
		return false;
	/* Exchange sets this on much that people write, so it needs words beside it. */
	if (header(look->mail, "X-Auto-Response-Suppress"))
		return answers || voice->size <= CURT_BYTES;
	if (!answers)
		return false;
	return subject_begins(look, &rapport__automatic_absences) || voice->urgent ||
	       voice->thanks + voice->returns > 1;
}

/* Headers by which programs say that they answer for someone away. */
static bool is_vacation(const struct rapport__automatic_mail *mail)
{
	const char *submitted = header(mail, "Auto-Submitted");

	if (begins(submitted, "auto-replied") && strcasestr(submitted, "vacation"))
		return true;
	return header(mail, "X-Vacation") || header(mail, "X-OOF");
}

/* What says that some program sent it, by itself. */
static bool is_robot(const struct rapport__automatic_mail *mail)
{
	static const char *const answers[] = { "X-Autoreply",       "X-Autorespond",
					       "X-Autoresponder",   "X-Auto-Reply",
					       "X-Auto-Reply-From", "X-AutoReply-From",
					       "X-Mail-Autoreply",  "X-FC-MachineGenerated",
					       "X-Vacation",        "X-OOF",
					       "X-Autogenerated",   "X-Cron-Env" };
	const char *submitted = header(mail, "Auto-Submitted");

	/* What is only passed on by a program has a person's words. */
	if (submitted && !begins(submitted, "no") && !begins(submitted, "auto-forwarded") &&
	    *skip_blank(submitted))
		return true;
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		const char *value = header(mail, answers[i]);

		if (value && !begins(value, "no") && !begins(value, "false"))
			return true;
	}
	return begins(header(mail, "Precedence"), "auto_reply") ||
	       begins(header(mail, "Precedence"), "auto-reply");
}

/* robot: a program's own answers are sent with a low precedence, too. */
static bool is_list(const struct rapport__automatic_mail *mail, bool robot)
{
	static const char *const headers[] = { "List-Id",     "List-Post",      "List-Unsubscribe",
					       "List-Help",   "List-Subscribe", "Mailing-List",
					       "X-BeenThere", "X-Mailing-List" };
	static const char *const bulk[] = { "bulk", "list", "junk" };

	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
		if (header(mail, headers[i]))
			return true;
	return !robot && begins_any(header(mail, "Precedence"), bulk, sizeof bulk / sizeof *bulk);
}

/* Headers that mass mailers and the services that send for programs set. */
static bool is_bulk(const struct rapport__automatic_mail *mail)
{
	static const char *const headers[] = {
		"Feedback-ID",     "X-Campaign",         "X-Campaign-ID",
		"X-CampaignID",    "X-SG-EID",           "X-MC-User",
		"X-Mailgun-Sid",   "X-Mandrill-User",    "X-Sib-Id",
		"X-Report-Abuse",  "X-CSA-Complaints",   "X-SES-Outgoing",
		"X-PM-Message-Id", "X-MJ-Mid",           "X-Mailjet-Campaign",
		"X-Job",           "X-EmailType-Id",     "X-Mailer-Recptid",
		"X-BounceId",      "X-Newsletter",       "X-Notification-Type",
		"X-GitHub-Reason", "X-JIRA-FingerPrint", "X-LinkedIn-Id",
	};

	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
		if (header(mail, headers[i]))
			return true;
	return false;
}

/* "[Ticket#4711]", "Case 00123456": a number of three digits or more behind a mark or in brackets.
 */
static bool has_ticket(const char *subject)
{
	size_t end;

	/* What begins within a part that was looked at ends with it, and has no more digits. */
	for (const char *at = strpbrk(subject ? subject : "", "#["); at;
	     at = strpbrk(at + end, "#[")) {
		size_t digits = 0;

		end = *at == '[' ? strcspn(at, "]") : 1 + strspn(at + 1, " :0123456789-");
		for (size_t i = 0; i < end; i++)
			digits += at[i] >= '0' && at[i] <= '9';
		if (digits >= 3)
			return true;
	}
	return false;
}

/* Programs of shops, ticket systems and services have no sign that is enough; points are given for
 * each, so that it takes two that are strong. */
static bool is_notice(const struct look *look, bool bulk, unsigned unsubscribes)
{
	const struct rapport__automatic_mail *mail = look->mail;
	size_t size = look->voice.longer ? mail->text_size : look->voice.size, length;
	bool named = look->sender == RAPPORT__SENDER_NO_REPLY;
	bool titled = !look->subject.reply && !look->subject.forward &&
		      rapport__reply_phrase_find(&rapport__automatic_notices, look->subject.base,
						 look->subject.size, 0,
						 &length) < look->subject.size;
	bool ticket = has_ticket(mail->subject);
	unsigned notices, footers, points;

	if (!mail->text || (look->sender == RAPPORT__SENDER_PERSON && !titled && !ticket && !bulk))
		return false;
	notices = rapport__voice_lines(&rapport__automatic_notice_lines, mail->text, size);
	footers = rapport__voice_lines(&rapport__automatic_footers, mail->text, size);
	points = (named ? 2u : 0) + (look->sender == RAPPORT__SENDER_NOTIFIER ? 1u : 0) +
		 (bulk ? 1u : 0) + (titled ? 2u : 0) + (ticket ? 1u : 0) + (notices ? 2u : 0) +
		 (notices > 1 ? 1u : 0) + (footers ? 2u : 0) + (unsubscribes ? 1u : 0) +
		 (header(mail, "X-Auto-Response-Suppress") ? 1u : 0);
	if (!named && !footers && !(titled && notices > 1) &&
	    (look->voice.question || look->subject.reply))
		return false;
	return points >= NOTICE_POINTS;
}

static void look_at(const struct rapport__automatic_mail *mail, struct look *look)
{
	look->mail = mail;
	rapport__subject_read(mail->subject, &look->subject);
	rapport__voice_listen(mail->text, mail->text_size, &look->voice);
	look->sender = rapport__sender_kind(header(mail, "From"));
	look->no_return = no_return(mail);
}

const char *rapport__automatic_reason(const struct rapport__automatic_mail *mail)
{
	struct look look;
	unsigned unsubscribes;
	bool robot, bulk;

	look_at(mail, &look);
	if (is_bounce(&look))
		return "bounce";
	if (is_calendar(&look))
		return "calendar";
	robot = is_robot(mail) || look.voice.robot || look.no_return ||
		begins(mail->content_type, "multipart/report");
	if (is_vacation(mail) || is_absence(&look, robot))
		return "out of office";
	if (is_list(mail, robot))
		return "mailing list";
	bulk = is_bulk(mail);
	/* No newsletter answers anybody. */
	unsubscribes = mail->text && (bulk || !look.subject.reply ||
				      look.sender != RAPPORT__SENDER_PERSON)
			       ? rapport__voice_unsubscribes(mail->text, mail->text_size)
			       : 0;
	if (unsubscribes &&
	    (bulk || rapport__voice_browser(mail->text, mail->text_size) || unsubscribes > 1 ||
	     look.sender != RAPPORT__SENDER_PERSON) &&
	    !robot && !is_notice(&look, false, 0))
		return "mailing list";
	if (robot || is_receipt(&look) || is_notice(&look, bulk, unsubscribes))
		return "automatic";
	return NULL;
}
