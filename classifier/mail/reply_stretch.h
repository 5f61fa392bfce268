/* A stretch of the writer's lines, whose end moves up as what stands there is told. */
#ifndef RAPPORT_MAIL_REPLY_STRETCH_H
#define RAPPORT_MAIL_REPLY_STRETCH_H

#include "mail/reply_line.h"
#include "mail/reply_look.h"

#include <stdbool.h>
#include <stddef.h>

struct rapport__reply_stretch {
	const char *text;
	const struct rapport__reply_look *looks; /* side by side with lines */
	struct rapport__reply_line *lines;
	size_t first, last;
	bool before; /* words of the writer stand above the stretch */
};

static inline bool rapport__reply_stretch_is(const struct rapport__reply_stretch *stretch,
					     size_t at, uint32_t signs)
{
	return (stretch->looks[at].signs & signs) != 0;
}

/* Lines [from, to) that are not blank are of this kind. */
void rapport__reply_stretch_mark(struct rapport__reply_stretch *stretch, size_t from, size_t to,
				 enum rapport__reply_kind kind, double confidence);

/* So is everything from at to the end of the stretch, which ends there. */
void rapport__reply_stretch_cut(struct rapport__reply_stretch *stretch, size_t at,
				enum rapport__reply_kind kind, double confidence);

size_t rapport__reply_stretch_skip_blank(const struct rapport__reply_stretch *stretch, size_t at);

/* The first blank line at or behind at, or the end. */
size_t rapport__reply_stretch_paragraph_end(const struct rapport__reply_stretch *stretch,
					    size_t at);

/* Leaves out blank lines at both ends. */
void rapport__reply_stretch_trim(struct rapport__reply_stretch *stretch);

/* Full lines from there to the end, counted no further than is needed to see that they are more
 * than most. */
size_t rapport__reply_stretch_full(const struct rapport__reply_stretch *stretch, size_t from,
				   size_t most);

/* Whether a line reads like the writer's own sentence. */
bool rapport__reply_stretch_is_prose(const struct rapport__reply_stretch *stretch, size_t at);

#endif
