#include "mail/html_element.h"

#include <criterion/criterion.h>
#include <stddef.h>

static const struct {
	const char *name, *attribute, *value;
	uint32_t has, has_not; /* enum rapport__html_trait */
} rows[] = {
	{ "p", NULL, NULL, RAPPORT__HTML_BLOCK | RAPPORT__HTML_PARAGRAPH, RAPPORT__HTML_QUOTE },
	{ "p", "class", "MsoNormal", RAPPORT__HTML_BLOCK, RAPPORT__HTML_PARAGRAPH },
	{ "span", NULL, NULL, 0, RAPPORT__HTML_BLOCK },
	{ "br", NULL, NULL, RAPPORT__HTML_FEED, 0 },
	{ "pre", NULL, NULL, RAPPORT__HTML_PRE, 0 },
	{ "li", NULL, NULL, RAPPORT__HTML_ITEM, 0 },
	{ "td", NULL, NULL, RAPPORT__HTML_CELL, RAPPORT__HTML_BLOCK },
	{ "title", NULL, NULL, RAPPORT__HTML_HIDDEN, 0 },
	{ "blockquote", NULL, NULL, RAPPORT__HTML_QUOTE, 0 },
	{ "blockquote", "style", "margin: 0 0 0 40px; border: none", 0, RAPPORT__HTML_QUOTE },
	{ "div", "class", "foo gmail_quote_container", RAPPORT__HTML_QUOTE, 0 },
	{ "div", "class", "gmail_quotation_of_mine not_gmail_quote", 0, 0 },
	{ "div", "id", "divRplyFwdMsg", RAPPORT__HTML_QUOTE_REST, 0 },
	{ "div", "id", "x_divRplyFwdMsg", 0, RAPPORT__HTML_QUOTE },
	{ "div", "class", "ydp1a2b3cyahoo_quoted", RAPPORT__HTML_QUOTE, 0 },
	{ "div", "style", "border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in",
	  RAPPORT__HTML_QUOTE_REST, 0 },
	{ "div", "class", "gmail_signature", RAPPORT__HTML_SIGNATURE, 0 },
	{ "div", "style", "DISPLAY : none", RAPPORT__HTML_HIDDEN, 0 },
	{ "span", "style", "font-size:0px;color:red", RAPPORT__HTML_HIDDEN, 0 },
	{ "span", "style", "font-size:0.9em", 0, RAPPORT__HTML_HIDDEN },
	{ "td", "style", "line-height:0;height:0", 0, RAPPORT__HTML_HIDDEN },
	{ "div", "style", "height:0;overflow:hidden", RAPPORT__HTML_HIDDEN, 0 },
	{ "div", "style", "line-height:0;height:0;overflow:hidden", RAPPORT__HTML_HIDDEN, 0 },
	{ "div", "style", "font-size:1px", RAPPORT__HTML_HIDDEN, 0 },
	{ "div", "style", "font-size:11px;line-height:1px", 0, RAPPORT__HTML_HIDDEN },
	{ "ol", NULL, NULL, RAPPORT__HTML_LIST | RAPPORT__HTML_ORDERED, 0 },
	{ "ul", NULL, NULL, RAPPORT__HTML_LIST, RAPPORT__HTML_ORDERED },
	{ "div", "hidden", "", RAPPORT__HTML_HIDDEN, 0 },
	{ "div", "class", NULL, RAPPORT__HTML_BLOCK, RAPPORT__HTML_HIDDEN },
	{ "", NULL, NULL, 0, RAPPORT__HTML_BLOCK },
};

Test(html_element, knows_what_elements_mean)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *attributes[] = { rows[i].attribute, rows[i].value, NULL };
		uint32_t traits = rapport__html_element(rows[i].name, attributes);

		cr_expect((traits & rows[i].has) == rows[i].has, "row %zu: %#x", i, traits);
		cr_expect(!(traits & rows[i].has_not), "row %zu: %#x", i, traits);
	}
	cr_expect(rapport__html_element("p", NULL) & RAPPORT__HTML_BLOCK);
}
