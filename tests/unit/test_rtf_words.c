#include "outlook/rtf_words.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct rapport__rtf_word *find(const char *name)
{
	return rapport__rtf_word_find(name, strlen(name));
}

Test(rtf_words, finds_each_by_its_whole_name)
{
	cr_expect_eq(find("par")->value, '\n');
	cr_expect_eq(find("f")->action, RAPPORT__RTF_FONT);
	cr_expect_eq(find("fcharset")->action, RAPPORT__RTF_FONT_CHARSET);
	cr_expect_eq(find("ansicpg")->action, RAPPORT__RTF_PAGE);
	cr_expect_eq(find("annotation")->action, RAPPORT__RTF_SKIP);
	cr_expect_eq(find("zwnj")->value, 0x200C);
	cr_expect_eq(find("mmathPr")->action, RAPPORT__RTF_SKIP);
	cr_expect_eq(find("pict")->action, RAPPORT__RTF_SKIP);
	cr_expect_eq(find("u")->action, RAPPORT__RTF_UNICODE);
	cr_expect_eq(find("uc")->action, RAPPORT__RTF_FALLBACK);
	cr_expect_eq(find("htmlrtf")->action, RAPPORT__RTF_HTML_SUPPRESSED);
}

Test(rtf_words, knows_no_other)
{
	cr_expect_eq(find("")->action, RAPPORT__RTF_NOTHING);
	cr_expect_eq(find("pa")->action, RAPPORT__RTF_NOTHING);
	cr_expect_eq(find("pard")->action, RAPPORT__RTF_NOTHING);
	cr_expect_eq(find("PAR")->action, RAPPORT__RTF_NOTHING);
	cr_expect_eq(find("zzz")->action, RAPPORT__RTF_NOTHING);
	cr_expect_eq(rapport__rtf_word_find("parallel", 3)->value, '\n');
}
