/* Signs by which lines are told. */
#ifndef RAPPORT_MAIL_REPLY_SIGN_H
#define RAPPORT_MAIL_REPLY_SIGN_H

enum rapport__reply_sign {
	RAPPORT__REPLY_IS_BLANK = 1 << 0,
	RAPPORT__REPLY_IS_QUOTED = 1 << 1,     /* begins with ">" or "Anna>" */
	RAPPORT__REPLY_IS_RULE = 1 << 2,       /* "________", "--------", "========" */
	RAPPORT__REPLY_IS_DELIMITER = 1 << 3,  /* "-- ", "--", a lone dash */
	RAPPORT__REPLY_IS_MARK = 1 << 4,       /* "---- Original Message ----" */
	RAPPORT__REPLY_IS_FOOTER = 1 << 5,     /* "Sent from my phone" */
	RAPPORT__REPLY_IS_DISCLAIMER = 1 << 6, /* what only disclaimers say stands in it */
	RAPPORT__REPLY_IS_BANNER = 1 << 7,
	RAPPORT__REPLY_IS_SIGN_OFF = 1 << 8,
	RAPPORT__REPLY_IS_THANKS = 1 << 9, /* thanks alone on the line */
	RAPPORT__REPLY_IS_GREETING = 1 << 10,
	RAPPORT__REPLY_IS_CONTACT = 1 << 11, /* a telephone number, an address, a site */
	RAPPORT__REPLY_IS_NAME = 1 << 12,    /* might be a name: few words, no sentence */
	RAPPORT__REPLY_IS_DASHED = 1 << 13,  /* "-Anna", "/John" */
	RAPPORT__REPLY_IS_PROSE = 1 << 14,   /* reads like a sentence */
	RAPPORT__REPLY_HAS_ON =
		1 << 15, /* begins as attributions do: "On", "Le", a weekday, a digit */
	RAPPORT__REPLY_HAS_DATE = 1 << 16,
	RAPPORT__REPLY_HAS_ADDRESS = 1 << 17,
	RAPPORT__REPLY_HAS_COLON = 1 << 18, /* ends with one */
	RAPPORT__REPLY_HAS_INDENT = 1 << 19,
	RAPPORT__REPLY_HAS_LOWER = 1 << 20,   /* begins with a small letter */
	RAPPORT__REPLY_HAS_KEYS = 1 << 21,    /* three or more header names: a block on one line */
	RAPPORT__REPLY_IS_RULE_LOW = 1 << 22, /* a rule of "_", which mail programs draw */
	RAPPORT__REPLY_IS_CARD = 1 << 23,  /* as in a signature: "Anna | Sales", a street, a logo */
	RAPPORT__REPLY_IS_FIELD = 1 << 24, /* "Word: value", or "Word:" */
	RAPPORT__REPLY_IS_TITLED = 1 << 25,     /* "---- words ----" */
	RAPPORT__REPLY_IS_LEGAL = 1 << 26,      /* a phrase of disclaimers, which may be chance */
	RAPPORT__REPLY_IS_MEETING = 1 << 27,    /* "Meeting ID: 123", a link to one */
	RAPPORT__REPLY_IS_ASIDE = 1 << 28,      /* "reacted to your message": a line by itself */
	RAPPORT__REPLY_IS_POSTSCRIPT = 1 << 29, /* "PS: " */
	RAPPORT__REPLY_HAS_WROTE = 1 << 30,
};

#endif
