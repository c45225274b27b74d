import { wordsKeyFor } from './wordsFor.ts';

/** What verify.html says, in one language. `{…}` marks what is filled in. What is wrong in detail is told in English, as the program tells it. */
export interface VerifierWords {
  readonly title: string;
  readonly intro: string;
  readonly needsScript: string;
  readonly keys: string;
  readonly keysHint: string;
  readonly keysFile: string;
  readonly check: string;
  readonly folder: string;
  /** `{n}`: how many files. */
  readonly reading: string;
  readonly failed: string;
  /** `{n}` of `{total}` answers. */
  readonly summary: string;
  readonly verdicts: Readonly<Record<'approved' | 'expired' | 'differs' | 'unproven' | 'unsigned', string>>;
  /** `{name}`, `{date}`, `{until}`. */
  readonly approval: string;
  /** `{key}`: the fingerprint of a key. */
  readonly signedWith: string;
  readonly wordsFit: string;
  readonly noSignatures: string;
  readonly faults: string;
  readonly limits: string;
  readonly limitsText: string;
  readonly notCompared: string;
}

const words: Readonly<Record<string, VerifierWords>> = {
  en: {
    title: 'Check the reviews of this site',
    intro:
      'Your browser reads the files of this site and compares each answer with the record of its review, word for word. Nothing is sent to anybody.',
    needsScript: 'This page needs JavaScript. Without it, the two ways below remain.',
    keys: 'Keys of the reviewers',
    keysHint:
      'One on a line, as in “doe ssh-ed25519 AAAA…”. Take them from somewhere else than this site. Without them, no signature proves who made it.',
    keysFile: 'Or a file with the keys',
    check: 'Check this site',
    folder: 'Or check a saved copy: choose its folder',
    reading: 'Files read: {n}',
    failed: 'The site could not be read.',
    summary: 'Approved in exactly these words: {n} of {total}',
    verdicts: {
      approved: 'Approved',
      expired: 'Expired',
      differs: 'Differs',
      unproven: 'Unproven',
      unsigned: 'Not reviewed',
    },
    approval: 'By {name}, on {date}, until {until}.',
    signedWith: 'The signature fits the record and was made with the key {key}.',
    wordsFit: 'The words on the page are those of the record.',
    noSignatures: 'This browser cannot check Ed25519 signatures here. Only digests were compared.',
    faults: 'Found besides',
    limits: 'What this page cannot prove',
    limitsText:
      'It comes from the same host as the answers. A host that alters answers can alter this page as well. To be sure, check from elsewhere: with the program faqgen, or by hand with ssh-keygen.',
    notCompared:
      'Not compared: titles and introductions, urgent notes, disclaimer, contact, lists of questions, what a link leads to, and how the pages look.',
  },
  de: {
    title: 'Die Prüfungen dieser Website nachprüfen',
    intro:
      'Ihr Browser liest die Dateien dieser Website und vergleicht jede Antwort Wort für Wort mit dem Protokoll ihrer Prüfung. Es wird nichts gesendet.',
    needsScript: 'Diese Seite braucht JavaScript. Ohne JavaScript bleiben die beiden Wege weiter unten.',
    keys: 'Schlüssel der Prüfenden',
    keysHint:
      'Einer pro Zeile, wie in „doe ssh-ed25519 AAAA…“. Nehmen Sie sie nicht von dieser Website, sondern aus anderer Quelle. Ohne Schlüssel beweist keine Signatur, von wem sie stammt.',
    keysFile: 'Oder eine Datei mit den Schlüsseln',
    check: 'Diese Website nachprüfen',
    folder: 'Oder eine gespeicherte Kopie nachprüfen: Ordner wählen',
    reading: 'Gelesene Dateien: {n}',
    failed: 'Die Website ließ sich nicht lesen.',
    summary: 'In genau diesem Wortlaut freigegeben: {n} von {total}',
    verdicts: {
      approved: 'Freigegeben',
      expired: 'Abgelaufen',
      differs: 'Weicht ab',
      unproven: 'Nicht bewiesen',
      unsigned: 'Nicht geprüft',
    },
    approval: 'Von {name}, am {date}, bis {until}.',
    signedWith: 'Die Signatur passt zum Protokoll und stammt vom Schlüssel {key}.',
    wordsFit: 'Der Wortlaut der Seite ist der des Protokolls.',
    noSignatures: 'Dieser Browser kann hier keine Ed25519-Signaturen prüfen. Nur die Prüfsummen wurden verglichen.',
    faults: 'Außerdem gefunden',
    limits: 'Was diese Seite nicht beweisen kann',
    limitsText:
      'Sie kommt vom selben Server wie die Antworten. Wer dort Antworten ändert, kann auch diese Seite ändern. Sicherheit gibt nur eine Prüfung von anderer Stelle: mit dem Programm faqgen oder von Hand mit ssh-keygen.',
    notCompared:
      'Nicht verglichen werden: Titel und Einleitungen, Notfallhinweise, Haftungsausschluss, Kontakt, Listen der Fragen, das Ziel eines Links und das Aussehen der Seiten.',
  },
  fr: {
    title: 'Vérifier les relectures de ce site',
    intro:
      'Votre navigateur lit les fichiers de ce site et compare chaque réponse, mot à mot, au procès-verbal de sa relecture. Rien n’est envoyé à personne.',
    needsScript: 'Cette page a besoin de JavaScript. Sans lui, il reste les deux moyens ci-dessous.',
    keys: 'Clés des relecteurs',
    keysHint:
      'Une par ligne, comme «\u00a0doe ssh-ed25519 AAAA…\u00a0». Prenez-les ailleurs que sur ce site. Sans elles, aucune signature ne prouve de qui elle vient.',
    keysFile: 'Ou un fichier de clés',
    check: 'Vérifier ce site',
    folder: 'Ou vérifier une copie enregistrée\u00a0: choisir son dossier',
    reading: 'Fichiers lus\u00a0: {n}',
    failed: 'Le site n’a pas pu être lu.',
    summary: 'Approuvées exactement dans ces termes\u00a0: {n} sur {total}',
    verdicts: {
      approved: 'Approuvée',
      expired: 'Expirée',
      differs: 'Différente',
      unproven: 'Non prouvée',
      unsigned: 'Non relue',
    },
    approval: 'Par {name}, le {date}, jusqu’au {until}.',
    signedWith: 'La signature correspond au procès-verbal et a été faite avec la clé {key}.',
    wordsFit: 'Les mots de la page sont ceux du procès-verbal.',
    noSignatures:
      'Ce navigateur ne peut pas vérifier ici les signatures Ed25519. Seules les empreintes ont été comparées.',
    faults: 'Autres constats',
    limits: 'Ce que cette page ne peut pas prouver',
    limitsText:
      'Elle vient du même serveur que les réponses. Qui y modifie les réponses peut aussi modifier cette page. Pour être sûr, vérifiez depuis un autre endroit\u00a0: avec le programme faqgen, ou à la main avec ssh-keygen.',
    notCompared:
      'Ne sont pas comparés\u00a0: titres et introductions, consignes d’urgence, avertissement, contact, listes de questions, la destination des liens et l’apparence des pages.',
  },
  es: {
    title: 'Comprobar las revisiones de este sitio',
    intro:
      'Su navegador lee los archivos de este sitio y compara cada respuesta, palabra por palabra, con el registro de su revisión. No se envía nada a nadie.',
    needsScript: 'Esta página necesita JavaScript. Sin él quedan las dos formas que se indican abajo.',
    keys: 'Claves de los revisores',
    keysHint:
      'Una por línea, como en «doe ssh-ed25519 AAAA…». Consígalas en un lugar distinto de este sitio. Sin ellas, ninguna firma demuestra quién la hizo.',
    keysFile: 'O un archivo con las claves',
    check: 'Comprobar este sitio',
    folder: 'O comprobar una copia guardada: elija su carpeta',
    reading: 'Archivos leídos: {n}',
    failed: 'No se pudo leer el sitio.',
    summary: 'Aprobadas exactamente con estas palabras: {n} de {total}',
    verdicts: {
      approved: 'Aprobada',
      expired: 'Caducada',
      differs: 'Difiere',
      unproven: 'Sin demostrar',
      unsigned: 'Sin revisar',
    },
    approval: 'Por {name}, el {date}, hasta el {until}.',
    signedWith: 'La firma corresponde al registro y se hizo con la clave {key}.',
    wordsFit: 'Las palabras de la página son las del registro.',
    noSignatures: 'Este navegador no puede comprobar aquí firmas Ed25519. Solo se compararon los resúmenes.',
    faults: 'Además se encontró',
    limits: 'Lo que esta página no puede demostrar',
    limitsText:
      'Procede del mismo servidor que las respuestas. Quien cambia allí las respuestas también puede cambiar esta página. Para estar seguro, compruébelo desde otro lugar: con el programa faqgen, o a mano con ssh-keygen.',
    notCompared:
      'No se comparan: títulos e introducciones, avisos urgentes, descargo de responsabilidad, contacto, listas de preguntas, el destino de los enlaces ni el aspecto de las páginas.',
  },
  pt: {
    title: 'Verificar as revisões deste site',
    intro:
      'Seu navegador lê os arquivos deste site e compara cada resposta, palavra por palavra, com o documento da sua revisão. Nada é enviado a ninguém.',
    needsScript: 'Esta página precisa de JavaScript. Sem ele, restam as duas formas indicadas abaixo.',
    keys: 'Chaves dos revisores',
    keysHint:
      'Uma por linha, como em “doe ssh-ed25519 AAAA…”. Obtenha-as em outro lugar, não neste site. Sem elas, nenhuma assinatura prova quem a fez.',
    keysFile: 'Ou um arquivo com as chaves',
    check: 'Verificar este site',
    folder: 'Ou verificar uma cópia salva: escolha a pasta',
    reading: 'Arquivos lidos: {n}',
    failed: 'Não foi possível ler o site.',
    summary: 'Aprovadas exatamente nestas palavras: {n} de {total}',
    verdicts: {
      approved: 'Aprovada',
      expired: 'Expirada',
      differs: 'Difere',
      unproven: 'Não provada',
      unsigned: 'Não revisada',
    },
    approval: 'Por {name}, em {date}, até {until}.',
    signedWith: 'A assinatura corresponde ao documento e foi feita com a chave {key}.',
    wordsFit: 'As palavras da página são as do documento.',
    noSignatures: 'Este navegador não consegue verificar aqui assinaturas Ed25519. Só os resumos foram comparados.',
    faults: 'Também se encontrou',
    limits: 'O que esta página não pode provar',
    limitsText:
      'Vem do mesmo servidor que as respostas. Quem altera as respostas ali também pode alterar esta página. Para ter certeza, verifique a partir de outro lugar: com o programa faqgen ou à mão com ssh-keygen.',
    notCompared:
      'Não são comparados: títulos e introduções, avisos urgentes, isenção de responsabilidade, contato, listas de perguntas, o destino dos links e a aparência das páginas.',
  },
  it: {
    title: 'Controllare le revisioni di questo sito',
    intro:
      'Il browser legge i file di questo sito e confronta ogni risposta, parola per parola, con il verbale della sua revisione. Nulla viene inviato a nessuno.',
    needsScript: 'Questa pagina ha bisogno di JavaScript. Senza, restano i due modi indicati sotto.',
    keys: 'Chiavi dei revisori',
    keysHint:
      'Una per riga, come in «doe ssh-ed25519 AAAA…». Le prenda da un luogo diverso da questo sito. Senza chiavi nessuna firma dimostra di chi è.',
    keysFile: 'Oppure un file con le chiavi',
    check: 'Controlla questo sito',
    folder: 'Oppure controlla una copia salvata: scegliere la cartella',
    reading: 'File letti: {n}',
    failed: 'Non è stato possibile leggere il sito.',
    summary: 'Approvate esattamente in queste parole: {n} di {total}',
    verdicts: {
      approved: 'Approvata',
      expired: 'Scaduta',
      differs: 'Diversa',
      unproven: 'Non dimostrata',
      unsigned: 'Non revisionata',
    },
    approval: 'Da {name}, il {date}, fino al {until}.',
    signedWith: 'La firma corrisponde al verbale ed è stata fatta con la chiave {key}.',
    wordsFit: 'Le parole della pagina sono quelle del verbale.',
    noSignatures: 'Questo browser non può controllare qui le firme Ed25519. Sono state confrontate solo le impronte.',
    faults: 'Trovato inoltre',
    limits: 'Che cosa questa pagina non può dimostrare',
    limitsText:
      'Viene dallo stesso server delle risposte. Chi vi modifica le risposte può modificare anche questa pagina. Per essere certi occorre controllare da un altro luogo: con il programma faqgen, o a mano con ssh-keygen.',
    notCompared:
      'Non si confrontano: titoli e introduzioni, avvisi urgenti, esclusione di responsabilità, contatti, elenchi di domande, la destinazione dei link e l’aspetto delle pagine.',
  },
  nl: {
    title: 'De beoordelingen van deze site controleren',
    intro:
      'Uw browser leest de bestanden van deze site en vergelijkt elk antwoord woord voor woord met het verslag van de beoordeling. Er wordt niets verzonden.',
    needsScript: 'Deze pagina heeft JavaScript nodig. Zonder JavaScript blijven de twee manieren hieronder.',
    keys: 'Sleutels van de beoordelaars',
    keysHint:
      'Eén per regel, zoals “doe ssh-ed25519 AAAA…”. Haal ze ergens anders vandaan dan van deze site. Zonder sleutels bewijst geen handtekening van wie ze is.',
    keysFile: 'Of een bestand met de sleutels',
    check: 'Deze site controleren',
    folder: 'Of een opgeslagen kopie controleren: kies de map',
    reading: 'Gelezen bestanden: {n}',
    failed: 'De site kon niet worden gelezen.',
    summary: 'In precies deze woorden goedgekeurd: {n} van {total}',
    verdicts: {
      approved: 'Goedgekeurd',
      expired: 'Verlopen',
      differs: 'Wijkt af',
      unproven: 'Niet bewezen',
      unsigned: 'Niet beoordeeld',
    },
    approval: 'Door {name}, op {date}, tot en met {until}.',
    signedWith: 'De handtekening past bij het verslag en is gezet met de sleutel {key}.',
    wordsFit: 'De woorden op de pagina zijn die van het verslag.',
    noSignatures:
      'Deze browser kan hier geen Ed25519-handtekeningen controleren. Alleen de controlegetallen zijn vergeleken.',
    faults: 'Ook gevonden',
    limits: 'Wat deze pagina niet kan bewijzen',
    limitsText:
      'Ze komt van dezelfde server als de antwoorden. Wie daar antwoorden wijzigt, kan ook deze pagina wijzigen. Zekerheid geeft alleen een controle van elders: met het programma faqgen, of met de hand met ssh-keygen.',
    notCompared:
      'Niet vergeleken worden: titels en inleidingen, spoedmeldingen, disclaimer, contact, lijsten met vragen, waar een link heen leidt en hoe de pagina’s eruitzien.',
  },
  pl: {
    title: 'Sprawdź weryfikacje tej witryny',
    intro:
      'Przeglądarka czyta pliki tej witryny i porównuje każdą odpowiedź, słowo po słowie, z zapisem jej weryfikacji. Niczego nikomu nie wysyła.',
    needsScript: 'Ta strona wymaga JavaScriptu. Bez niego pozostają dwa sposoby podane niżej.',
    keys: 'Klucze weryfikujących',
    keysHint:
      'Po jednym w wierszu, jak „doe ssh-ed25519 AAAA…”. Proszę wziąć je skądinąd niż z tej witryny. Bez nich żaden podpis nie dowodzi, kto go złożył.',
    keysFile: 'Albo plik z kluczami',
    check: 'Sprawdź tę witrynę',
    folder: 'Albo sprawdź zapisaną kopię: wybierz jej folder',
    reading: 'Odczytane pliki: {n}',
    failed: 'Nie udało się odczytać witryny.',
    summary: 'Zatwierdzone dokładnie w tych słowach: {n} z {total}',
    verdicts: {
      approved: 'Zatwierdzona',
      expired: 'Wygasła',
      differs: 'Różni się',
      unproven: 'Nieudowodniona',
      unsigned: 'Niezweryfikowana',
    },
    approval: 'Zatwierdza: {name}, {date}, ważne do {until}.',
    signedWith: 'Podpis pasuje do zapisu i złożono go kluczem {key}.',
    wordsFit: 'Słowa na stronie są słowami zapisu.',
    noSignatures: 'Ta przeglądarka nie może tu sprawdzać podpisów Ed25519. Porównano tylko skróty.',
    faults: 'Znaleziono ponadto',
    limits: 'Czego ta strona nie może dowieść',
    limitsText:
      'Pochodzi z tego samego serwera co odpowiedzi. Kto zmienia na nim odpowiedzi, może zmienić i tę stronę. Pewność daje sprawdzenie z innego miejsca: programem faqgen albo ręcznie przez ssh-keygen.',
    notCompared:
      'Nie porównuje się: tytułów i wstępów, ostrzeżeń, zastrzeżenia prawnego, danych kontaktowych, list pytań, celu odsyłaczy ani wyglądu stron.',
  },
  ar: {
    title: 'التحقق من مراجعات هذا الموقع',
    intro: 'يقرأ متصفحك ملفات هذا الموقع ويقارن كل إجابة كلمةً كلمةً بسجل مراجعتها. لا يُرسَل أي شيء إلى أي جهة.',
    needsScript: 'تحتاج هذه الصفحة إلى JavaScript. من دونه تبقى الطريقتان المذكورتان أدناه.',
    keys: 'مفاتيح المراجعين',
    keysHint:
      'مفتاح واحد في كل سطر، مثل «\u2066doe ssh-ed25519 AAAA…\u2069». احصل عليها من مكان غير هذا الموقع. من دونها لا يثبت أي توقيع من صاحبه.',
    keysFile: 'أو ملف فيه المفاتيح',
    check: 'تحقّق من هذا الموقع',
    folder: 'أو تحقّق من نسخة محفوظة: اختر مجلدها',
    reading: 'الملفات المقروءة: {n}',
    failed: 'تعذّرت قراءة الموقع.',
    summary: 'معتمدة بهذه الكلمات نفسها: {n} من {total}',
    verdicts: {
      approved: 'معتمدة',
      expired: 'منتهية الصلاحية',
      differs: 'مختلفة',
      unproven: 'غير مثبتة',
      unsigned: 'غير مراجَعة',
    },
    approval: 'اعتمدها {name} في {date}، حتى {until}.',
    signedWith: 'التوقيع مطابق للسجل، وقد أُنشئ بالمفتاح {key}.',
    wordsFit: 'كلمات الصفحة هي كلمات السجل.',
    noSignatures: 'لا يستطيع هذا المتصفح التحقق من توقيعات Ed25519 هنا. قورنت البصمات الرقمية وحدها.',
    faults: 'وُجد أيضًا',
    limits: 'ما لا تستطيع هذه الصفحة إثباته',
    limitsText:
      'تأتي هذه الصفحة من الخادم نفسه الذي تأتي منه الإجابات. من يغيّر الإجابات هناك يستطيع تغيير هذه الصفحة أيضًا. للتأكد تحقّق من مكان آخر: ببرنامج faqgen، أو يدويًا بواسطة ssh-keygen.',
    notCompared:
      'لا تشمل المقارنة: العناوين والمقدمات، والتنبيهات العاجلة، وإخلاء المسؤولية، وبيانات الاتصال، وقوائم الأسئلة، وما تؤدي إليه الروابط، ومظهر الصفحات.',
  },
  ja: {
    title: 'このサイトの監修を確かめる',
    intro: 'ブラウザーがこのサイトのファイルを読み、各回答を監修の記録と一語ずつ照合します。どこにも何も送信しません。',
    needsScript: 'このページには JavaScript が必要です。使えない場合は、下の二つの方法があります。',
    keys: '監修者の鍵',
    keysHint:
      '「doe ssh-ed25519 AAAA…」のように、一行に一つ書きます。このサイト以外の場所から入手してください。鍵がなければ、署名が誰のものかは証明できません。',
    keysFile: 'または鍵のファイル',
    check: 'このサイトを確かめる',
    folder: 'または保存したコピーを確かめる：フォルダーを選ぶ',
    reading: '読み込んだファイル：{n}',
    failed: 'サイトを読み込めませんでした。',
    summary: 'このとおりの言葉で承認済み：{total} 件中 {n} 件',
    verdicts: {
      approved: '承認済み',
      expired: '期限切れ',
      differs: '相違あり',
      unproven: '証明なし',
      unsigned: '未監修',
    },
    approval: '承認者：{name}、{date}、有効期限 {until}。',
    signedWith: '署名は記録と一致し、鍵 {key} で作成されています。',
    wordsFit: 'ページの言葉は記録と同じです。',
    noSignatures: 'このブラウザーではここで Ed25519 の署名を確かめられません。ダイジェストのみを照合しました。',
    faults: 'ほかに見つかったこと',
    limits: 'このページが証明できないこと',
    limitsText:
      'このページは回答と同じサーバーから届きます。そこで回答を書き換えられる者は、このページも書き換えられます。確実を期すには、別の場所から確かめてください。プログラム faqgen を使うか、ssh-keygen を使って手作業で行えます。',
    notCompared: '照合しないもの：題名と前書き、緊急の案内、免責事項、連絡先、質問の一覧、リンクの先、ページの見た目。',
  },
  zh: {
    title: '核对本网站的审核',
    intro: '您的浏览器会读取本网站的文件，把每个回答与其审核记录逐字对照。不会向任何人发送任何内容。',
    needsScript: '本页需要 JavaScript。没有它时，可用下面两种方法。',
    keys: '审核人的密钥',
    keysHint: '每行一个，例如“doe ssh-ed25519 AAAA…”。请从本网站以外的地方取得。没有密钥，任何签名都不能证明出自何人。',
    keysFile: '或选择密钥文件',
    check: '核对本网站',
    folder: '或核对已保存的副本：选择其文件夹',
    reading: '已读取文件：{n}',
    failed: '无法读取该网站。',
    summary: '一字不差获得批准：{n} / {total}',
    verdicts: {
      approved: '已批准',
      expired: '已过期',
      differs: '不一致',
      unproven: '未经证明',
      unsigned: '未审核',
    },
    approval: '批准人：{name}，{date}，有效期至 {until}。',
    signedWith: '签名与记录相符，由密钥 {key} 签署。',
    wordsFit: '页面上的文字与记录一致。',
    noSignatures: '此浏览器在这里无法验证 Ed25519 签名，只对照了摘要。',
    faults: '此外还发现',
    limits: '本页不能证明什么',
    limitsText:
      '本页与回答来自同一台服务器。能在那里更改回答的人，也能更改本页。要确认无误，请从别处核对：使用 faqgen 程序，或用 ssh-keygen 手工核对。',
    notCompared: '不作对照的有：标题和引言、紧急提示、免责声明、联系方式、问题列表、链接所指的内容以及页面外观。',
  },
  'zh-Hant': {
    title: '核對本網站的審核',
    intro: '您的瀏覽器會讀取本網站的檔案，將每個回答與其審核紀錄逐字對照。不會向任何人傳送任何內容。',
    needsScript: '本頁需要 JavaScript。沒有它時，可用下面兩種方法。',
    keys: '審核者的金鑰',
    keysHint:
      '每行一個，例如「doe ssh-ed25519 AAAA…」。請從本網站以外的地方取得。沒有金鑰，任何簽章都不能證明出自何人。',
    keysFile: '或選擇金鑰檔案',
    check: '核對本網站',
    folder: '或核對已儲存的副本：選擇其資料夾',
    reading: '已讀取檔案：{n}',
    failed: '無法讀取該網站。',
    summary: '一字不差獲得核可：{n} / {total}',
    verdicts: {
      approved: '已核可',
      expired: '已過期',
      differs: '不一致',
      unproven: '未經證明',
      unsigned: '未審核',
    },
    approval: '核可者：{name}，{date}，有效期至 {until}。',
    signedWith: '簽章與紀錄相符，由金鑰 {key} 簽署。',
    wordsFit: '頁面上的文字與紀錄一致。',
    noSignatures: '此瀏覽器在這裡無法驗證 Ed25519 簽章，只對照了摘要。',
    faults: '此外還發現',
    limits: '本頁不能證明什麼',
    limitsText:
      '本頁與回答來自同一台伺服器。能在那裡更改回答的人，也能更改本頁。要確認無誤，請從別處核對：使用 faqgen 程式，或用 ssh-keygen 手動核對。',
    notCompared: '不作對照的有：標題和引言、緊急提示、免責聲明、聯絡方式、問題清單、連結所指的內容以及頁面外觀。',
  },
};

/** Those of the language of a FAQ, with its tag; English ones where the program has none in it. */
export function verifierWordsFor(language: string): { readonly language: string; readonly words: VerifierWords } {
  const key = wordsKeyFor(language);
  const found = key === null ? undefined : words[key];
  return found ? { language, words: found } : { language: 'en', words: words['en'] as VerifierWords };
}
