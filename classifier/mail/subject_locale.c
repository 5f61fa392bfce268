/* Sorted bytewise (LC_ALL=C sort) and folded; tests/unit/test_subject_locale.c checks both. */
#include "mail/subject_locale.h"

#include <string.h>

/* clang-format off */

/* Behind the NUL what each is: Reply, Forward, Mark. */
static const char *const prefix[] = {
	"antw\0R", "antwoord\0R", "antwort\0R", "atb\0R", "ats\0R", "atsakymas\0R", "aw\0R",
	"balas\0R", "balasan\0R", "betr\0R", "bls\0R", "caution external\0M",
	"caution external email\0M", "chuyển tiếp\0F", "correo externo\0M", "cvp\0R",
	"disarmed\0M", "doorgestuurd\0F", "doorst\0F", "e-mail externe\0M", "edastatud\0F",
	"ekstern\0M", "ekstern afsender\0M", "ekstern avsender\0M", "enc\0F", "encaminhada\0F",
	"encaminhado\0F", "er\0R", "erantzuna\0R", "esterna\0M", "esterno\0M",
	"expéditeur externe\0M", "ext\0M", "ext sender\0M", "ext.\0M", "extern\0M",
	"extern avsändare\0M", "externa\0M", "external\0M", "external e-mail\0M",
	"external email\0M", "external mail\0M", "external message\0M", "external sender\0M",
	"external sender warning\0M", "externe\0M", "externe afzender\0M", "externe e-mail\0M",
	"externe mail\0M", "externer absender\0M", "externo\0M", "externí\0M", "externý\0M",
	"forward\0F", "forwarded\0F", "framsent\0F", "fs\0F", "fw\0F", "fwd\0F", "ha\0R",
	"harici\0M", "i\0F", "ilt\0F", "inoltra\0F", "inoltrato\0F", "inoltro\0F", "i̇lt\0F",
	"junk\0M", "külső\0M", "likely spam\0M", "mail esterna\0M", "maju\0F",
	"mittente esterno\0M", "nadawca zewnętrzny\0M", "odg\0R", "odgovor\0R", "odp\0R",
	"odpoveď\0R", "odpověď\0R", "odpowiedź\0R", "pd\0F", "pers\0F", "persiųsta\0F",
	"posr\0F", "posredovano\0F", "possible spam\0M", "possibly spam\0M", "preposl\0F",
	"probable spam\0M", "prosl\0F", "proslijeđeno\0F", "pārs\0F", "přep\0F", "r\0R",
	"re\0R", "redir\0F", "reenv\0F", "reenviada\0F", "reenviado\0F", "ref\0R",
	"remetente externo\0M", "remitente externo\0M", "rep\0R", "res\0R", "resp\0R",
	"resposta\0R", "respuesta\0R", "rif\0R", "rispondi\0R", "risposta\0R", "rta\0R",
	"rv\0F", "réf\0R", "rép\0R", "réponse\0R", "răsp\0R", "răspuns\0R", "spam\0M",
	"spam mail\0M", "spam suspect\0M", "spam suspected\0M", "spamverdacht\0M",
	"suspected phishing\0M", "suspected spam\0M", "sv\0R", "svar\0R", "terusan\0F", "tl\0R",
	"tov\0F", "továbbítva\0F", "továbbítás\0F", "tr\0F", "transf\0F", "transfert\0F",
	"transféré\0F", "trs\0F", "trả lời\0R", "ulkoinen\0M", "vast\0R", "vastaus\0R", "vb\0F",
	"verdacht auf spam\0M", "vidarebefordrat\0F", "videresendt\0F", "vl\0F", "vs\0R",
	"vá\0R", "válasz\0R", "välitetty\0F", "warning external\0M", "weitergeleitet\0F",
	"wg\0F", "wtrlt\0F", "yan\0R", "yanıt\0R", "ymlaen\0F", "ynt\0R", "zewnętrzny\0M",
	"απ\0R", "απάντηση\0R", "εξωτερικό\0M", "πρθ\0F", "προώθηση\0F", "σχετ\0R",
	"внешнее\0M", "внешний\0M", "вп\0R", "відп\0R", "відповідь\0R", "зовнішній\0M", "на\0R",
	"одг\0R", "отв\0R", "ответ\0R", "отг\0R", "отговор\0R", "отн\0R", "пересл\0F",
	"переслано\0F", "препр\0F", "препратено\0F", "прос\0F", "спам\0M", "הועבר\0F",
	"העברה\0F", "השב\0R", "חיצוני\0M", "תגובה\0R", "תשובה\0R", "إعادة توجيه\0F", "الرد\0R",
	"تحويل\0F", "خارجي\0M", "رد\0R", "ردّ\0R", "پاسخ\0R", "अग्रेषित\0F", "उत्तर\0R",
	"जवाब\0R", "ตอบ\0R", "ตอบกลับ\0R", "ส่งต่อ\0F", "スパム\0M", "回信\0R", "回复\0R", "回覆\0R",
	"垃圾邮件\0M", "外部\0M", "外部邮件\0M", "外部郵件\0M", "答复\0R", "答覆\0R", "転送\0F", "轉寄\0F", "轉發\0F",
	"转发\0F", "转寄\0F", "返\0R", "返信\0R", "답장\0R", "스팸\0M", "외부\0M", "전달\0F", "회신\0R",
};

/* clang-format on */

const struct rapport__reply_table rapport__subject_prefixes = { prefix,
								sizeof prefix / sizeof *prefix };

enum rapport__subject_kind rapport__subject_prefix_kind(size_t which)
{
	static const char letters[] = "RFM"; /* in the order of the enumeration */
	const char *phrase = prefix[which];
	const char *letter = strchr(letters, phrase[strlen(phrase) + 1]);

	return (enum rapport__subject_kind)(letter - letters);
}
