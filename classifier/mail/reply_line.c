#include "mail/reply_line.h"

const char *rapport__reply_kind_name(enum rapport__reply_kind kind)
{
	static const char *const names[RAPPORT__REPLY_KINDS] = {
		"new",         "blank",          "greeting", "sign-off",  "quote",
		"attribution", "forward header", "forward",  "signature", "disclaimer",
		"footer",      "banner",         "enclosed",
	};

	return kind < RAPPORT__REPLY_KINDS ? names[kind] : "";
}
