#include "mail/reply_header.h"

#include "mail/reply_facts.h"

enum {
	HEADER_LINES = 40,   /* longest header block, with wrapped lists of addresses */
	HEADER_WRAPPED = 12, /* lines in a row that are no header name */
	STRANGE_LINES = 3,   /* fewest lines of a block whose names no table knows */
	STRANGE_MOST = 8,
};

static bool has_sign(const struct rapport__reply_look *look, uint32_t signs)
{
	return (look->signs & signs) != 0;
}

/* Does a line without a header name belong to the header above: a wrapped list of addresses? */
static bool wrapped(const struct rapport__reply_look *look)
{
	return has_sign(look, RAPPORT__REPLY_HAS_ADDRESS) &&
	       (!has_sign(look, RAPPORT__REPLY_IS_PROSE) ||
		has_sign(look, RAPPORT__REPLY_HAS_INDENT));
}

/* The value of a field whose name has the line above for itself. */
static bool is_value(const struct rapport__reply_look *look,
		     const struct rapport__reply_look *above)
{
	return above->key && has_sign(above, RAPPORT__REPLY_HAS_COLON) &&
	       !has_sign(look, RAPPORT__REPLY_IS_BLANK | RAPPORT__REPLY_IS_QUOTED |
				       RAPPORT__REPLY_IS_RULE);
}

static void note(struct rapport__reply_header *header, unsigned char key)
{
	header->from |= key == RAPPORT__REPLY_KEY_FROM;
	header->sent |= key == RAPPORT__REPLY_KEY_SENT;
	header->date |= key == RAPPORT__REPLY_KEY_DATE;
	header->to |= key == RAPPORT__REPLY_KEY_TO;
	header->subject |= key == RAPPORT__REPLY_KEY_SUBJECT;
}

/* What the values of a block's lines are. */
struct facts {
	bool address, day, clock;
};

static void note_facts(struct facts *facts, const struct rapport__reply_look *look)
{
	facts->address |= has_sign(look, RAPPORT__REPLY_HAS_ADDRESS);
	facts->day |= (look->dates & RAPPORT__REPLY_DAY) != 0;
	facts->clock |= (look->dates & RAPPORT__REPLY_CLOCK) != 0;
}

/* Which lines from at on make a block. */
static struct rapport__reply_header gather(const struct rapport__reply_look *looks, size_t count,
					   size_t at, struct facts *facts)
{
	struct rapport__reply_header header = { 0 };
	size_t loose = 0;

	for (size_t i = at; i < count && i < at + HEADER_LINES; i++) {
		const struct rapport__reply_look *look = &looks[i];
		bool next = i + 1 < count && looks[i + 1].key;

		if (has_sign(look, RAPPORT__REPLY_IS_BLANK)) {
			/* One empty line between two headers. */
			if (!next || (header.subject && header.from))
				break;
			continue;
		}
		if (!look->key) {
			/* A field that no table knows, between two that are known. */
			bool field = has_sign(look, RAPPORT__REPLY_IS_FIELD) && next;

			if (++loose > HEADER_WRAPPED ||
			    (!wrapped(look) && !field && !(i > at && is_value(look, look - 1))))
				break;
			note_facts(facts, look);
			header.lines = i - at + 1;
			continue;
		}
		loose = 0;
		header.sent_first = header.sent_first ||
				    (i == at && look->key == RAPPORT__REPLY_KEY_SENT);
		note(&header, look->key);
		note_facts(facts, look);
		header.lines = i - at + 1;
	}
	return header;
}

/* A block in an unknown language: lines "Word: value", an address in the first two, a day and a
 * time together in another. */
static size_t strange_lines(const struct rapport__reply_look *looks, size_t count, size_t at)
{
	const uint32_t none = RAPPORT__REPLY_IS_CONTACT | RAPPORT__REPLY_IS_PROSE;
	bool address = false, date = false;
	size_t lines = 0;

	for (size_t i = at; i < count && lines < STRANGE_MOST; i++) {
		const struct rapport__reply_look *look = &looks[i];
		bool strong = look->dates == (RAPPORT__REPLY_DAY | RAPPORT__REPLY_CLOCK);

		if (!has_sign(look, RAPPORT__REPLY_IS_FIELD) ||
		    (has_sign(look, none) && !has_sign(look, RAPPORT__REPLY_HAS_ADDRESS) &&
		     !strong && i < at + 2))
			break;
		if (has_sign(look, RAPPORT__REPLY_IS_CONTACT) && !look->key && look->words <= 2)
			return 0; /* "Mail: anna@example.com": a form that was filled in */
		/* first, or right below the date: anywhere else it may be an entry in a form */
		address = address || (has_sign(look, RAPPORT__REPLY_HAS_ADDRESS) &&
				      (!lines || (lines == 1 && date)));
		date = date || strong;
		lines++;
	}
	return address && date && lines >= STRANGE_LINES ? lines : 0;
}

struct rapport__reply_header rapport__reply_header(const struct rapport__reply_look *looks,
						   size_t count, size_t at)
{
	struct rapport__reply_header header = { 0 };
	struct facts facts = { 0 };
	int kinds;

	if (!looks[at].key) {
		header.lines = strange_lines(looks, count, at);
		header.from = header.to = header.lines != 0;
		return header;
	}
	if (has_sign(&looks[at], RAPPORT__REPLY_HAS_KEYS)) {
		header = (struct rapport__reply_header){ .lines = 1, .from = true, .to = true };
		return header;
	}
	header = gather(looks, count, at, &facts);
	kinds = header.from + (header.sent || header.date) + header.to + header.subject;
	/* "From: Paris, To: Lyon, Date: 3 April" is a journey. */
	if (kinds < 2 || !(header.from || header.sent || header.date) ||
	    !(header.subject || header.sent || facts.address) ||
	    (kinds == 2 && !facts.address && !(facts.day || facts.clock)))
		header.lines = 0;
	if (!header.lines)
		header.lines = strange_lines(looks, count, at);
	return header;
}
