#include "mail/automatic.h"

#include "mail/automatic_locale.h"

#include <string.h>
#include <strings.h>

enum {
	FIRST_LINES = 5,         /* full lines from the top that may say "I am out of the office" */
	SUBJECT_BYTES = 300,     /* longer subjects are cut */
	ROBOT_TEXT_BYTES = 1500, /* a longer text is a person's, whatever it begins with */
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

/* A sender that no person has: MAILER-DAEMON, postmaster.  The words count as the local part of the
 * address alone. */
static bool from_daemon(const char *from)
{
	static const char *const daemons[] = { "mailer-daemon", "mailerdaemon", "mail-daemon",
					       "postmaster" };
	const char *open = from ? strrchr(from, '<') : NULL;

	if (!from)
		return false;
	from = skip_blank(open ? open + 1 : from);
	for (size_t i = 0; i < sizeof daemons / sizeof *daemons; i++) {
		size_t length = strlen(daemons[i]);

		if (!strncasecmp(from, daemons[i], length) &&
		    (from[length] == '@' || from[length] == '>' || !from[length]))
			return true;
	}
	return false;
}

/* "<>": what answers nobody, RFC 5321 4.5.5. */
static bool no_return(const struct rapport__automatic_mail *mail)
{
	const char *path = header(mail, "Return-Path");

	return path && skip_blank(path)[0] == '<' && skip_blank(skip_blank(path) + 1)[0] == '>';
}

/* The subject without "Re:" and its like, and tags in brackets, folded. */
static void fold_subject(const struct rapport__automatic_mail *mail,
			 struct rapport__reply_fold *fold)
{
	size_t size = mail->subject ? strlen(mail->subject) : 0, at = 0;

	rapport__reply_fold(mail->subject ? mail->subject : "",
			    size < SUBJECT_BYTES ? size : SUBJECT_BYTES, fold);
	while (at < fold->size && fold->text[at] == '[') {
		const char *end = memchr(fold->text + at, ']', fold->size - at);

		if (!end)
			break;
		at = (size_t)(end - fold->text) + 1;
		while (at < fold->size && fold->text[at] == ' ')
			at++;
	}
	memmove(fold->text, fold->text + at, fold->size - at + 1);
	fold->size -= at;
}

/* Does the subject begin with a phrase of the table, and end or go on with a mark behind it?  So
 * "Out of office: Re: offer" is told from "Out of office chairs, 20 pieces". */
static bool subject_says(const struct rapport__automatic_mail *mail,
			 const struct rapport__reply_table *table)
{
	struct rapport__reply_fold fold;
	size_t length, at;

	fold_subject(mail, &fold);
	length = rapport__reply_phrase_at(table, fold.text, fold.size, NULL);
	if (!length)
		return false;
	at = length + strspn(fold.text + length, " ");
	return at >= fold.size || !rapport__reply_letter(fold.text, fold.size, at) ||
	       (unsigned char)fold.text[at] >= 0xE2; /* a dash, a full-width colon, CJK */
}

static bool is_bounce(const struct rapport__automatic_mail *mail)
{
	if (begins(mail->content_type, "multipart/report") &&
	    (!mail->report_type || begins(mail->report_type, "delivery-status")))
		return true;
	if (from_daemon(header(mail, "From")) || header(mail, "X-Failed-Recipients"))
		return true;
	return no_return(mail) && subject_says(mail, &rapport__automatic_bounces);
}

static bool is_calendar(const struct rapport__automatic_mail *mail)
{
	return mail->calendar || begins(mail->content_type, "text/calendar");
}

/* What the first lines say: that a program wrote them, that the writer is away. */
struct voice {
	bool robot, away;
};

static struct voice listen(const struct rapport__automatic_mail *mail)
{
	struct rapport__reply_fold fold;
	struct voice voice = { 0 };
	size_t at = 0, length;

	if (!mail->text || mail->text_size > ROBOT_TEXT_BYTES)
		return voice;
	for (size_t lines = 0; at < mail->text_size && lines<FIRST_LINES; lines += fold.size> 0) {
		const char *feed = memchr(mail->text + at, '\n', mail->text_size - at);
		size_t end = feed ? (size_t)(feed - mail->text) : mail->text_size;

		rapport__reply_fold(mail->text + at, end - at, &fold);
		at = end + 1;
		if (fold.size && fold.text[0] == '>')
			break;
		voice.robot = voice.robot ||
			      rapport__reply_phrase_at(&rapport__automatic_robot_lines, fold.text,
						       fold.size, NULL);
		voice.away = voice.away ||
			     rapport__reply_phrase_find(&rapport__automatic_away_lines, fold.text,
							fold.size, 0, &length) < fold.size;
	}
	return voice;
}

/* What says that some program sent it, by itself. */
static bool is_robot(const struct rapport__automatic_mail *mail)
{
	static const char *const answers[] = { "X-Autoreply",       "X-Autorespond",
					       "X-Autoresponder",   "X-Auto-Reply",
					       "X-Auto-Reply-From", "X-AutoReply-From",
					       "X-Mail-Autoreply",  "X-FC-MachineGenerated",
					       "X-Vacation",        "X-OOF" };
	const char *submitted = header(mail, "Auto-Submitted");

	if (submitted && !begins(submitted, "no") && *skip_blank(submitted))
		return true;
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		const char *value = header(mail, answers[i]);

		if (value && !begins(value, "no") && !begins(value, "false"))
			return true;
	}
	return begins(header(mail, "Precedence"), "auto_reply") ||
	       begins(header(mail, "Precedence"), "auto-reply");
}

static bool is_list(const struct rapport__automatic_mail *mail)
{
	static const char *const headers[] = { "List-Id",     "List-Post",      "List-Unsubscribe",
					       "List-Help",   "List-Subscribe", "Mailing-List",
					       "X-BeenThere", "X-Mailing-List" };
	static const char *const bulk[] = { "bulk", "list", "junk" };

	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
		if (header(mail, headers[i]))
			return true;
	return begins_any(header(mail, "Precedence"), bulk, sizeof bulk / sizeof *bulk);
}

const char *rapport__automatic_reason(const struct rapport__automatic_mail *mail)
{
	struct voice voice;
	bool robot, sign;

	if (is_bounce(mail))
		return "bounce";
	if (is_calendar(mail))
		return "calendar";
	voice = listen(mail);
	robot = is_robot(mail) || voice.robot || no_return(mail) ||
		begins(mail->content_type, "multipart/report");
	/* Exchange sets this on much that people write, so it needs words beside it. */
	sign = robot || header(mail, "X-Auto-Response-Suppress");
	if (subject_says(mail, &rapport__automatic_away) || (sign && voice.away) ||
	    (sign && subject_says(mail, &rapport__automatic_absences)))
		return "out of office";
	if (is_list(mail))
		return "mailing list";
	return robot ? "automatic" : NULL;
}
