#include "text/negation.h"

#include <string.h>

/* Words stand between blanks, so that one search finds whole words only. */
static const struct {
	const char *name, *code, *words;
} languages[] = {
	{ "english", "en",
	  " no not never none nobody nothing neither nor nowhere without cannot hardly barely "
	  "cant dont wont didnt doesnt isnt wasnt wouldnt couldnt shouldnt arent werent havent "
	  "hasnt hadnt aint " },
	{ "german", "de",
	  " nicht nichts nie niemals kein keine keinen keinem keiner keines ohne weder " },
	{ "french", "fr", " ne pas jamais rien aucun aucune personne sans ni non " },
	{ "spanish", "es", " no nunca nada nadie ninguno ninguna ningun sin ni tampoco " },
	{ "italian", "it", " non mai niente nulla nessuno nessuna senza " },
	{ "portuguese", "pt", " não nunca nada ninguém nenhum nenhuma sem nem " },
	{ "dutch", "nl", " niet niets nooit geen niemand zonder noch " },
	{ "swedish", "sv", " inte aldrig ingen inget inga utan varken " },
	{ "danish", "da", " ikke aldrig ingen intet uden hverken " },
	{ "norwegian", "no", " ikke aldri ingen intet uten verken " },
	{ "finnish", "fi", " ei en et emme ette eivät koskaan ilman " },
	{ "russian", "ru", " не ни нет никогда ничего никто без " },
};

bool rapport__negates(const char *language, const char *folded, size_t size)
{
	const char *words = NULL;

	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		if (!strcmp(language, languages[i].name) || !strcmp(language, languages[i].code))
			words = languages[i].words;
	if (!words || !size)
		return false;
	/* don't, isn't, wouldn't: only English joins its not to the verb like this. */
	if (size > 3 && memcmp(folded + size - 3, "n't", 3) == 0)
		return words == languages[0].words;
	for (const char *at = words + 1; *at; at += strcspn(at, " ") + 1)
		if (strcspn(at, " ") == size && memcmp(at, folded, size) == 0)
			return true;
	return false;
}
