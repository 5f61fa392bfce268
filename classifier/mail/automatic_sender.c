#include "mail/automatic_sender.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum {
	LOCAL_BYTES = 64,    /* RFC 5321, 4.5.3.1.1 */
	EXCHANGE_DIGITS = 8, /* behind "microsoftexchange", of which there are 32 */
};

/* Each without the marks between its words. */
static const char *const daemons[] = { "mailerdaemon", "maildaemon", "postmaster" };

static const char *const no_replies[] = {
	"noreply",          "donotreply",     "dontreply",     "noresponse",   "neverreply",
	"nepasrepondre",    "noresponder",    "noresponda",    "naoresponda",  "naoresponder",
	"nonrispondere",    "nichtantworten", "keineantwort",  "antwortnicht", "nietantwoorden",
	"nietbeantwoorden", "svarinte",       "svaraej",       "svarikke",     "ikkesvar",
	"alavastaa",        "eivastausta",    "nieodpowiadaj", "neodpovidat",  "neodpovidejte",
	"neodpovedat",      "nevalaszoljon",  "nuraspunde",    "yanitlamayin", "cevaplamayiniz",
	"neotvechat",       "neodgovaraj",    "unattended",    "unmonitored",
};

static const char *const notifiers[] = {
	"notification",
	"notifications",
	"notify",
	"notifier",
	"alert",
	"alerts",
	"newsletter",
	"newsletters",
	"news",
	"mailer",
	"mailing",
	"marketing",
	"automail",
	"autoreply",
	"autoresponder",
	"automated",
	"updates",
	"digest",
	"bounce",
	"bounces",
	"dse",
	"benachrichtigung",
	"benachrichtigungen",
	"notificaciones",
	"notificacoes",
	"notifiche",
	"meldingen",
	"nieuwsbrief",
	"nyhetsbrev",
	"nyhedsbrev",
	"lettreinfo",
	"boletin",
	"infolettre",
	"powiadomienia",
};

/* Copies the local part without "-", "_" and ".", in lower case, up to "+". */
static void read_local(const char *from, char local[LOCAL_BYTES + 1])
{
	const char *open = strrchr(from, '<');
	size_t used = 0;

	from = open ? open + 1 : from;
	for (from += strspn(from, " \t\"'"); *from && !strchr("@+>\" \t", *from); from++) {
		if (strchr("-_.", *from))
			continue;
		if (used == LOCAL_BYTES)
			break;
		local[used++] = *from >= 'A' && *from <= 'Z' ? (char)(*from | 0x20) : *from;
	}
	local[used] = '\0';
}

static bool equals_any(const char *local, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(local, words[i]))
			return true;
	return false;
}

enum rapport__sender rapport__sender_kind(const char *from)
{
	static const char exchange[] = "microsoftexchange";
	char local[LOCAL_BYTES + 1];

	if (!from)
		return RAPPORT__SENDER_PERSON;
	read_local(from, local);
	if (equals_any(local, daemons, sizeof daemons / sizeof *daemons))
		return RAPPORT__SENDER_DAEMON;
	if (!strncmp(local, exchange, strlen(exchange)) &&
	    strspn(local + strlen(exchange), "0123456789abcdef") >= EXCHANGE_DIGITS)
		return RAPPORT__SENDER_DAEMON;
	for (size_t i = 0; i < sizeof no_replies / sizeof *no_replies; i++)
		if (strstr(local, no_replies[i]))
			return RAPPORT__SENDER_NO_REPLY;
	if (equals_any(local, notifiers, sizeof notifiers / sizeof *notifiers))
		return RAPPORT__SENDER_NOTIFIER;
	return RAPPORT__SENDER_PERSON;
}
