/* Sorted bytewise (LC_ALL=C sort) and folded; tests/unit/test_reply.c checks both. */
#include "mail/reply_locale.h"

#include <string.h>

#define TABLE(list)                                                                                \
	{                                                                                          \
		list, sizeof(list) / sizeof *(list)                                                \
	}

/* clang-format off */

static const char *const wrote[] = {
	"a ecrit", "a scris", "a écrit", "citando", "ecrit", "escreveu", "escribio", "escribió",
	"ezt írta", "följande", "følgende", "geschreven", "geschrieben", "ha escrit",
	"ha escrito", "hat geschrieben", "idatzi du", "je napisal", "je napisala", "je napisao",
	"kirjoitti", "kirjutas", "menulis", "missatge de", "napisal", "napisala",
	"napisana przez", "napisao", "napisał", "napisał(a)", "napisała", "napsal", "napsal(a)",
	"napsala", "napísal", "napísala", "parašė", "pisze", "quoting", "rakstīja", "rašė",
	"schreef", "schreibt", "schrieb", "scrisse", "scritto", "scríobh", "sent", "skrev",
	"skrifaði", "va escriure", "wiadomość napisana przez", "writes", "wrote", "yazdı",
	"zitat von", "écrit", "írta", "đã viết", "şunları yazdı", "şunu yazdı", "έγραψαν",
	"έγραψε", "написа", "написав", "написал", "написал(а)", "написала", "написао", "пише",
	"пишет", "је написао", "գրել է", "כתב", "כתבה", "كتب", "كتبت", "نوشت", "ने लिखा",
	"எழுதியது", "เขียนว่า", "が書きました", "さんは次のように書きました", "に書きました",
	"のメッセージ", "のメール", "は書きました", "写道", "寫道", "님이 작성", "쓴 글",
	"이(가) 쓴 글", "작성",
};

static const char *const on[] = {
	"a", "al", "am", "an", "ar", "at", "d", "den", "der", "dne", "dnia", "dňa", "el", "em",
	"il", "il giorno", "im", "in data", "kontakt", "la", "le", "missatge de", "ngày",
	"no dia", "on", "on the", "op", "pada", "pe", "v", "vào", "w dniu",
	"wiadomość napisana przez", "în", "þann", "στισ", "в", "на", "у", "ב", "בתאריך", "في",
	"在", "於",
};

static const char *const weekday[] = {
	"cmt", "cum", "czw", "di", "dienstag", "dim", "dimanche", "dinsdag", "do", "dom",
	"domenica", "domingo", "donderdag", "donnerstag", "dum", "fr", "fre", "fredag",
	"freitag", "fri", "friday", "gio", "giovedì", "jeu", "jeudi", "joi", "jue", "jueves",
	"ke", "la", "lun", "lundi", "lunedì", "lunes", "luni", "lör", "lördag", "lør", "lørdag",
	"ma", "maandag", "man", "mandag", "mar", "mardi", "martedì", "martes", "marți", "mer",
	"mercoledì", "mercredi", "mi", "mie", "miercuri", "mittwoch", "mié", "miércoles", "mo",
	"mon", "monday", "montag", "måndag", "ne", "ned", "niedz", "ons", "onsdag", "paz", "pe",
	"per", "pet", "pn", "po", "pon", "pt", "pzt", "pá", "qua", "quarta", "qui", "quinta",
	"sa", "sab", "sabato", "sal", "sam", "samedi", "samstag", "sat", "saturday", "seg",
	"segunda", "sex", "sexta", "so", "sob", "sonntag", "sre", "sri", "st", "su", "sub",
	"sun", "sunday", "sáb", "sábado", "sâm", "sön", "söndag", "søn", "søndag", "ter",
	"terça", "thu", "thursday", "ti", "tir", "tirs", "tirsdag", "tisdag", "to", "tor",
	"tors", "torsdag", "tue", "tuesday", "uto", "ven", "vendredi", "venerdì", "vie",
	"viernes", "vin", "vineri", "vr", "vrijdag", "wed", "wednesday", "wo", "woensdag", "wt",
	"za", "zaterdag", "zo", "zondag", "çar", "út", "čet", "čt", "śr", "вс", "вт", "нд",
	"нед", "пет", "пн", "пон", "пт", "сб", "ср", "сре", "суб", "уто", "чет", "чт",
};

static const char *const mark[] = {
	"algne kiri", "algsõnum", "alkuperäinen viesti", "anfang der weitergeleiteten nachricht",
	"begin doorgestuurd bericht", "begin forward message", "begin forwarded message",
	"begynnelse på videresendt melding", "birbidalitako mezua",
	"börja vidarebefordrat meddelande", "courriel original", "doorgestuurd bericht",
	"début du message réexpédié", "début du message transféré", "e-mail d'origine",
	"edastatud kiri", "edelleenlähetetty viesti", "eredeti üzenet", "forward message",
	"forwarded by", "forwarded message", "ileti başlangıcı", "iletilen ileti",
	"iletilen mesaj", "iletilmiş mesaj", "inicio del mensaje reenviado",
	"inizio del messaggio inoltrato", "inizio messaggio inoltrato",
	"início da mensagem encaminhada", "início da mensagem reencaminhada", "izvorna poruka",
	"izvorno sporočilo", "i̇letilen ileti", "i̇letilen i̇leti", "i̇letilen mesaj",
	"i̇letinin başlangıcı", "jatorrizko mezua", "mail original", "mensagem encaminhada",
	"mensagem original", "mensagem reencaminhada", "mensaje original", "mensaje reenviado",
	"mensaxe orixinal", "mensaxe reenviada", "mesaj original", "mesaj redirecționat",
	"mesaj transmis mai departe", "mesajul original", "mesajul redirecționat",
	"message d'origine", "message d’origine", "message original", "message réexpédié",
	"message transféré", "message transmis", "messaggio inoltrato", "messaggio originale",
	"missatge original", "missatge reenviat", "missatge transmès", "oorspronkelijk bericht",
	"opprinnelig beskjed", "opprinnelig melding", "oprindelig besked",
	"oprindelig meddelelse", "original appointment", "original email", "original mail",
	"original message", "original-message", "original-nachricht", "originale nachricht",
	"originalmeddelande", "originalna poruka", "originalnachricht", "originalus laiškas",
	"origineel bericht", "orijinal mesaj", "oryginalna wiadomość", "persiųstas laiškas",
	"pesan asli", "pesan terusan", "początek przekazanej wiadomości",
	"początek przekazywanej wiadomości", "posredovano sporočilo",
	"početak proslijeđene poruke", "pradinis laiškas", "preposlaná správa",
	"prosleđena poruka", "proslijeđena poruka", "przekazana wiadomość",
	"przekazywana wiadomość", "przesłana wiadomość", "pôvodná správa", "pārsūtīta ziņa",
	"přeposlaná zpráva", "přeposílaná zpráva", "původní e-mail", "původní zpráva",
	"start of forwarded message", "start på videresendt besked",
	"start på videresendt meddelelse", "sākotnējā ziņa", "teachtaireacht ar aghaidh",
	"teachtaireacht bhunaidh", "thư gốc", "thư được chuyển tiếp", "tin nhắn gốc",
	"továbbított levél", "továbbított levél kezdete", "továbbított üzenet",
	"treść przekazanej wiadomości", "upprunaleg skilaboð", "ursprungliche nachricht",
	"ursprungligt mail", "ursprungligt meddelande", "ursprüngliche nachricht",
	"vidarebefordrat brev", "vidarebefordrat meddelande", "videresendt besked",
	"videresendt e-post", "videresendt meddelelse", "videresendt melding",
	"välitetty viesti", "välitetty viesti alkaa", "weitergeleitete e-mail",
	"weitergeleitete nachricht", "wiadomość oryginalna", "wiadomość przekazana",
	"wiadomość przekazana dalej", "yönlendirilmiş ileti", "začiatok preposlanej správy",
	"začátek přeposílané zprávy", "începe mesajul redirecționat", "özgün ileti",
	"özgün mesaj", "έναρξη προωθημένου μηνύματοσ", "αρχή προωθημένου μηνύματοσ",
	"αρχικό μήνυμα", "προωθημένο μήνυμα", "вихідне повідомлення", "исходное сообщение",
	"начало переадресованного сообщения", "начало пересылаемого сообщения",
	"оригинална порука", "оригинално съобщение", "оригинальное сообщение",
	"оригінальне повідомлення", "перенаправлене повідомлення", "перенаправленное письмо",
	"перенаправленное сообщение", "переслане повідомлення", "пересланное сообщение",
	"пересылаемое письмо", "пересылаемое сообщение", "початкове повідомлення",
	"початок листа, що пересилається", "початок переадресованого повідомлення",
	"препратено съобщение", "прослеђена порука", "הודעה מקורית", "הודעה שהועברה",
	"תחילת ההודעה שהועברה", "الرسالة الأصلية", "بداية الرسالة المعاد توجيهها", "رسالة أصلية",
	"رسالة محولة", "رسالة معاد توجيهها", "پیام اصلی", "अग्रेषित संदेश", "मूल संदेश",
	"メッセージを転送", "元のメッセージ", "元のメール", "原始信件", "原始邮件", "原始郵件",
	"原邮件", "已转发邮件", "开始转发的邮件", "転送されたメッセージ", "転送メッセージ",
	"転送メール", "轉寄信件", "轉寄的郵件", "轉寄郵件", "转发的邮件", "转发邮件信息",
	"원본 메시지", "원본 메일", "전달된 메세지", "전달된 메시지",
};

/* Behind the NUL what each stands for: From, Sent, Date, To, Copy, suBject, Other. */
static const char *const key[] = {
	"a\0T", "aan\0T", "absender\0F", "adjuntos\0O", "adresat\0T", "afsender\0F",
	"afzender\0F", "aihe\0B", "allegati\0O", "alıcı\0T", "an\0T", "anexos\0O", "anhänge\0O",
	"anlagen\0O", "antwoord aan\0O", "antwort an\0O", "antworten an\0O", "assumpte\0B",
	"assunto\0B", "asunto\0B", "attachments\0O", "avsender\0F", "avsändare\0F", "bcc\0C",
	"betreff\0B", "bijlagen\0O", "bilgi\0C", "cc\0C", "cc list\0O", "chủ đề\0B", "cm\0C",
	"copia\0C", "copie\0C", "copie la\0C", "copie à\0C", "címzett\0T", "cópia\0C",
	"către\0T", "da\0F", "dari\0F", "data\0D", "date\0D", "dato\0D", "datum\0D", "datums\0D",
	"dată\0D", "de\0F", "de la\0F", "de part de\0F", "destinataire\0T", "destinatar\0T",
	"destinatario\0T", "destinatarul\0T", "destinatário\0T", "dikirim\0S", "do\0T",
	"do wiadomości\0C", "dw\0C", "dátum\0D", "efni\0B", "elküldve\0S", "emne\0B",
	"empfänger\0T", "enviada\0S", "enviada em\0S", "enviado\0S", "enviado a\0S",
	"enviado el\0S", "enviado em\0S", "enviat\0S", "enviat el\0S", "enviats\0S", "envoye\0S",
	"envoye le\0S", "envoyé\0S", "envoyé le\0S", "expeditor\0F", "expeditorul\0F",
	"expéditeur\0F", "fecha\0D", "feladó\0F", "fra\0F", "from\0F", "frá\0F", "från\0F",
	"gaia\0B", "gesendet\0S", "giorno\0D", "gönderen\0F", "gönderildi\0S",
	"gönderilme tarihi\0S", "gönderme tarihi\0S", "igorlea\0F", "importance\0O",
	"importancia\0O", "importanza\0O", "importância\0O", "inviato\0S", "išsiųsta\0S",
	"k. k\0C", "kam\0T", "kellele\0T", "kepada\0T", "kimden\0F", "kime\0T", "kk\0C",
	"komu\0T", "konu\0B", "kopi\0C", "kopia\0C", "kopie\0C", "kopie an\0C", "kopio\0C",
	"kuupäev\0D", "kópia\0C", "küldve\0S", "küldő\0F", "lähetetty\0S", "lähettäjä\0F",
	"mailed-by\0O", "message du\0S", "message-id\0O", "mittente\0F", "modtager\0T",
	"mottagare\0T", "mottaker\0T", "másolat\0C", "nadawca\0F", "naslov\0B", "ngày\0D",
	"no\0F", "noiz bidalia\0S", "nora\0T", "nork\0F", "nosūtīts\0S", "nuo\0F", "objet\0B",
	"od\0F", "odbiorca\0T", "odesláno\0S", "odesílatel\0F", "odosielateľ\0F", "odoslané\0S",
	"odpovedať na\0O", "odpovědět\0O", "odpověď\0O", "odpowiedz do\0O", "oggetto\0B",
	"onderwerp\0B", "organization\0O", "para\0T", "per a\0T", "perihal\0B",
	"pièces jointes\0O", "poslano\0S", "posted at\0O", "pošiljalac\0F", "pošiljatelj\0F",
	"pre\0T", "predmet\0B", "priedmet\0B", "prima\0T", "primatelj\0T", "priority\0O",
	"priorität\0O", "príjemca\0T", "päivämäärä\0D", "päiväys\0D", "předmět\0B", "re\0B",
	"remetente\0F", "remitent\0F", "remitente\0F", "reply to\0O", "reply-to\0O",
	"resent-from\0O", "responder a\0O", "rispondi a\0O", "risposta\0F", "répondre à\0O",
	"răspuns la\0O", "saadetud\0S", "saaja\0T", "saatja\0F", "sendt\0S", "sendt af\0F",
	"sent\0S", "signed-by\0O", "skickat\0S", "subiect\0B", "subiectul\0B", "subject\0B",
	"subjek\0B", "svar til\0O", "svara till\0O", "tanggal\0D", "tarih\0D", "teema\0B",
	"tema\0B", "temat\0B", "til\0T", "till\0T", "to\0T", "trimis\0S", "tárgy\0B", "từ\0F",
	"udw\0C", "van\0F", "vastaanottaja\0T", "vastaus\0O", "verstuurd\0S", "verzonden\0S",
	"von\0F", "wichtigkeit\0O", "wysłane\0S", "wysłano\0S", "yanıtla\0O", "za\0T",
	"zadeva\0B", "à\0T", "ämne\0B", "ó\0F", "đã gửi\0S", "đến\0T", "šalje\0F", "αποσ\0F",
	"αποστολή\0S", "από\0F", "ημερομηνία\0D", "θέμα\0B", "κοιν\0C", "κοινοποίηση\0C",
	"προσ\0T", "στάλθηκε\0S", "від\0F", "від кого\0F", "відправлено\0S", "дата\0D",
	"дата отправки\0S", "до\0T", "кому\0T", "копия\0C", "копія\0C", "кто\0F", "надіслано\0S",
	"от\0F", "ответ\0O", "ответить\0O", "отправитель\0F", "отправлено\0S", "получатель\0T",
	"с копией\0C", "тема\0B", "тема письма\0B", "ուղարկող\0F", "אל\0T", "מאת\0F", "נושא\0B",
	"נשלח\0S", "נשלח העתק\0C", "תאריך\0D", "أرسلت\0S", "إلى\0T", "التاريخ\0D",
	"العنوان المنسوخ\0C", "الموضوع\0B", "الى\0T", "تاريخ الإرسال\0S", "تم الإرسال\0S",
	"من\0F", "موضوع\0B", "के द्वारा\0F", "主旨\0B", "主题\0B", "件名\0B", "傳送時間\0S",
	"副本\0C", "参照\0C", "发件人\0F", "发送日期\0S", "发送时间\0S", "回复\0O", "宛先\0T",
	"寄件人\0F", "寄件日期\0S", "寄件者\0F", "差出人\0F", "抄送\0C", "收件人\0T",
	"收件者\0T", "日付\0D", "日時\0D", "日期\0D", "返信先\0O", "送信元\0F", "送信先\0T",
	"送信日\0S", "送信日時\0S", "送信者\0F", "题目\0B", "날짜\0D", "받는 사람\0T",
	"받는사람\0T", "보낸 날짜\0S", "보낸 사람\0F", "보낸날짜\0S", "보낸사람\0F", "제목\0B",
	"참조\0C",
};

/* clang-format on */

const struct rapport__reply_table rapport__reply_wrote = TABLE(wrote);
const struct rapport__reply_table rapport__reply_on = TABLE(on);
const struct rapport__reply_table rapport__reply_weekdays = TABLE(weekday);
const struct rapport__reply_table rapport__reply_marks = TABLE(mark);
const struct rapport__reply_table rapport__reply_keys = TABLE(key);

enum rapport__reply_key rapport__reply_key_kind(size_t which)
{
	static const char letters[] = " FSDTCBO"; /* in the order of the enumeration */
	const char *phrase = key[which];
	const char *letter = strchr(letters, phrase[strlen(phrase) + 1]);

	return (enum rapport__reply_key)(letter - letters);
}
