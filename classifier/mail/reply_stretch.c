#include "mail/reply_stretch.h"

static bool is(const struct rapport__reply_stretch *stretch, size_t at, uint32_t signs)
{
	return rapport__reply_stretch_is(stretch, at, signs);
}

void rapport__reply_stretch_mark(struct rapport__reply_stretch *stretch, size_t from, size_t to,
				 enum rapport__reply_kind kind, double confidence)
{
	for (size_t i = from; i < to; i++) {
		if (is(stretch, i, RAPPORT__REPLY_IS_BLANK))
			continue;
		stretch->lines[i].kind = kind;
		stretch->lines[i].confidence = (float)confidence;
	}
}

void rapport__reply_stretch_cut(struct rapport__reply_stretch *stretch, size_t at,
				enum rapport__reply_kind kind, double confidence)
{
	rapport__reply_stretch_mark(stretch, at, stretch->last, kind, confidence);
	stretch->last = at;
}

size_t rapport__reply_stretch_skip_blank(const struct rapport__reply_stretch *stretch, size_t at)
{
	while (at < stretch->last && is(stretch, at, RAPPORT__REPLY_IS_BLANK))
		at++;
	return at;
}

size_t rapport__reply_stretch_paragraph_end(const struct rapport__reply_stretch *stretch, size_t at)
{
	while (at < stretch->last && !is(stretch, at, RAPPORT__REPLY_IS_BLANK))
		at++;
	return at;
}

void rapport__reply_stretch_trim(struct rapport__reply_stretch *stretch)
{
	stretch->first = rapport__reply_stretch_skip_blank(stretch, stretch->first);
	while (stretch->last > stretch->first &&
	       is(stretch, stretch->last - 1, RAPPORT__REPLY_IS_BLANK))
		stretch->last--;
}

size_t rapport__reply_stretch_full(const struct rapport__reply_stretch *stretch, size_t from,
				   size_t most)
{
	size_t count = 0;

	for (size_t i = from; i < stretch->last && count <= most; i++)
		count += !is(stretch, i, RAPPORT__REPLY_IS_BLANK);
	return count;
}

bool rapport__reply_stretch_is_prose(const struct rapport__reply_stretch *stretch, size_t at)
{
	return is(stretch, at, RAPPORT__REPLY_IS_POSTSCRIPT) ||
	       (is(stretch, at, RAPPORT__REPLY_IS_PROSE) &&
		!is(stretch, at,
		    RAPPORT__REPLY_IS_DISCLAIMER | RAPPORT__REPLY_IS_CONTACT |
			    RAPPORT__REPLY_IS_CARD | RAPPORT__REPLY_IS_FOOTER |
			    RAPPORT__REPLY_IS_SIGN_OFF | RAPPORT__REPLY_IS_ASIDE));
}
