#include "mail/html_element.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum {
	STYLE_BYTES = 512 /* as much of an attribute is looked at */
};

static const struct {
	const char *name;
	uint32_t traits;
} elements[] = {
	{ "address", RAPPORT__HTML_BLOCK },
	{ "article", RAPPORT__HTML_BLOCK },
	{ "aside", RAPPORT__HTML_BLOCK },
	{ "audio", RAPPORT__HTML_HIDDEN },
	{ "blockquote", RAPPORT__HTML_BLOCK | RAPPORT__HTML_QUOTE },
	{ "br", RAPPORT__HTML_FEED },
	{ "button", RAPPORT__HTML_CELL },
	{ "canvas", RAPPORT__HTML_HIDDEN },
	{ "caption", RAPPORT__HTML_BLOCK },
	{ "center", RAPPORT__HTML_BLOCK },
	{ "dd", RAPPORT__HTML_BLOCK },
	{ "details", RAPPORT__HTML_BLOCK },
	{ "div", RAPPORT__HTML_BLOCK },
	{ "dl", RAPPORT__HTML_BLOCK },
	{ "dt", RAPPORT__HTML_BLOCK },
	{ "fieldset", RAPPORT__HTML_BLOCK },
	{ "figcaption", RAPPORT__HTML_BLOCK },
	{ "figure", RAPPORT__HTML_BLOCK },
	{ "footer", RAPPORT__HTML_BLOCK },
	{ "form", RAPPORT__HTML_BLOCK },
	{ "h1", RAPPORT__HTML_BLOCK | RAPPORT__HTML_PARAGRAPH },
	{ "h2", RAPPORT__HTML_BLOCK | RAPPORT__HTML_PARAGRAPH },
	{ "h3", RAPPORT__HTML_BLOCK | RAPPORT__HTML_PARAGRAPH },
	{ "h4", RAPPORT__HTML_BLOCK | RAPPORT__HTML_PARAGRAPH },
	{ "h5", RAPPORT__HTML_BLOCK | RAPPORT__HTML_PARAGRAPH },
	{ "h6", RAPPORT__HTML_BLOCK | RAPPORT__HTML_PARAGRAPH },
	{ "head", RAPPORT__HTML_HIDDEN },
	{ "header", RAPPORT__HTML_BLOCK },
	{ "hr", RAPPORT__HTML_BLOCK | RAPPORT__HTML_PARAGRAPH },
	{ "iframe", RAPPORT__HTML_HIDDEN },
	{ "legend", RAPPORT__HTML_BLOCK },
	{ "li", RAPPORT__HTML_BLOCK | RAPPORT__HTML_ITEM },
	{ "main", RAPPORT__HTML_BLOCK },
	{ "menu", RAPPORT__HTML_BLOCK | RAPPORT__HTML_LIST },
	{ "nav", RAPPORT__HTML_BLOCK },
	{ "noscript", RAPPORT__HTML_BLOCK },
	{ "object", RAPPORT__HTML_HIDDEN },
	{ "ol", RAPPORT__HTML_BLOCK | RAPPORT__HTML_LIST | RAPPORT__HTML_ORDERED },
	{ "p", RAPPORT__HTML_BLOCK | RAPPORT__HTML_PARAGRAPH },
	{ "pre", RAPPORT__HTML_BLOCK | RAPPORT__HTML_PRE },
	{ "script", RAPPORT__HTML_HIDDEN },
	{ "section", RAPPORT__HTML_BLOCK },
	{ "select", RAPPORT__HTML_HIDDEN },
	{ "style", RAPPORT__HTML_HIDDEN },
	{ "summary", RAPPORT__HTML_BLOCK },
	{ "svg", RAPPORT__HTML_HIDDEN },
	{ "table", RAPPORT__HTML_BLOCK },
	{ "tbody", RAPPORT__HTML_BLOCK },
	{ "td", RAPPORT__HTML_CELL },
	{ "template", RAPPORT__HTML_HIDDEN },
	{ "textarea", RAPPORT__HTML_HIDDEN },
	{ "tfoot", RAPPORT__HTML_BLOCK },
	{ "th", RAPPORT__HTML_CELL },
	{ "thead", RAPPORT__HTML_BLOCK },
	{ "title", RAPPORT__HTML_HIDDEN },
	{ "tr", RAPPORT__HTML_BLOCK },
	{ "ul", RAPPORT__HTML_BLOCK | RAPPORT__HTML_LIST },
	{ "video", RAPPORT__HTML_HIDDEN },
	{ "xml", RAPPORT__HTML_HIDDEN },
};

/* Marks that mail programs leave in class and id: a word that begins so, in small letters. */
static const struct {
	const char *mark;
	uint32_t traits;
} marks[] = {
	{ "gmail_quote", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },
	{ "gmail_attr", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },
	{ "yahoo_quoted", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },
	{ "yahoo-quoted", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },
	{ "ymail_quoted", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },
	{ "protonmail_quote", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },
	{ "tutanota_quote", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },
	{ "zmail_extra", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },
	{ "freshdesk_quote", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },
	{ "front-blockquote", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },
	{ "moz-forward-container", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },
	{ "gmx_quote", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },
	{ "ox-quote", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },
	{ "mail_quote", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },
	{ "mailru-blockquote", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },

	{ "olk_src_body_section", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },
	{ "mail-editor-reference-message-container", RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK },
	{ "divrplyfwdmsg", RAPPORT__HTML_QUOTE_REST | RAPPORT__HTML_BLOCK },
	{ "gmail_signature", RAPPORT__HTML_SIGNATURE | RAPPORT__HTML_BLOCK },
	{ "protonmail_signature_block", RAPPORT__HTML_SIGNATURE | RAPPORT__HTML_BLOCK },
	{ "ms-outlook-mobile-signature", RAPPORT__HTML_SIGNATURE | RAPPORT__HTML_BLOCK },
	{ "ymail_android_signature", RAPPORT__HTML_SIGNATURE | RAPPORT__HTML_BLOCK },
	{ "preheader", RAPPORT__HTML_HIDDEN },
	{ "mcnpreviewtext", RAPPORT__HTML_HIDDEN },
};

/* What hides an element, in its style without blanks and in small letters. */
static const char *const hides[] = { "display:none",  "visibility:hidden", "mso-hide:all",
				     "max-height:0;", "max-height:0px",    "opacity:0;" };

/* The style of the header block that Outlook's programs set above the mail they answer. */
static const char *const outlook[] = { "border-top:solid#e1e1e11.0pt",
				       "border-top:solid#b5c4df1.0pt", "border-top:solid#b5c4df1pt",
				       "border-top:solid#e1e1e11pt" };

/* Copies value in small letters, without white space where squeeze is set. */
static void plain(const char *value, bool squeeze, char out[STYLE_BYTES])
{
	size_t size = 0;

	for (size_t i = 0; value && value[i] && size + 1 < STYLE_BYTES; i++) {
		char byte = value[i];

		if (byte == ' ' || (byte >= '\t' && byte <= '\r')) {
			if (squeeze)
				continue;
			byte = ' ';
		}
		out[size++] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
	}
	out[size] = '\0';
}

/* Whether the style has a length of that name that is nothing: of letters 1px, too. */
static bool is_nothing(const char *style, const char *name, bool one)
{
	size_t length = strlen(name);

	for (const char *at = strstr(style, name); at; at = strstr(at + length, name)) {
		const char *value = at + length;

		if (at > style && at[-1] != ';')
			continue;
		if (one && !strncmp(value, "1px", 3))
			return true;
		if (*value == '0' && value[1] != '.' && !(value[1] >= '0' && value[1] <= '9'))
			return true;
	}
	return false;
}

static bool zero_size(const char *style)
{
	/* A height of zero hides only with the overflow. */
	return is_nothing(style, "font-size:", true) ||
	       (is_nothing(style, "height:", false) && strstr(style, "overflow:hidden"));
}

static uint32_t from_style(const char *name, const char *value, uint32_t traits)
{
	char style[STYLE_BYTES];

	plain(value, true, style);
	for (size_t i = 0; i < sizeof hides / sizeof *hides; i++)
		if (strstr(style, hides[i]))
			traits |= RAPPORT__HTML_HIDDEN;
	if (zero_size(style))
		traits |= RAPPORT__HTML_HIDDEN;
	for (size_t i = 0; i < sizeof outlook / sizeof *outlook; i++)
		if (!strcmp(name, "div") && strstr(style, outlook[i]))
			traits |= RAPPORT__HTML_QUOTE_REST;
	/* Web mail indents with a blockquote that has no border. */
	if (!strcmp(name, "blockquote") && strstr(style, "border:none") &&
	    !strstr(style, "border-left"))
		traits &= ~(uint32_t)RAPPORT__HTML_QUOTE;
	if (strstr(style, "margin:0") && !strcmp(name, "p"))
		traits &= ~(uint32_t)RAPPORT__HTML_PARAGRAPH;
	return traits;
}

static uint32_t from_class(const char *value, uint32_t traits)
{
	char names[STYLE_BYTES];
	char *rest = names;

	plain(value, false, names);
	while (*rest) {
		size_t length = strcspn(rest, " ");

		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
			if (!strncmp(rest, marks[i].mark, strlen(marks[i].mark)))
				traits |= marks[i].traits;
		/* Yahoo: "ydp1a2b3cyahoo_quoted". */
		if (!strncmp(rest, "ydp", 3) && length > 12 &&
		    !strncmp(rest + length - 12, "yahoo_quoted", 12))
			traits |= RAPPORT__HTML_QUOTE | RAPPORT__HTML_BLOCK;
		if (!strncmp(rest, "msonormal", 9) || !strncmp(rest, "msoplaintext", 12))
			traits &= ~(uint32_t)RAPPORT__HTML_PARAGRAPH;
		rest += length;
		rest += *rest == ' ';
	}
	return traits;
}

uint32_t rapport__html_element(const char *name, const char *const *attributes)
{
	uint32_t traits = 0;

	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if (!strcmp(elements[i].name, name))
			traits = elements[i].traits;
	for (size_t i = 0; attributes && attributes[i]; i += 2) {
		const char *value = attributes[i + 1];

		if (!strcmp(attributes[i], "style"))
			traits = from_style(name, value, traits);
		else if (!strcmp(attributes[i], "class") || !strcmp(attributes[i], "id"))
			traits = from_class(value, traits);
		else if (!strcmp(attributes[i], "hidden"))
			traits |= RAPPORT__HTML_HIDDEN;
	}
	return traits;
}
