#include "mail/html.h"

#include "mail/html_element.h"
#include "mail/html_tags.h"
#include "mail/html_text.h"
#include "status.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <string.h>

enum {
	CHUNK_BYTES = 64 * 1024 /* handed to the parser at a time */
};

/* An element that is open. */
struct open {
	uint32_t traits;
	uint32_t items; /* of a list, so far */
	size_t list;    /* which open element is the list around, or itself, from 1; 0: none */
};

/* What is known while the parser tells of elements and text. */
struct walk {
	struct rapport__html_text text;
	htmlParserCtxtPtr parser;
	struct open *open; /* [depth] the elements that are open */
	size_t depth, capacity;
	size_t hidden; /* how many of them hide what is in them */
	size_t before; /* bytes in the buffer before the document */
	enum rapport_status status;
};

static void stop(struct walk *walk, enum rapport_status status)
{
	if (walk->status)
		return;
	walk->status = status;
	xmlStopParser(walk->parser);
}

/* Writes the mark or the number of the item that was opened last. */
static void begin_item(struct walk *walk)
{
	size_t at = walk->open[walk->depth - 1].list;
	struct open *list = at ? &walk->open[at - 1] : NULL;
	char mark[16] = "-";

	if (list && (list->traits & RAPPORT__HTML_ORDERED))
		snprintf(mark, sizeof mark, "%" PRIu32 ".", ++list->items);
	if (!rapport__html_text_add(&walk->text, mark, strlen(mark)))
		stop(walk, RAPPORT_ERR_MEMORY);
	rapport__html_text_blank(&walk->text);
}

static void begin(struct walk *walk, uint32_t traits)
{
	struct rapport__html_text *text = &walk->text;

	if (traits & RAPPORT__HTML_FEED)
		rapport__html_text_feed(text);
	if (traits & RAPPORT__HTML_CELL)
		rapport__html_text_blank(text);
	if (traits & RAPPORT__HTML_BLOCK)
		rapport__html_text_break(text, traits & RAPPORT__HTML_PARAGRAPH ? 2 : 1);
	if (traits & RAPPORT__HTML_PRE)
		text->preformatted = true;
	if (traits & RAPPORT__HTML_QUOTE)
		text->quote++;
	if ((traits & RAPPORT__HTML_QUOTE_REST) && !text->quote)
		text->quote = 1;
	if (traits & RAPPORT__HTML_ITEM)
		begin_item(walk);
	if ((traits & RAPPORT__HTML_SIGNATURE) && text->begun) {
		if (!rapport__html_text_add(text, "--", 2))
			stop(walk, RAPPORT_ERR_MEMORY);
		rapport__html_text_break(text, 1);
	}
}

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
	struct walk *walk = context;
	uint32_t traits = rapport__html_element((const char *)name,
						(const char *const *)attributes);

	if (walk->depth >= RAPPORT__HTML_DEPTH_MAX) {
		stop(walk, RAPPORT_ERR_LIMIT);
		return;
	}
	if (!rapport__grow(&walk->open, &walk->capacity, walk->depth + 1, sizeof *walk->open)) {
		stop(walk, RAPPORT_ERR_MEMORY);
		return;
	}
	walk->open[walk->depth] = (struct open){
		.traits = traits,
		.list = walk->depth ? walk->open[walk->depth - 1].list : 0,
	};
	walk->depth++;
	if (traits & RAPPORT__HTML_LIST)
		walk->open[walk->depth - 1].list = walk->depth;
	walk->hidden += (traits & RAPPORT__HTML_HIDDEN) != 0;
	if (!walk->hidden)
		begin(walk, traits);
}

static void on_end(void *context, const xmlChar *name)
{
	struct walk *walk = context;
	struct rapport__html_text *text = &walk->text;
	uint32_t traits;

	(void)name; /* the parser closes elements in order */
	if (!walk->depth || walk->status)
		return;
	traits = walk->open[--walk->depth].traits;
	if (walk->hidden) {
		walk->hidden -= (traits & RAPPORT__HTML_HIDDEN) != 0;
		return;
	}
	if (traits & RAPPORT__HTML_BLOCK)
		rapport__html_text_break(text, traits & RAPPORT__HTML_PARAGRAPH ? 2 : 1);
	if (traits & RAPPORT__HTML_CELL)
		rapport__html_text_blank(text);
	if (traits & RAPPORT__HTML_PRE)
		text->preformatted = false;
	if ((traits & RAPPORT__HTML_QUOTE) && text->quote)
		text->quote--;
}

static void on_text(void *context, const xmlChar *bytes, int size)
{
	struct walk *walk = context;

	if (walk->hidden || walk->status || size <= 0)
		return;
	if (!rapport__html_text_add(&walk->text, (const char *)bytes, (size_t)size))
		stop(walk, RAPPORT_ERR_MEMORY);
	else if (walk->text.out->size - walk->before > RAPPORT__HTML_TEXT_BYTES_MAX)
		stop(walk, RAPPORT_ERR_LIMIT);
}

static void no_error(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

/* Runs the parser over tags, which are plain. */
static void parse(struct walk *walk, const struct rapport__buffer *tags)
{
	static const char body[] = "<html><body>";
	htmlSAXHandler handler = { .startElement = on_start,
				   .endElement = on_end,
				   .characters = on_text,
				   .ignorableWhitespace = on_text,
				   .error = no_error,
				   .warning = no_error,
				   .fatalError = no_error };
	size_t at = 0;

	walk->parser = htmlCreatePushParserCtxt(&handler, walk, NULL, 0, NULL,
						XML_CHAR_ENCODING_UTF8);
	if (!walk->parser) {
		walk->status = RAPPORT_ERR_MEMORY;
		return;
	}
	htmlCtxtUseOptions(walk->parser,
			   HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
	/* Else it would put text that stands outside of a body into a paragraph of its own. */
	htmlParseChunk(walk->parser, body, sizeof body - 1, 0);
	while (at < tags->size && !walk->status) {
		size_t size = tags->size - at < CHUNK_BYTES ? tags->size - at : CHUNK_BYTES;

		htmlParseChunk(walk->parser, tags->data + at, (int)size, 0);
		at += size;
	}
	if (!walk->status)
		htmlParseChunk(walk->parser, NULL, 0, 1);
	if (!walk->status && walk->parser->errNo == XML_ERR_NO_MEMORY)
		walk->status = RAPPORT_ERR_MEMORY;
	if (walk->parser->myDoc)
		xmlFreeDoc(walk->parser->myDoc);
	htmlFreeParserCtxt(walk->parser);
}

enum rapport_status rapport__html_to_text(const char *html, size_t size,
					  struct rapport__buffer *text, struct rapport_error *error)
{
	struct rapport__buffer valid = { 0 }, tags = { 0 };
	struct walk walk = { .text = { .out = text }, .before = text->size };

	if (size > RAPPORT__HTML_BYTES_MAX)
		return rapport_fail(error, RAPPORT_ERR_LIMIT, 0, "HTML of more than %u bytes",
				    RAPPORT__HTML_BYTES_MAX);
	if (!size)
		return RAPPORT_OK;
	if (!rapport__utf8_repair(html, size, &valid) ||
	    !rapport__html_tags(valid.data, valid.size, &tags))
		walk.status = RAPPORT_ERR_MEMORY;
	rapport__buffer_clear(&valid);
	if (!walk.status && tags.size)
		parse(&walk, &tags);
	if (!walk.status && walk.text.begun && !rapport__buffer_add(text, "\n", 1))
		walk.status = RAPPORT_ERR_MEMORY;
	rapport__buffer_clear(&tags);
	rapport__free(walk.open);
	if (!walk.status)
		return RAPPORT_OK;
	text->size = walk.before;
	if (text->data)
		text->data[text->size] = '\0';
	if (walk.status == RAPPORT_ERR_MEMORY)
		return rapport_fail_memory(error);
	return rapport_fail(error, RAPPORT_ERR_LIMIT, 0,
			    "HTML nested deeper than %d or with more than %u bytes of text",
			    RAPPORT__HTML_DEPTH_MAX, RAPPORT__HTML_TEXT_BYTES_MAX);
}
