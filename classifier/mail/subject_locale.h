/* What mail programs and gateways set before a subject: "Re", "AW", "转发", "[EXTERNAL]".
 *
 * Collected from the replies and forwards of Outlook, Apple Mail, Gmail, Thunderbird, Lotus Notes,
 * Yahoo, QQ Mail, Foxmail and their like, in the languages of reply_locale.h and Thai, Malay,
 * Welsh. */
#ifndef RAPPORT_MAIL_SUBJECT_LOCALE_H
#define RAPPORT_MAIL_SUBJECT_LOCALE_H

#include "mail/reply_phrase.h"

enum rapport__subject_kind {
	RAPPORT__SUBJECT_REPLY,
	RAPPORT__SUBJECT_FORWARD,
	RAPPORT__SUBJECT_MARK, /* set by a gateway: external, spam */
};

/* Without colon and brackets. */
extern const struct rapport__reply_table rapport__subject_prefixes;

/* The kind of the phrase number which of rapport__subject_prefixes.  "VS" is a reply in Finnish and
 * Estonian, a forward in Danish and Norwegian: it counts as a reply. */
enum rapport__subject_kind rapport__subject_prefix_kind(size_t which);

#endif
