/* Sorted by strcmp; tests/unit/test_public_domain.c checks that. */
#include "mail/public_domain.h"

#include <string.h>

enum {
	COUNTRY_BYTES = 6, /* "com.br", "co.uk" */
};

/* clang-format off */

const char *const rapport__public_domains[] = {
	"012.net.il", "013net.net", "126.com", "139.com", "163.com", "188.com", "189.cn",
	"1und1.de", "21cn.com", "263.net", "a1.net", "abv.bg", "aim.com", "alice-dsl.net",
	"alice.it", "aliceadsl.fr", "aliyun.com", "amis.net", "aol.", "aon.at", "apollo.lv",
	"arcor.de", "arnet.com.ar", "aruba.it", "asahi-net.or.jp", "atlas.cz", "att.net",
	"au.com", "autograf.pl", "autorambler.ru", "azet.sk", "bahnhof.se", "bbox.fr", "bell.net",
	"bellsouth.net", "bezeqint.net", "biglobe.ne.jp", "bigmir.net", "bigpond.com",
	"bigpond.net.au", "bk.ru", "blu.it", "bluewin.ch", "blueyonder.co.uk", "bol.com.br",
	"bredband.net", "broadpark.no", "btinternet.com", "btopenworld.com", "buziaczek.pl",
	"c2i.net", "caiway.nl", "casema.nl", "cegetel.net", "centrum.cz", "centrum.sk",
	"centurylink.net", "charter.net", "chello.at", "chello.nl", "citromail.hu",
	"ciudad.com.ar", "clicknet.ro", "clix.pt", "club-internet.fr", "cogeco.ca", "comcast.net",
	"comhem.se", "cox.net", "daum.net", "delfi.lt", "dion.ne.jp", "dir.bg", "disroot.org",
	"docomo.ne.jp", "dodo.com.au", "dreamwiz.com", "duck.com", "earthlink.net", "eircom.net",
	"elisanet.fi", "email.com", "email.cz", "email.de", "email.it", "email.ua",
	"embarqmail.com", "empas.com", "eunet.rs", "euskaltel.net", "ewe.net", "ewetel.net",
	"excite.co.jp", "excite.com", "eyou.com", "ezweb.ne.jp", "fastmail.com", "fastmail.fm",
	"fastwebnet.it", "fibertel.com.ar", "forthnet.gr", "foxmail.com", "free.fr",
	"freemail.hu", "freenet.de", "freeserve.co.uk", "frisurf.no", "frontier.com",
	"frontiernet.net", "gazeta.pl", "gbg.bg", "getmail.no", "globo.com", "globomail.com",
	"glocalnet.net", "gmail.com", "gmx.", "go2.pl", "goo.jp", "googlemail.com", "hanmail.net",
	"hetnet.nl", "hey.com", "hinet.net", "hispeed.ch", "hol.gr", "home.nl", "home.ro",
	"hot.ee", "hotmail.", "hushmail.com", "i.softbank.jp", "i.ua", "icloud.com", "ig.com.br",
	"iinet.net.au", "in.gr", "inbox.com", "inbox.lt", "inbox.lv", "inbox.ru", "indamail.hu",
	"indiatimes.com", "inet.hr", "infinitummail.com", "infoseek.jp", "inode.at", "interia.eu",
	"interia.pl", "internet.ru", "internode.on.net", "inwind.it", "iol.it", "iol.pt",
	"jazztel.es", "jubii.dk", "juno.com", "kabelmail.de", "kakao.com", "kolumbus.fi",
	"korea.com", "kpnmail.nl", "kpnplanet.nl", "laposte.net", "lenta.ru", "libero.it",
	"list.ru", "live.", "luukku.com", "lycos.co.kr", "lycos.com", "lyse.net", "mac.com",
	"magenta.de", "mail.bg", "mail.com", "mail.de", "mail.dk", "mail.ee", "mail.ru",
	"mail.telepac.pt", "mail.ua", "mailbox.org", "maktoob.com", "me.com", "meo.pt", "meta.ua",
	"mindspring.com", "movistar.es", "mozmail.com", "msn.com", "mweb.co.za", "mynet.com",
	"myrambler.ru", "myyahoo.com", "nate.com", "naver.com", "net.hr", "netcabo.pt",
	"netcologne.de", "netti.fi", "netvigator.com", "netvision.net.il", "netzero.net",
	"neuf.fr", "nifty.com", "noos.fr", "ntlworld.com", "numericable.fr", "o2.co.uk", "o2.pl",
	"ocn.ne.jp", "ofir.dk", "oi.com.br", "one.lt", "one.lv", "onet.eu", "onet.pl",
	"online.de", "online.ee", "online.no", "onlinehome.de", "ono.com", "op.pl", "optinet.hr",
	"optonline.net", "optusnet.com.au", "orange.es", "orange.fr", "otenet.gr", "outlook.",
	"pacbell.net", "pacific.net.sg", "pandora.be", "passagen.se", "passport.com",
	"pchome.com.tw", "pec.it", "plala.or.jp", "planet.nl", "plus.net", "plusnet.com", "pm.me",
	"pobox.sk", "poczta.fm", "poczta.onet.pl", "poczta.pl", "post.cz", "post.sk", "posteo.de",
	"posteo.eu", "posteo.net", "pp.inet.fi", "privaterelay.appleid.com", "prodigy.net.mx",
	"proton.me", "protonmail.ch", "protonmail.com", "proximus.be", "q.com", "qq.com",
	"quick.cz", "quicknet.nl", "r7.com", "rambler.ru", "rdslink.ro", "rediffmail.com",
	"riseup.net", "ro.ru", "roadrunner.com", "rocketmail.com", "rogers.com", "rr.com",
	"sapo.pt", "saunalahti.fi", "sbb.rs", "sbcglobal.net", "scarlet.be", "seed.net.tw",
	"seznam.cz", "sfr.fr", "shaw.ca", "sify.com", "sina.cn", "sina.com", "singnet.com.sg",
	"siol.net", "sky.com", "skynet.be", "slingshot.co.nz", "so-net.ne.jp", "softbank.ne.jp",
	"sohu.com", "solcon.nl", "spectrum.net", "speedy.com.ar", "spray.se", "starhub.net.sg",
	"stofanet.dk", "suddenlink.net", "sunrise.ch", "suomi24.fi", "superonline.com",
	"swipnet.se", "swissonline.ch", "sympatico.ca", "t-2.net", "t-com.hr", "t-online.de",
	"t-online.hu", "takas.lt", "talktalk.net", "tdc.dk", "tdcadsl.dk", "tele2.nl", "tele2.se",
	"telefonica.net", "telenet.be", "telia.com", "telkomsa.net", "telus.net", "terra.com.br",
	"terra.es", "tesco.net", "tim.it", "tin.it", "tiscali.co.uk", "tiscali.cz", "tiscali.it",
	"tlen.pl", "tom.com", "tpg.com.au", "ttmail.com", "turk.net", "tut.by", "tuta.com",
	"tuta.io", "tutanota.com", "tutanota.de", "ukr.net", "unitybox.de", "uol.com.br",
	"upcmail.hu", "upcmail.nl", "usa.com", "utanet.at", "verizon.net", "versanet.de",
	"videotron.ca", "vip.163.com", "vip.qq.com", "vip.sina.com", "vipmail.hu", "virgilio.it",
	"virgin.net", "virginmedia.com", "vodafone.de", "vodafone.it", "vodamail.co.za",
	"voila.fr", "volja.net", "volny.cz", "voo.be", "vp.pl", "vtr.net", "walla.co.il",
	"walla.com", "wanadoo.fr", "web.de", "webmail.co.za", "webspeed.dk", "welho.com",
	"westnet.com.au", "windowslive.com", "windstream.net", "wo.cn", "wp.pl", "xfinity.com",
	"xs4all.nl", "xtra.co.nz", "ya.com", "ya.ru", "yahoo.", "yandex.", "yeah.net",
	"ymail.com", "youmail.dk", "zahav.net.il", "ziggo.nl", "zipmail.com.br", "zoho.com",
	"zohomail.com", "zonnet.nl", "zoznam.sk",
};

/* clang-format on */

const size_t rapport__public_domain_count = sizeof rapport__public_domains /
					    sizeof *rapport__public_domains;

static bool listed(const char *name, size_t size)
{
	size_t low = 0, high = rapport__public_domain_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *other = rapport__public_domains[middle];
		int order = strncmp(other, name, size);

		if (!order && !other[size])
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

bool rapport__public_domain(const char *domain, size_t size)
{
	const char *dot = memchr(domain, '.', size);
	size_t name = dot ? (size_t)(dot - domain) + 1 : size;

	if (listed(domain, size))
		return true;
	return dot && size - name <= COUNTRY_BYTES && listed(domain, name);
}
