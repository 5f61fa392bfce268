#include "mail/folder.h"

#include "text/utf8.h"

#include <string.h>
#include <strings.h>

enum {
	NAME_BYTES_MAX = 64, /* of a folded name; longer ones are nobody's default */
};

struct name {
	const char *name; /* folded */
	enum rapport__folder folder;
};

/* clang-format off */

/* Sorted bytewise, and folded; tests/unit/test_folder.c checks both. */
static const struct name names[] = {
#define SENT(name)   { name, RAPPORT__FOLDER_SENT }
#define DRAFTS(name) { name, RAPPORT__FOLDER_DRAFTS }
#define TRASH(name)  { name, RAPPORT__FOLDER_TRASH }
#define SPAM(name)   { name, RAPPORT__FOLDER_SPAM }
#define CHATS(name)  { name, RAPPORT__FOLDER_CHATS }
	DRAFTS("a enviar"), TRASH("atkritne"), DRAFTS("bandeja de salida"),
	SPAM("bezvrijedna pošta"), SENT("bidalita"), SENT("bidalitakoak"), TRASH("bin"),
	DRAFTS("borrador"), DRAFTS("borradores"), TRASH("borttaget"),
	TRASH("borttagna objekt"), DRAFTS("bozze"), DRAFTS("boîte d'envoi"),
	DRAFTS("brouillon"), DRAFTS("brouillons"), SPAM("brukalai"), SPAM("brukalas"),
	TRASH("bruscar"), SPAM("bulk mail"), DRAFTS("caixa de saída"), TRASH("cestino"),
	CHATS("chat"), CHATS("chat history"), CHATS("chats"), CHATS("chatte"),
	DRAFTS("ciorne"), DRAFTS("concepten"), CHATS("conversaciones de chat"),
	CHATS("conversas"), CHATS("conversation history"), TRASH("corbeille"),
	SPAM("correo basura"), SENT("correo enviado"), SPAM("correo no deseado"),
	SPAM("correu brossa"), SPAM("courrier indésirable"), TRASH("coș"),
	TRASH("coș de gunoi"), CHATS("cronologia conversazioni"), CHATS("czat"),
	CHATS("czaty"), TRASH("deleted"), TRASH("deleted items"), TRASH("deleted messages"),
	CHATS("discussions"), DRAFTS("draf"), DRAFTS("draft"), DRAFTS("drafts"),
	DRAFTS("dréachtaí"), TRASH("dzēstie"), SPAM("e-mail de lixo"), SENT("e-mail enviados"),
	SENT("e-mails enviados"), SENT("elemente trimise"), TRASH("elemente șterse"),
	TRASH("elementos eliminados"), SENT("elementos enviados"), SENT("elements enviats"),
	TRASH("elements suprimits"), TRASH("elementy usunięte"), SENT("elementy wysłane"),
	TRASH("eliminados"), TRASH("eliminati"), SENT("elküldött"), SENT("elküldött elemek"),
	SENT("elküldött üzenetek"), SPAM("email sampah"), DRAFTS("entwürfe"), SENT("enviadas"),
	SENT("enviados"), SENT("enviats"), SENT("envoyé"), SENT("envoyés"),
	DRAFTS("esborranys"), TRASH("gelöscht"), TRASH("gelöschte elemente"),
	TRASH("gelöschte nachrichten"), TRASH("gelöschte objekte"), SPAM("gereksiz"),
	SPAM("gereksiz e-posta"), SENT("gesendet"), SENT("gesendete elemente"),
	SENT("gesendete nachrichten"), SENT("gesendete objekte"),
	CHATS("gespreksgeschiedenis"), DRAFTS("giden kutusu"), SENT("gönderilenler"),
	SENT("gönderilmiş"), SENT("gönderilmiş postalar"), SENT("gönderilmiş öğeler"),
	CHATS("historial de conversaciones"), CHATS("historique des conversations"),
	CHATS("histórico da conversa"), DRAFTS("hộp thư đi"), SPAM("indesiderata"),
	SPAM("indésirables"), SENT("inviata"), SENT("inviati"), TRASH("item terhapus"),
	TRASH("itens eliminados"), SENT("itens enviados"), TRASH("itens excluídos"),
	TRASH("izbrisano"), SENT("išsiųsti"), SENT("išsiųsti laiškai"),
	TRASH("ištrinti laiškai"), SPAM("i̇stenmeyen"), SPAM("junk"), SPAM("junk e-mail"),
	SPAM("junk email"), SPAM("junk mail"), SPAM("junk-e-mail"), DRAFTS("juodraščiai"),
	DRAFTS("k odeslání"), DRAFTS("kladde"), DRAFTS("kladder"), DRAFTS("koncepty"),
	DRAFTS("konsep"), TRASH("kosz"), DRAFTS("kotak keluar"), TRASH("koš"),
	TRASH("koš za smeti"), TRASH("kuka"), TRASH("kustutatud"), TRASH("kôš"),
	SPAM("levélszemét"), TRASH("lixeira"), TRASH("lixo"), SPAM("lixo eletrónico"),
	SPAM("lixo eletrônico"), TRASH("lomtár"), DRAFTS("luonnokset"), SENT("lähetetyt"),
	SENT("lähetetyt viestit"), DRAFTS("lähtevät"), DRAFTS("maler"), DRAFTS("mallar"),
	DRAFTS("mallit"), DRAFTS("melnraksti"), SENT("mensagens enviadas"),
	TRASH("mensagens excluídas"), TRASH("mensajes eliminados"), SENT("mensajes enviados"),
	SPAM("mesaje nedorite"), SENT("mesaje trimise"), SENT("messages envoyés"),
	TRASH("messages supprimés"), TRASH("messaggi eliminati"), SENT("messaggi inviati"),
	TRASH("miskaste"), DRAFTS("modelli"), DRAFTS("modelos"), DRAFTS("modèles"),
	DRAFTS("mustandid"), SPAM("mēstules"), DRAFTS("nacrti"),
	SPAM("nepageidaujami laiškai"), SPAM("nevyžiadaná pošta"), SPAM("nevyžádaná pošta"),
	SPAM("nevyžádané"), SPAM("neželena e-pošta"), SPAM("neželena pošta"),
	SPAM("neželjena pošta"), DRAFTS("nháp"), SPAM("niechciane"), SPAM("no deseado"),
	SENT("nosūtītie"), SENT("objets envoyés"), SENT("odeslaná pošta"), SENT("odeslané"),
	SENT("odoslaná pošta"), SENT("odoslané"), TRASH("odstraněná pošta"),
	TRASH("odstránená pošta"), TRASH("odstránené"), SPAM("ongewenst"),
	SPAM("ongewenste e-mail"), SPAM("ongewenste reclame"), DRAFTS("osnutki"),
	TRASH("otpad"), DRAFTS("outbox"), TRASH("papelera"), TRASH("papelera de reciclaje"),
	TRASH("paperera"), TRASH("papierkorb"), TRASH("papirkurv"), TRASH("papirkurven"),
	TRASH("papperskorg"), TRASH("papperskorgen"), SENT("pesan terkirim"),
	DRAFTS("piszkozatok"), DRAFTS("plantillas"), TRASH("poistetut"),
	TRASH("poistetut viestit"), SENT("poslana pošta"), SENT("poslane poruke"),
	SENT("poslano"), TRASH("posta eliminata"), DRAFTS("posta in uscita"),
	SPAM("posta indesiderata"), SENT("posta inviata"), DRAFTS("postausgang"),
	DRAFTS("postvak uit"), DRAFTS("postázandó üzenetek"), SPAM("pourriel"),
	DRAFTS("pošta k odeslání"), TRASH("prullenbak"), TRASH("prullenmand"),
	TRASH("prügikast"), DRAFTS("rascunho"), DRAFTS("rascunhos"), TRASH("reciclagem"),
	SPAM("reclame"), DRAFTS("robocze"), TRASH("roskakori"), SPAM("roskaposti"),
	DRAFTS("rozepsané"), DRAFTS("rozpísané"), SPAM("rämpspost"), SENT("saadetud"),
	DRAFTS("sablonok"), TRASH("sampah"), DRAFTS("schițe"), SENT("sendt"),
	SENT("sendt post"), SENT("sendte"), SENT("sendte beskeder"), SENT("sendte elementer"),
	SENT("sendte meddelelser"), SENT("sent"), SENT("sent items"), SENT("sent mail"),
	SENT("sent mail items"), SENT("sent messages"), SENT("seolta"),
	TRASH("silinmiş postalar"), TRASH("silinmiş öğeler"), DRAFTS("sjablonen"),
	DRAFTS("skabeloner"), DRAFTS("skice"), SENT("skickade"), SENT("skickade meddelanden"),
	SENT("skickade objekt"), SENT("skickat"), DRAFTS("skrzynka nadawcza"), SPAM("skräp"),
	SPAM("skräppost"), TRASH("slettede elementer"), TRASH("slettet"),
	TRASH("slettet post"), TRASH("smeće"), CHATS("sohbet"), CHATS("sohbetler"),
	SPAM("spam"), SPAM("spamverdacht"), DRAFTS("szablony"), DRAFTS("szkice"),
	TRASH("søppel"), SPAM("søppelpost"), DRAFTS("taslaklar"), DRAFTS("templates"),
	SENT("terkirim"), TRASH("thùng rác"), DRAFTS("thư nháp"), SPAM("thư rác"),
	SENT("thư đã gửi"), TRASH("thư đã xóa"), TRASH("tong sampah"), TRASH("trash"),
	SENT("trimise"), SPAM("turscar"), TRASH("törölt elemek"), TRASH("törölt üzenetek"),
	DRAFTS("udbakke"), DRAFTS("udkast"), SPAM("unerwünscht"), SPAM("unerwünschte werbung"),
	DRAFTS("unsent messages"),
	CHATS("unterhaltungsverlauf"), SPAM("useløs e-post"), DRAFTS("utboks"),
	DRAFTS("utkast"), DRAFTS("utkorgen"), SPAM("uønsket e-post"), SPAM("uønsket mail"),
	SPAM("uønsket post"), TRASH("verwijderde berichten"), TRASH("verwijderde items"),
	SENT("verzonden"), SENT("verzonden berichten"), SENT("verzonden items"),
	SENT("verzonden objecten"), DRAFTS("vorlagen"), SPAM("werbung"),
	DRAFTS("wersje robocze"), SPAM("wiadomości-śmieci"), SENT("wysłane"),
	SPAM("zabor-posta"), TRASH("zakarrontzia"), DRAFTS("zirriborroak"), TRASH("çöp"),
	TRASH("çöp kutusu"), TRASH("çöp sepeti"), SENT("éléments envoyés"),
	TRASH("éléments supprimés"), SPAM("önemsiz e-posta"), SENT("đã gửi"),
	DRAFTS("şablonlar"), DRAFTS("šablony"), TRASH("šiukšliadėžė"), TRASH("šiukšlinė"),
	SPAM("ανεπιθύμητα"), SPAM("ανεπιθύμητη αλληλογραφία"), SENT("απεσταλμένα"),
	TRASH("διαγραμμένα"), DRAFTS("εξερχόμενα"), TRASH("κάδοσ"),
	TRASH("κάδοσ απορριμμάτων"), DRAFTS("πρόχειρα"), SENT("σταλμένα"), TRASH("видалені"),
	SENT("відправлені"), SENT("изпратени"), DRAFTS("исходящие"), TRASH("корзина"),
	TRASH("кошик"), TRASH("кошче"), SENT("надіслані"), DRAFTS("нацрти"),
	SPAM("небажана пошта"), SPAM("нежелана поща"), SPAM("нежелательная почта"),
	SPAM("непожељно"), TRASH("отпад"), SENT("отправленные"), SENT("отправленные письма"),
	SENT("послато"), SPAM("спам"), TRASH("удаленные"), TRASH("удалённые"), CHATS("чат"),
	CHATS("чаты"), DRAFTS("чернетки"), DRAFTS("чернови"), DRAFTS("черновики"),
	DRAFTS("шаблоны"), TRASH("אשפה"), SPAM("דואר זבל"), DRAFTS("דואר יוצא"),
	SENT("דואר שנשלח"), DRAFTS("טיוטות"), SENT("נשלח"), SPAM("ספאם"), TRASH("פח אשפה"),
	TRASH("פריטים שנמחקו"), SENT("פריטים שנשלחו"), DRAFTS("البريد الصادر"),
	SPAM("البريد العشوائي"), SENT("البريد المرسل"), SPAM("البريد غير الهام"),
	SENT("الرسائل المرسلة"), TRASH("العناصر المحذوفة"), SENT("العناصر المرسلة"),
	DRAFTS("المسودات"), TRASH("المهملات"), SENT("بريد مرسل"), SPAM("رسائل غير مرغوب فيها"),
	TRASH("سلة المهملات"), DRAFTS("علبة الصادر"), DRAFTS("مسودات"), TRASH("कचरा"),
	TRASH("ट्रैश"), DRAFTS("ड्राफ़्ट"), DRAFTS("ड्राफ्ट"), SENT("पठाइएको"), SENT("भेजा गया"),
	SENT("भेजे गए"), SPAM("स्पैम"), SPAM("จดหมายขยะ"), SENT("จดหมายที่ส่ง"),
	DRAFTS("ฉบับร่าง"), TRASH("ถังขยะ"), DRAFTS("ร่างจดหมาย"), SPAM("สแปม"), SENT("ส่งแล้ว"),
	TRASH("ごみ箱"), TRASH("ゴミ箱"), CHATS("チャット"), DRAFTS("下書き"),
	TRASH("削除済みアイテム"), DRAFTS("发件箱"), TRASH("垃圾桶"), SPAM("垃圾邮件"),
	SPAM("垃圾郵件"), SENT("寄件備份"), DRAFTS("寄件匣"), SENT("寄件匣備份"),
	SENT("已傳送郵件"), TRASH("已删除"), TRASH("已删除邮件"), TRASH("已刪除的郵件"),
	SENT("已发送"), SENT("已发送邮件"), SENT("已发邮件"), SENT("已寄出"),
	SPAM("広告メール"), TRASH("废纸篓"), CHATS("聊天"), DRAFTS("草稿"), DRAFTS("草稿匣"),
	DRAFTS("草稿箱"), SPAM("迷惑メール"), DRAFTS("送信トレイ"), SENT("送信済み"),
	SENT("送信済みアイテム"), SENT("送信済みメッセージ"), SENT("送信済みメール"),
	SENT("보낸 메일"), SENT("보낸 편지함"), SENT("보낸메일함"), SENT("보낸편지함"),
	DRAFTS("보낼편지함"), TRASH("삭제된 항목"), SPAM("스팸"), SPAM("스팸 메일함"),
	SPAM("스팸메일함"), DRAFTS("임시 보관함"), DRAFTS("임시보관함"), SPAM("정크 메일"),
	TRASH("지운 편지함"), TRASH("지운편지함"), CHATS("채팅"), TRASH("휴지통"),
};

/* clang-format on */

static int value_of(char byte)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				     "0123456789+,";
	const char *digit = byte ? strchr(digits, byte) : NULL;

	return digit ? (int)(digit - digits) : -1;
}

/* Writes a character of the basic plane as UTF-8, to which folder names keep. */
static size_t put(unsigned unit, char *out)
{
	if (unit < 0x80) {
		out[0] = (char)unit;
		return 1;
	}
	if (unit < 0x800) {
		out[0] = (char)(0xC0 | unit >> 6);
		out[1] = (char)(0x80 | (unit & 0x3F));
		return 2;
	}
	out[0] = (char)(0xE0 | unit >> 12);
	out[1] = (char)(0x80 | (unit >> 6 & 0x3F));
	out[2] = (char)(0x80 | (unit & 0x3F));
	return 3;
}

/* Mail servers write "Entw&APw-rfe": UTF-16 in base64 between & and -, "&-" for & itself (RFC 3501,
 * 5.1.3).  out has NAME_BYTES_MAX and 3; returns the bytes, 0 where it is written otherwise. */
static size_t decode_name(const char *name, size_t size, char *out)
{
	size_t length = 0;

	for (size_t i = 0; i < size; i++) {
		unsigned bits = 0, count = 0;
		bool mark = name[i] == '&';

		if (length >= NAME_BYTES_MAX)
			return 0;
		if (!mark || (i + 1 < size && name[i + 1] == '-')) {
			out[length++] = name[i];
			i += mark;
			continue;
		}
		for (i++; i < size && value_of(name[i]) >= 0; i++) {
			bits = bits << 6 | (unsigned)value_of(name[i]);
			count += 6;
			if (count < 16)
				continue;
			count -= 16;
			if (length >= NAME_BYTES_MAX)
				return 0;
			length += put(bits >> count & 0xFFFF, out + length);
			bits &= (1u << count) - 1;
		}
		if (i == size || name[i] != '-')
			return 0;
	}
	return length;
}

enum rapport__folder rapport__folder_named(const char *name, size_t size)
{
	static const char *const ends[] = { ".mbox", ".sbd" };
	char folded[NAME_BYTES_MAX + 1], decoded[NAME_BYTES_MAX + 3];
	size_t low = 0, high = sizeof names / sizeof *names, length;

	while (size && memchr(". \t\"", *name, 4)) {
		name++;
		size--;
	}
	while (size && memchr(" \t\"", name[size - 1], 3))
		size--;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (size > strlen(ends[i]) &&
		    !memcmp(name + size - strlen(ends[i]), ends[i], strlen(ends[i])))
			size -= strlen(ends[i]);
	length = memchr(name, '&', size) ? decode_name(name, size, decoded) : 0;
	if (length) {
		name = decoded;
		size = length;
	}
	length = size && size <= NAME_BYTES_MAX
			 ? rapport__utf8_fold(name, size, folded, NAME_BYTES_MAX)
			 : 0;
	if (!length || length > NAME_BYTES_MAX)
		return RAPPORT__FOLDER_ANY;
	folded[length] = '\0';
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(names[middle].name, folded);

		if (!order)
			return names[middle].folder;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return RAPPORT__FOLDER_ANY;
}

/* The one that says most of those that a list names. */
static enum rapport__folder most_of(const char *list, size_t size, char separator)
{
	enum rapport__folder most = RAPPORT__FOLDER_ANY;
	const char *end = list + size;

	while (list < end) {
		const char *stop = memchr(list, separator, (size_t)(end - list));
		enum rapport__folder folder;

		stop = stop ? stop : end;
		folder = rapport__folder_named(list, (size_t)(stop - list));
		most = folder > most ? folder : most;
		list = stop + (stop < end);
	}
	return most;
}

/* Whether a name is the way to a folder with points between, as Maildir++ (".Archive.Trash") and
 * programs that fetch mail write it ("INBOX.Sent"). */
static bool is_way(const char *name)
{
	static const char *const roots[] = { ".", "inbox.", "[gmail].", "[google mail]." };

	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
		if (!strncasecmp(name, roots[i], strlen(roots[i])))
			return true;
	return false;
}

enum rapport__folder rapport__folder_of_path(const char *path, size_t root, bool message)
{
	enum rapport__folder most = RAPPORT__FOLDER_ANY;

	for (const char *p = path + root; *p;) {
		size_t size = strcspn(p, "/");
		bool folder = p[size] || !message;
		enum rapport__folder named = !folder     ? RAPPORT__FOLDER_ANY
					     : is_way(p) ? most_of(p, size, '.')
							 : rapport__folder_named(p, size);

		most = named > most ? named : most;
		p += size + (p[size] == '/');
	}
	return most;
}

enum rapport__folder rapport__folder_of_labels(const char *labels)
{
	return most_of(labels, strlen(labels), ',');
}

bool rapport__folder_sidecar(const char *path)
{
	static const char *const ends[] = { ".msf", ".plist", ".dat", ".index" };
	static const char *const own[] = { "table_of_contents", "maildirfolder", "subscriptions" };
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++)
		if (!strcasecmp(dot, ends[i]))
			return true;
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (!strcmp(name, own[i]))
			return true;
	return !strncmp(name, "dovecot", 7);
}
