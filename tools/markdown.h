/* Words inside Markdown. */
#ifndef RAPPORT_MARKDOWN_H
#define RAPPORT_MARKDOWN_H

#include <stdio.h>

/* Writes text so that Markdown takes it for words of one line. */
void markdown_put(FILE *file, const char *text);

#endif
