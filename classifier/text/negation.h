/* Which words turn the meaning of those behind them round. */
#ifndef RAPPORT_NEGATION_H
#define RAPPORT_NEGATION_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a folded word (NFKC_Casefold, apostrophes as ') negates in language, an ISO 639-1 code or
 * English name as libstemmer knows it.  Languages without a list have no negation. */
bool rapport__negates(const char *language, const char *folded, size_t size);

#endif
