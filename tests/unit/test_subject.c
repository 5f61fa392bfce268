#include "mail/subject.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *subject, *base;
	bool reply, forward;
} rows[] = {
	{ "Proposal", "proposal", false, false },
	{ "Re: Proposal", "proposal", true, false },
	{ "RE : proposal", "proposal", true, false },
	{ "re:re:RE:Proposal", "proposal", true, false },
	{ "Fwd: Proposal", "proposal", false, true },
	{ "Fwd: Re: Proposal", "proposal", false, true },
	{ "Re: Fwd: Proposal", "proposal", true, true },
	{ "AW: WG: Angebot", "angebot", true, true },
	{ "SV: VB: Offert", "offert", true, true },
	{ "VS: Tarjous", "tarjous", true, false },
	{ "Odp: Oferta", "oferta", true, false },
	{ "Rép : TR: Devis", "devis", true, true },
	{ "RES: ENC: Proposta", "proposta", true, true },
	{ "RIF: I: Offerta", "offerta", true, true },
	{ "Antw: Doorst: Offerte", "offerte", true, true },
	{ "YNT: Teklif", "teklif", true, false },
	{ "İLT: Teklif", "teklif", false, true },
	{ "Vá: Továbbítás: Ajánlat", "ajánlat", true, true },
	{ "ΑΠ: ΠΡΘ: Προσφορά", "προσφορά", true, true },
	{ "Отв: На: Оферта", "оферта", true, false },
	{ "回复：报价单", "报价单", true, false },
	{ "答复: 转发: 报价单", "报价单", true, true },
	{ "返信：転送：見積書", "見積書", true, true },
	{ "답장: 전달: 견적서", "견적서", true, true },
	{ "رد: إعادة توجيه: عرض", "عرض", true, true },
	{ "השב: הועבר: הצעה", "הצעה", true, true },
	{ "Trả lời: Chuyển tiếp: Báo giá", "báo giá", true, true },
	{ "Bls: Terusan: Penawaran", "penawaran", true, true },
	{ "Atb: Piedāvājums", "piedāvājums", true, false },
	{ "Re[2]: Proposal", "proposal", true, false },
	{ "Re^2: Proposal", "proposal", true, false },
	{ "RE(3): RE (4) : Proposal", "proposal", true, false },
	{ "Re2: Re-3: Proposal", "proposal", true, false },
	{ "Re [sales]: Proposal", "proposal", true, false },
	{ "[EXTERNAL] Re: Proposal", "proposal", true, false },
	{ "Re: [EXT] Proposal", "proposal", true, false },
	{ "[Ext.] [External Sender] EXTERNAL: AW: Proposal", "proposal", true, false },
	{ "***SPAM*** Proposal", "proposal", false, false },
	{ "*** SPAM 7.2/5.0 *** Re: Proposal", "proposal", true, false },
	{ "{Spam?} Proposal", "proposal", false, false },
	{ "[ESTERNO] R: [EXTERN] [Externe] Offerta", "offerta", true, false },
	{ "[sales-list] Re: [sales-list] Proposal", "proposal", true, false },
	{ "【見積】見積書のご依頼", "見積書のご依頼", false, false },
	{ "Proposal (fwd)", "proposal", false, false },
	{ "Re: Proposal (Fwd) (fwd)", "proposal", true, false },
	{ "New terms (was: Proposal)", "new terms", false, false },
	{ "Proposal [EXTERNAL]", "proposal", false, false },
	{ "Re: Proposal [ ref:_00D20Abc._50020Xyz:ref ]", "proposal", true, false },
	{ "[Fwd: Re: Proposal]", "proposal", false, true },
	{ "Re: [Fwd: Proposal] (fwd)", "proposal", true, true },
	{ "  Re:\t Proposal \t for   you ", "proposal for you", true, false },
	{ "Re:\xC2\xA0Proposal", "proposal", true, false },
	{ "Re\xEF\xBC\x9A\xEF\xBC\xB0roposal", "proposal", true, false },
	{ "Re\xE2\x88\xB6 Proposal", "proposal", true, false },
	{ "Pro\xC2\xADposal", "proposal", false, false },
	/* what only looks so */
	{ "Regarding: Proposal", "regarding: proposal", false, false },
	{ "Return of goods", "return of goods", false, false },
	{ "I want: a proposal", "i want: a proposal", false, false },
	{ "Proposal: re: terms", "proposal: re: terms", false, false },
	{ "*Great* news", "*great* news", false, false },
	{ "Spam filter offer", "spam filter offer", false, false },
	{ "Proposal (final)", "proposal (final)", false, false },
	{ "Proposal [draft]", "proposal [draft]", false, false },
	{ "2: Proposal", "2: proposal", false, false },
	{ "(2): Proposal", "(2): proposal", false, false },
	/* nothing left, or nothing there */
	{ "[sales-list]", "[sales-list]", false, false },
	{ "[EXTERNAL]", "", false, false },
	{ "[sales-list] Re:", "", true, false },
	{ "Re:", "", true, false },
	{ "Re: Re: Fwd:", "", true, true },
	{ ":", ":", false, false },
	{ "[", "[", false, false },
	{ "***", "***", false, false },
	{ "(fwd)", "", false, false },
	{ "", "", false, false },
	{ NULL, "", false, false },
	{ "\xFF\xFE offer \xC3", "offer", false, false },
};

Test(subject, is_told_from_what_programs_set_round_it)
{
	struct rapport__subject subject;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *name = rows[i].subject ? rows[i].subject : "NULL";

		rapport__subject_read(rows[i].subject, &subject);
		cr_expect_str_eq(subject.base, rows[i].base, "%s: \"%s\"", name, subject.base);
		cr_expect_eq(subject.size, strlen(rows[i].base), "%s", name);
		cr_expect_eq(subject.reply, rows[i].reply, "%s: reply", name);
		cr_expect_eq(subject.forward, rows[i].forward, "%s: forward", name);
	}
}

Test(subject, equal_bases_have_one_hash)
{
	struct rapport__subject one, other;

	rapport__subject_read("AW: [EXTERNAL] Offer  7", &one);
	rapport__subject_read("offer 7", &other);
	cr_expect_eq(rapport__subject_hash(&one), rapport__subject_hash(&other));
	cr_expect_neq(rapport__subject_hash(&one), 0);
	rapport__subject_read("offer 8", &other);
	cr_expect_neq(rapport__subject_hash(&one), rapport__subject_hash(&other));
	rapport__subject_read("Re:", &other);
	cr_expect_eq(rapport__subject_hash(&other), 0);
}

Test(subject, one_short_word_is_generic)
{
	static const struct {
		const char *subject;
		bool generic;
	} cases[] = {
		{ "Hi", true },     { "Re: question", true },    { "", true },
		{ "报价", true },   { "报价单确认", false },     { "offer 7", false },
		{ "A47-B", false }, { "price question", false }, { "Rahmenvereinbarung", false },
	};
	struct rapport__subject subject;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		rapport__subject_read(cases[i].subject, &subject);
		cr_expect_eq(rapport__subject_generic(&subject), cases[i].generic, "%s",
			     cases[i].subject);
	}
}

Test(subject, long_ones_are_cut_and_do_no_harm)
{
	static char text[100001];
	struct rapport__subject subject;

	for (size_t i = 0; i + 4 < sizeof text; i += 4)
		memcpy(text + i, "Re: ", 4);
	rapport__subject_read(text, &subject);
	cr_expect_eq(subject.size, 0);
	cr_expect(subject.reply);
	memset(text, 'x', sizeof text - 1);
	rapport__subject_read(text, &subject);
	cr_expect_eq(subject.size, RAPPORT__SUBJECT_BYTES - 1);
	memset(text, '[', sizeof text - 1);
	rapport__subject_read(text, &subject);
	cr_expect_gt(subject.size, 0);
	/* U+FDFA folds to eleven times its bytes. */
	for (size_t i = 0; i + 3 < sizeof text; i += 3)
		memcpy(text + i, "\xEF\xB7\xBA", 3);
	rapport__subject_read(text, &subject);
	cr_expect_lt(subject.size, RAPPORT__SUBJECT_BYTES);
}
