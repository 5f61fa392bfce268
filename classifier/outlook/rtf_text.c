#include "outlook/rtf_text.h"

#include "text/utf8.h"

enum {
	BULLET = 0x2022
};

void rapport__rtf_text_clear(struct rapport__rtf_text *text)
{
	rapport__buffer_clear(&text->run);
}

static void add(struct rapport__rtf_text *text, uint32_t code_point)
{
	text->no_memory |= !rapport__utf8_append(text->out, code_point);
}

static void add_symbol(struct rapport__rtf_text *text, unsigned char byte)
{
	if (byte == 0xB7 || byte == 0xA7)
		add(text, BULLET);
	else if (byte >= ' ' && byte < 127)
		add(text, byte);
}

void rapport__rtf_text_flush(struct rapport__rtf_text *text)
{
	struct rapport__buffer *run = &text->run;

	if (!run->size)
		return;
	if (text->run_page == RAPPORT__CODEPAGE_SYMBOL)
		for (size_t i = 0; i < run->size; i++)
			add_symbol(text, (unsigned char)run->data[i]);
	else
		text->no_memory |= !rapport__codepage_append(text->charset, text->run_page,
							     run->data, run->size, text->out);
	run->size = 0;
}

void rapport__rtf_text_bytes(struct rapport__rtf_text *text, uint32_t code_page, const char *bytes,
			     size_t size)
{
	if (code_page != text->run_page)
		rapport__rtf_text_flush(text);
	text->run_page = code_page;
	text->surrogate = 0;
	text->no_memory |= !rapport__buffer_add(&text->run, bytes, size);
}

void rapport__rtf_text_character(struct rapport__rtf_text *text, uint32_t code_point)
{
	rapport__rtf_text_flush(text);
	text->surrogate = 0;
	if (code_point >= 0xF020 && code_point <= 0xF0FF) /* symbol fonts live there */
		add_symbol(text, (unsigned char)code_point);
	else
		add(text, code_point);
}

void rapport__rtf_text_unit(struct rapport__rtf_text *text, uint32_t unit)
{
	uint32_t high = text->surrogate;

	if (unit >= 0xD800 && unit < 0xDC00) {
		rapport__rtf_text_flush(text);
		text->surrogate = unit;
	} else if (unit >= 0xDC00 && unit < 0xE000 && high) {
		rapport__rtf_text_character(text,
					    0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
	} else if (unit) {
		rapport__rtf_text_character(text, unit);
	}
}
