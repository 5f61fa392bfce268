#include "mail/role_names.h"

#include <stddef.h>

/* Each list goes: names of known programs and English, then German, French, Spanish, Italian,
 * Portuguese, Dutch, Polish, Swedish, Danish and Norwegian, Czech, Finnish, Japanese, Chinese. */
const struct rapport__role_names rapport__role_names[] = {
	{ RAPPORT__ROLE_TEXT, RAPPORT__ROLE_MAIL,
	  "hsemailtext textbody emailbody emailtext emailcontent emailmessage emailbodytext "
	  "emailplaintext mailbody mailtext bodyplain plainbody bodytext strippedtext "
	  "plaintextbody "
	  "textplain "
	  "emailinhalt emailtextinhalt mailinhalt emailnachricht textederemail corpsdelemail "
	  "corpsdumail corpsdemail contenudelemail texteemail cuerpodelcorreo "
	  "cuerpodelcorreoelectronico textodelcorreo corpodellemail corpoemail testoemail "
	  "corpodoemail textodoemail conteudodoemail emailtekst emailinhoud inhoudemail "
	  "trescemaila trescwiadomosciemail epostinnehall epostmeddelande emailindhold "
	  "epostinnhold "
	  "teloemailu textemailu sahkopostinteksti メール本文 邮件正文 邮件内容 郵件內文 "
	  "郵件內容" },
	{ RAPPORT__ROLE_TEXT, RAPPORT__ROLE_ANY, "text" },
	{ RAPPORT__ROLE_TEXT, RAPPORT__ROLE_BODY,
	  "body messagebody messagetext messagecontent bodycontent nachrichtentext "
	  "nachrichteninhalt "
	  "corps corpsdumessage textedumessage cuerpo cuerpodelmensaje textodelmensaje corpo "
	  "corpodelmessaggio testodelmessaggio testomessaggio corpodamensagem textodamensagem "
	  "conteudodamensagem berichttekst berichtinhoud hoofdtekst tresc trescwiadomosci brodtext "
	  "meddelandetext brodtekst meddelelsestekst meldingstekst telo telozpravy textzpravy "
	  "leipateksti viestinteksti 本文 正文 内文 內文 邮件" },
	{ RAPPORT__ROLE_TEXT, RAPPORT__ROLE_ANY,
	  "message content nachricht nachrichten inhalt texte message contenu texto mensaje "
	  "contenido testo messaggio contenuto mensagem conteudo tekst bericht inhoud wiadomosc "
	  "zawartosc meddelande innehall meddelelse besked melding indhold innhold zprava obsah "
	  "viesti teksti sisalto メッセージ 内容 テキスト 文本 消息 訊息 留言" },
	{ RAPPORT__ROLE_TEXT, RAPPORT__ROLE_COMMENT,
	  "comment comments commenttext commentbody verbatim verbatims feedback feedbacktext "
	  "customerfeedback customercomment customercomments reviewtext reviewbody reviewcontent "
	  "review npscomment npsfeedback npsreason scorereason reasonforscore opentext freetext "
	  "openended openendedresponse closedlostreason closedlostreasondetails lostreason "
	  "lossreason "
	  "reasonlost churnreason cancellationreason response answer remark remarks partbody "
	  "kommentar kommentare kommentartext bewertungstext bewertung rezension rezensionstext "
	  "freitext freitextantwort anmerkung anmerkungen bemerkung bemerkungen ruckmeldung "
	  "rueckmeldung begrundung begruendung antwort verlustgrund grund "
	  "commentaire commentaires avis texteavis retour retours reponse remarque remarques motif "
	  "comentario comentarios resena opinion opiniones respuesta observaciones motivo "
	  "commento commenti recensione testorecensione riscontro risposta osservazioni "
	  "avaliacao resposta observacoes opiniao opmerking opmerkingen reactie beoordeling "
	  "recensie toelichting antwoord reden komentarz komentarze opinia recenzja odpowiedz "
	  "uwagi "
	  "powod kommentarer omdome recension svar aterkoppling anmeldelse tilbagemelding "
	  "tilbakemelding bemaerkning arsak komentar komentare hodnoceni recenze odpoved poznamka "
	  "kommentti kommentit palaute arvostelu vastaus コメント 感想 ご意見 意見 レビュー "
	  "クチコミ 口コミ "
	  "回答 自由記述 评论 評論 反馈 意见 评价 評價 回复 回饋" },
	{ RAPPORT__ROLE_TEXT, RAPPORT__ROLE_ANY,
	  "description descriptiontext note notes notebody details detail question transcript post "
	  "caption chat utterance beschreibung notiz notizen description descripcion nota notas "
	  "descrizione note descricao omschrijving beschrijving notitie notities opis notatka "
	  "beskrivning anteckning anteckningar beskrivelse notat popis poznamky kuvaus "
	  "muistiinpano "
	  "説明 備考 メモ 描述 备注 備註 说明" },

	{ RAPPORT__ROLE_HTML, RAPPORT__ROLE_MAIL,
	  "hsemailhtml htmlbody bodyhtml emailhtml htmlemail mailhtml emailbodyhtml emailhtmlbody "
	  "texthtml strippedhtml messagehtml htmlmessage" },
	{ RAPPORT__ROLE_HTML, RAPPORT__ROLE_BODY, "html htmlcontent contenthtml htmltext" },
	{ RAPPORT__ROLE_HTML, RAPPORT__ROLE_ANY,
	  "commenthtml descriptionhtml notehtml htmlinhalt "
	  "contenuhtml contenidohtml contenutohtml" },

	{ RAPPORT__ROLE_SUBJECT, RAPPORT__ROLE_ANY,
	  "hsemailsubject subject emailsubject subjectline messagesubject mailsubject betreff "
	  "emailbetreff betreffzeile objet objetdelemail sujet asunto asuntodelcorreo oggetto "
	  "assunto "
	  "assuntodoemail onderwerp temat tematwiadomosci amne amnesrad emne emnelinje predmet "
	  "aihe "
	  "otsikko 件名 主题 主旨 主題 标题 標題 タイトル" },
	{ RAPPORT__ROLE_SUBJECT, RAPPORT__ROLE_ANY,
	  "title reviewtitle headline topic ticketsubject casesubject titel titre titulo titolo "
	  "tytul "
	  "rubrik tittel nazev nadpis summary" },

	{ RAPPORT__ROLE_DATE, RAPPORT__ROLE_ANY,
	  "hstimestamp messagedate emaildate emailsentdate emailsenddate activitydate sentdate "
	  "datesent senttime timesent sentat senton sentdatetime senddate sent receiveddate "
	  "datereceived receivedat receivedon receivedtime receiveddatetime received internaldate "
	  "gesendet gesendetam sendedatum erhalten erhaltenam empfangen empfangenam eingangsdatum "
	  "datedenvoi envoyele dateenvoi recule datedereception fechadeenvio enviado enviadoel "
	  "fechaderecepcion recibido datainvio datadinvio inviatoil inviato ricevuto dataenvio "
	  "datadeenvio enviadoem recebido verzonden verzondenop ontvangen datawyslania wyslano "
	  "otrzymano skickat skickades mottaget sendt sendtden modtaget mottatt odeslano prijato "
	  "lahetetty vastaanotettu 送信日時 受信日時 送信日 发送时间 發送時間 接收时间 发送日期" },
	{ RAPPORT__ROLE_DATE, RAPPORT__ROLE_ANY,
	  "date timestamp datetime dateandtime time createdat createdon created createddate "
	  "createdtime createdatetime createdatutc creationdate creationtime createdate createtime "
	  "datecreated dateadded postedat postedon posted postdate publishedat publishdate "
	  "publisheddate reviewdate commentdate feedbackdate submittedat submittedon submitted "
	  "submitdate submissiondate submissiontime submitdateutc completiontime completedat "
	  "recordeddate enddate responsedate respondedat answeredat closedate closedat "
	  "activitytime "
	  "datum datumuhrzeit datumundzeit uhrzeit zeitstempel zeit zeitpunkt erstelltam erstellt "
	  "erstellungsdatum abgegebenam aktivitatsdatum horodatage dateetheure datedecreation "
	  "creele "
	  "heure fecha fechayhora fechadecreacion fechahora creado marcatemporal data dataora "
	  "dataeora datadicreazione creatoil informazionicronologiche datahora datadecriacao "
	  "criadoem "
	  "carimbodedatahora tijdstempel tijd datumtijd aangemaaktop gemaaktop datautworzenia "
	  "utworzono sygnaturaczasowa datum tidsstampel tidpunkt skapad skapades dato tidsstempel "
	  "oprettet opprettet datumacas datumvytvoreni vytvoreno casoverazitko paivamaara paivays "
	  "aikaleima luotu 日付 日時 タイムスタンプ 作成日時 作成日 投稿日 日期 时间 時間 创建时间 "
	  "提交时间 时间戳记" },

	{ RAPPORT__ROLE_FROM, RAPPORT__ROLE_ANY,
	  "hsemailfromemail fromaddress fromemail fromemailaddress emailfromaddress emailfrom "
	  "emailfromemail senderemail senderemailaddress senderaddress emailsender frommail "
	  "sendermail "
	  "vonadresse absenderadresse absenderemail vonemail deadresse adresseexpediteur "
	  "emailexpediteur dedireccion correoremitente direccionremitente emailremitente "
	  "daindirizzo "
	  "indirizzomittente emailmittente deendereco enderecoremetente emailremetente vanadres "
	  "emailafzender adresafzender odadres adresnadawcy emailnadawcy franadress avsandaradress "
	  "fraadresse afsenderadresse avsenderadresse odadresa adresaodesilatele lahettajanosoite "
	  "差出人アドレス 差出人メールアドレス 送信元アドレス 发件人地址 寄件者地址 发件人邮箱" },
	{ RAPPORT__ROLE_FROM, RAPPORT__ROLE_ANY,
	  "from sender mailfrom von absender de expediteur da mittente remetente remitente van "
	  "afzender od nadawca fran avsandare fra afsender avsender odesilatel lahettaja 差出人 "
	  "送信者 "
	  "送信元 发件人 寄件者 寄件人 发送者" },
	{ RAPPORT__ROLE_FROM, RAPPORT__ROLE_ANY,
	  "email emailaddress mail mailaddress useremail customeremail contactemail authoremail "
	  "requesteremail revieweremail respondentemail emailadresse kundenemail adressemail "
	  "adresseemail correo correoelectronico direcciondecorreoelectronico indirizzoemail "
	  "enderecodeemail emailadres adresemail epost epostadress epostadresse emailadresa "
	  "sahkoposti メールアドレス 邮箱 电子邮件 電子郵件 电子邮箱" },

	{ RAPPORT__ROLE_FROM_NAME, RAPPORT__ROLE_ANY,
	  "fromname sendername emailfromname fromdisplayname vonname absendername denom "
	  "nomexpediteur "
	  "denombre nombreremitente danome nomemittente denome nomeremetente vannaam naamafzender "
	  "odnazwa nazwanadawcy franamn franavn franamn frannamn avsandarnamn afsendernavn "
	  "avsendernavn odjmeno 差出人名前 差出人名 发件人姓名 寄件者姓名" },
	{ RAPPORT__ROLE_FROM_NAME, RAPPORT__ROLE_ANY,
	  "author authorname customer customername reviewer reviewername consumer consumername "
	  "requester requestername respondent respondentname user username contact contactname "
	  "speaker "
	  "speakername displayname fullname name createdby postedby submittedby autor verfasser "
	  "kunde "
	  "kundenname kontakt benutzer auteur client nomduclient nom cliente nombre usuario "
	  "autore utente nome usuario klant klantnaam auteur naam klient imieinazwisko forfattare "
	  "kund "
	  "namn forfatter kundenavn navn zakaznik jmeno asiakas nimi 名前 氏名 お名前 投稿者 "
	  "顧客名 姓名 作者 客户 "
	  "用户名" },

	{ RAPPORT__ROLE_TO, RAPPORT__ROLE_ANY,
	  "hsemailtoemail toaddress toemail toemailaddress emailtoaddress emailto emailtoemail "
	  "recipientemail recipientaddress toaddresses toemails anadresse empfangeradresse "
	  "empfaengeradresse empfangeremail aadresse adressedestinataire emaildestinataire "
	  "paradireccion direcciondestinatario correodestinatario aindirizzo indirizzodestinatario "
	  "emaildestinatario paraendereco enderecodestinatario aanadres emailontvanger doadres "
	  "adresodbiorcy tilladress mottagaradress tiladresse modtageradresse mottakeradresse "
	  "komuadresa adresaprijemce 宛先アドレス 收件人地址 收件者地址" },
	{ RAPPORT__ROLE_TO, RAPPORT__ROLE_ANY,
	  "to recipient recipients torecipients sentto mailto receiver an empfanger empfaenger "
	  "destinataire destinataires para destinatario destinatarios aan ontvanger ontvangers do "
	  "odbiorca adresat till mottagare til modtager mottaker komu prijemce vastaanottaja 宛先 "
	  "受信者 "
	  "收件人 收件者 接收者" },
	{ RAPPORT__ROLE_TO, RAPPORT__ROLE_ANY,
	  "toname recipientname anname empfangername anom paranombre anome paranome aannaam "
	  "donazwa "
	  "tillnamn tilnavn komujmeno 宛先名前 收件人姓名" },

	{ RAPPORT__ROLE_CC, RAPPORT__ROLE_ANY,
	  "hsemailccemail ccaddress ccemail ccaddresses emailcc ccadresse ccdireccion ccindirizzo "
	  "ccendereco ccadres ccadress kopieadresse" },
	{ RAPPORT__ROLE_CC, RAPPORT__ROLE_ANY,
	  "cc ccrecipients carboncopy kopie copie copia kopia kopi kopiopi 抄送 副本" },

	{ RAPPORT__ROLE_MESSAGE_ID, RAPPORT__ROLE_ANY,
	  "messageid messageidentifier internetmessageid rfc822messageid hsemailmessageid "
	  "emailmessageid nachrichtenid mailid idmessage iddumessage iddelmensaje idmessaggio "
	  "idmensagem berichtid idwiadomosci meddelandeid 消息id" },
	{ RAPPORT__ROLE_MESSAGE_ID, RAPPORT__ROLE_ANY,
	  "id hsobjectid recordid activityid emailid commentid reviewid feedbackid responseid "
	  "submissionid answerid noteid eventid uuid guid key kommentarid aktivitatsid identifiant "
	  "identificador identificativo" },

	{ RAPPORT__ROLE_IN_REPLY_TO, RAPPORT__ROLE_ANY,
	  "inreplyto inreplytoid replytoid replytomessageid replytoemailmessageid parentmessageid "
	  "antwortauf enreponsea enrespuestaa inrispostaa emrespostaa" },

	{ RAPPORT__ROLE_CONVERSATION, RAPPORT__ROLE_ANY,
	  "hsemailthreadid threadidentifier threadid conversationid conversation thread "
	  "conversationindex xgmthrid konversationsid konversation unterhaltung idconversation fil "
	  "conversacion idconversacion conversazione conversa gesprek gesprekid konwersacja watek "
	  "konversation trad trad konversasjon samtale konverzace vlakno keskustelu スレッド 会話 "
	  "会话 對話" },
	{ RAPPORT__ROLE_CONVERSATION, RAPPORT__ROLE_ANY,
	  "ticketid ticket ticketnumber ticketno caseid case casenumber relatedtoid parentid "
	  "issueid "
	  "requestid vorgang vorgangsnummer fall fallnummer ticketnummer numeroticket "
	  "numerodeticket "
	  "dossier caso numerocaso numerodecaso zaak zaaknummer zgloszenie numerzgloszenia arende "
	  "arendenummer sag sagsnummer sak saksnummer pripad チケット 工单 工单编号" },
	{ RAPPORT__ROLE_CONVERSATION, RAPPORT__ROLE_ANY,
	  "dealid deal dealname associateddeal associateddealid associateddeals associateddealids "
	  "opportunityid opportunity opportunityname geschaft deals verkaufschance transaction "
	  "affaire "
	  "opportunite negocio oportunidad oportunidade opportunita trattativa kans "
	  "szansasprzedazy "
	  "affar mulighed salgsmulighet obchod 商談 案件 商机 交易" },
	{ RAPPORT__ROLE_CONVERSATION, RAPPORT__ROLE_ANY,
	  "group groupid companyid company companyname associatedcompany associatedcompanyid "
	  "associatedcompanies associatedcompanyids accountid account accountname organization "
	  "organisation organizationid clientid customerid contactid associatedcontactid "
	  "associatedcontactids gruppe unternehmen firma firmenname kundennummer kundenid groupe "
	  "entreprise societe compte grupo empresa cuenta gruppo azienda societa conta groep "
	  "bedrijf "
	  "grupa przedsiebiorstwo grupp foretag virksomhed bedrift skupina spolecnost yritys 会社 "
	  "会社名 "
	  "企業 公司 客户id 公司名称" },

	{ RAPPORT__ROLE_DIRECTION, RAPPORT__ROLE_ANY,
	  "hsemaildirection emaildirection direction messagedirection maildirection richtung "
	  "emailrichtung sens direccion direzione direcao richting kierunek riktning retning smer "
	  "suunta 方向 送受信" },
	{ RAPPORT__ROLE_WRITER, RAPPORT__ROLE_ANY,
	  "authortype authorrole sendertype senderrole speakertype speakeraffiliation affiliation "
	  "usertype userrole authoraffiliation fromtype messagetype type typ tipo" },
	{ RAPPORT__ROLE_INCOMING, RAPPORT__ROLE_ANY,
	  "incoming isincoming inbound isinbound fromcustomer iscustomer eingehend entrant "
	  "entrante "
	  "inkomend przychodzace inkommande indgaende innkommende" },
	{ RAPPORT__ROLE_OUTGOING, RAPPORT__ROLE_ANY,
	  "outgoing isoutgoing outbound isoutbound fromme isfromme sentbyme fromagent isagent "
	  "isstaff "
	  "ausgehend sortant saliente uscente uitgaand wychodzace utgaende udgaende" },

	{ RAPPORT__ROLE_STATUS, RAPPORT__ROLE_ANY,
	  "hsemailstatus emailstatus emailsendstatus sendstatus status messagestatus "
	  "deliverystatus "
	  "state statut estado stato stav" },
	{ RAPPORT__ROLES, RAPPORT__ROLE_ANY, NULL },
};

const char rapport__role_text_words[] =
	"comment feedback verbatim review freetext opentext openended kommentar bewertung "
	"rezension "
	"freitext anmerkung ruckmeldung rueckmeldung begrundung begruendung comentario resena "
	"opinion "
	"commento commenti recensione avaliacao opmerking toelichting komentarz recenzja omdome "
	"aterkoppling tilbagemelding tilbakemelding recenze palaute lostreason lossreason "
	"emailbody messagebody messagetext bodytext nachrichtentext コメント ご意見 レビュー 感想 "
	"自由記述 评论 反馈 意见 本文 正文";

const char rapport__role_no_text_ends[] =
	"id ids date time timestamp at on by count number no status state type category url link "
	"author name email rating score stars title subject language lang source owner version "
	"length flag group team nps csat sentiment tag tags topic topics private public datum typ "
	"anzahl titel note bewertung quelle nombre numero fecha data tipo titulo titre titolo etat "
	"estado antal dato 日時 日付 件数 评分 时间 日期 数 数量 番号";

const char rapport__role_outgoing_words[] =
	"outgoing outgoingemail outbound out sent agent admin administrator teammate operator bot "
	"internal company rep employee staff seller sales support outboundemail ausgehend gesendet "
	"postausgang mitarbeiter intern sortant envoye saliente enviado uscente inviato saida "
	"uitgaand "
	"verzonden wychodzaca wychodzace wychodzacy wyslane utgaende skickat udgaende sendt "
	"odchozi "
	"lahteva 送信 发出 已发送 发送";

const char rapport__role_incoming_words[] =
	"incoming incomingemail inbound in received customer user enduser contact lead visitor "
	"external "
	"client buyer requester prospect inboundemail eingehend empfangen posteingang kunde extern "
	"entrant recu entrante recibido ricevuto entrada recebido inkomend ontvangen przychodzaca "
	"przychodzace przychodzacy odebrane inkommande mottaget indgaende modtaget innkommende "
	"mottatt "
	"prichozi saapuva 受信 收到 接收 已接收";

const char rapport__role_yes_words[] =
	"true 1 yes y t x ja j wahr oui vrai o si verdadero vero sim "
	"verdadeiro waar tak prawda sant ano kylla はい 是";
const char rapport__role_no_words[] =
	"false 0 no n f nein falsch non faux falso nao onwaar nee nie "
	"falsz nej falskt nei ne ei いいえ 否";
