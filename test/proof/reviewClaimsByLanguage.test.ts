import { describe, expect, test } from 'vitest';
import { claimSearch, mayClaim } from '../../src/proof/reviewClaims.ts';
import { dateView } from '../../src/words/language.ts';
import { languagesWithWords, wordsFor } from '../../src/words/wordsFor.ts';
import { expectLinear } from '../growth.ts';

/** Reviewers whom a claim may name. */
const search = claimSearch(['Anna Kowalska', 'Maria Rossi', '王芳', '田中 花子', 'ジェーン・ドウ']);

describe.each([
  [
    'pt',
    [
      'Revisado clinicamente',
      'Revisado por médicos',
      'Revista por Ana Sousa',
      'Medicamente revisado',
      'Revisão médica: Dra. Ana Sousa',
      'Revisado pela Dra. Ana Sousa',
      'Revisado pela nossa equipa de médicos',
      'Responsável pela revisão: Ana Sousa',
      'Aprovado por Dr. João Silva',
      'Última revisão: 3 de maio de 2026',
      'Revisado em 3 de maio de 2026',
      'Esta resposta foi revista por um médico.',
      'Todas as nossas respostas são cuidadosamente verificadas por farmacêuticos.',
      'Todos os textos foram revisados por especialistas.',
      '✓ Revisado',
      'Aprovado por Maria Rossi',
      'Verificação: Maria Rossi',
      'Maria Rossi aprovou esta resposta.',
      'Maria Rossi reviu este texto em maio',
    ],
    [
      'Esta resposta aguarda revisão.',
      'Esta resposta ainda não foi revista por um médico.',
      'O medicamento foi aprovado pela EMA.',
      'Aprovado pela Anvisa',
      'Revisado pela Anvisa em 2019, o medicamento está no mercado.',
      'Peça ao seu médico que verifique a dose.',
      'Um estudo revisado por pares',
      'Revista Portuguesa de Cardiologia',
      'O pedido é verificado por duas pessoas.',
      'Maria Rossi, nutricionista certificada',
      'Respostas revisadas',
    ],
  ],
  [
    'it',
    [
      'Rivisto clinicamente',
      'Revisionato da medici',
      'Rivisto dal dottor Bianchi',
      'Revisione medica: Dott.ssa Anna Bianchi',
      'Revisione a cura di Maria Rossi',
      'Responsabile della revisione: Anna Bianchi',
      'Ultima revisione: 3 maggio 2026',
      'Clinicamente revisionato',
      'Approvato da Dott. Bianchi',
      'Questa risposta è stata verificata da un medico.',
      'Tutte le nostre risposte sono controllate da farmacisti.',
      'Quest’articolo è stato rivisto da uno specialista.',
      '✓ Revisionato',
      'Approvato da Maria Rossi',
      'Verifica: Maria Rossi',
      'Maria Rossi ha controllato questa risposta.',
    ],
    [
      'Questa risposta è in attesa di revisione.',
      'Questa risposta non è stata verificata da un medico.',
      'Il farmaco è stato approvato dall’EMA.',
      'Approvato dall’AIFA',
      'Rivista dall’EMA nel 2019, la sostanza è in commercio.',
      'Faccia controllare la pressione da un medico.',
      'Rivista italiana di cardiologia',
      'La domanda viene verificata da due persone.',
      'Maria Rossi, dietista certificata',
      'Risposte revisionate',
    ],
  ],
  [
    'nl',
    [
      'Beoordeeld door artsen',
      'Medisch beoordeeld',
      'Nagekeken door dr. Jansen',
      'Medische controle: dr. Jansen',
      'Laatst beoordeeld: 3 mei 2026',
      'Laatst gecontroleerd op 3 mei 2026',
      'Goedgekeurd door dr. Jansen',
      'Dit antwoord is gecontroleerd door een arts.',
      'Dit antwoord is door een huisarts nagekeken.',
      'Al onze teksten worden beoordeeld door specialisten.',
      '✓ Beoordeeld',
      'Goedgekeurd door Maria Rossi',
      'Controle: Maria Rossi',
      'Maria Rossi heeft dit antwoord gecontroleerd.',
      'Door Maria Rossi op 3 mei beoordeeld.',
    ],
    [
      'Dit antwoord is nog niet beoordeeld.',
      'Dit antwoord is niet door een arts gecontroleerd.',
      'Het middel is goedgekeurd door het EMA.',
      'Beoordeeld door het EMA in 2019, is het middel op de markt.',
      'Laat uw bloeddruk controleren door een arts.',
      'De aanvraag wordt door twee mensen beoordeeld.',
      'Maria Rossi, gecertificeerd diëtist',
      'Beoordeelde antwoorden',
      'De controle is na een week.',
    ],
  ],
  [
    'pl',
    [
      'Zweryfikowane medycznie',
      'Zweryfikowane przez lekarzy',
      'Zweryfikowane przez: Jan Nowak',
      'Merytorycznie zweryfikowano',
      'Weryfikacja merytoryczna: dr Jan Nowak',
      'Konsultacja medyczna: lek. Jan Nowak',
      'Recenzent: Jan Nowak',
      'Sprawdziła: Ewa Nowak',
      'Ostatnia weryfikacja: 3 maja 2026',
      'Sprawdzone przez dr Nowak',
      'Ta odpowiedź została sprawdzona przez lekarza.',
      'Wszystkie nasze teksty są sprawdzane przez farmaceutów.',
      '✓ Zweryfikowano',
      'Zatwierdzone przez: Anna Kowalska',
      'Weryfikacja: Anna Kowalska',
      'Tę odpowiedź sprawdziła Anna Kowalska.',
      'Anna Kowalska zatwierdziła tę odpowiedź.',
    ],
    [
      'Ta odpowiedź czeka na weryfikację.',
      'Ta odpowiedź nie została sprawdzona przez lekarza.',
      'Lek został zatwierdzony przez EMA.',
      'Poproś lekarza, aby sprawdził dawkę.',
      'Wniosek jest sprawdzany przez dwie osoby.',
      'Sprawdzone przez farmaceutę przed wydaniem',
      'Anna Kowalska, dyplomowana dietetyczka',
      'Zweryfikowane odpowiedzi',
      'Kontrola jest po tygodniu.',
    ],
  ],
  [
    'zh',
    [
      '内容由医生审核',
      '本文的内容由医生审核',
      '医生已审核本回答',
      '审校：李四',
      '由张三审核。',
      '已由医学专家审阅',
      '经专科医生审核',
      '医学审核：李明',
      '審核人：李明',
      '审核人：李明（主任医师）',
      '最后审核日期：2026年5月3日',
      '本回答由医生审核。',
      '本页所有内容均经专家确认。',
      '所有回答都已经由药师核实。',
      '先喝水。本回答已由医生审核！请放心。',
      '这个回答已经过医生的检查',
      '✓ 已审核',
      '由王芳审核',
      '审核：王芳',
      '审核人王芳',
      '审核人是王芳',
      '王芳医生已审核本回答。',
      '王医生审核了这个回答。',
      '王芳（营养师）审核',
      '经王芳批准。',
      '王芳 ✓',
      '審 核 人 ：王 芳',
      '本回答由 Anna Kowalska 审核',
      '由Anna Kowalska审核',
    ],
    [
      '报告由医生审核，三天后可以领取。',
      '处方由药师审核。',
      '本次检查由主任医师审核。',
      '本文介绍的疫苗由药监局批准。',
      '以上信息中的药品均经国家批准。',
      '所有内容物均由护士检查。',
      '我们的信息系统经国家认证。',
      '本回答尚未审核。',
      '本回答在上次审核之后有改动。',
      '本回答的上次审核已于2026年11月10日到期。',
      '本回答在审核之前不会发布。',
      '本回答未经医生审核。',
      '该药已获药监局批准。',
      '请让医生检查您的用药。',
      '请由医生确认剂量。',
      '申请由两人审核。',
      '审核：需要五个工作日。',
      '谁来审核这些回答？',
      '王芳，注册营养师',
      '王芳负责接听电话。',
      '王芳医生检查您的血压。',
      '审核人',
      '已审核的回答',
      '审核记录',
      '确认您的预约',
      '疫苗由国家药监局批准。',
    ],
  ],
  [
    'ja',
    [
      'この記事の内容は医師が確認しました。',
      '医師監修',
      '専門医が監修した記事',
      '当院の薬剤師による監修',
      '監修：山田太郎（医師）',
      '監修者：山田太郎',
      '監修 山田太郎',
      '監修日：2026年5月3日',
      '最終レビュー：2026年5月3日',
      'この回答は医師が監修しています。',
      'このページの内容は薬剤師によって確認されました。',
      'すべての回答は医師がチェックしています。',
      '✓ 監修済み',
      '監修：田中花子',
      '監修は田中 花子',
      '田中花子監修',
      '田中医師が監修しました。',
      '田中 花子（管理栄養士）がこの回答を確認しました。',
      '田中花子による承認済み',
      'ジェーン・ドウが監修',
      'ジェーン・ドウ ✓',
    ],
    [
      'この記事で紹介する薬は厚生労働省によって承認されています。',
      'このページに載っている検査は専門医により確認されています。',
      'この情報システムは国によって認証されました。',
      'この回答はまだ監修を受けていません。',
      'この回答は、前回の監修の後に変更されています。',
      'この回答の前回の監修は、2026年11月10日に有効期限が切れました。',
      'この回答は、監修を受けるまで公開されません。',
      'この回答は医師の監修を受けていません。',
      'この薬は厚生労働省が承認しています。',
      '医師に用量を確認してください。',
      '申請は二人が審査します。',
      '田中花子、登録栄養士',
      '田中花子が電話に出ます。',
      '田中医師が血圧を確認します。',
      '監修者',
      '監修済みの回答',
      '監修の記録',
      '予約の確認',
      'この本は医師が監修しました。',
    ],
  ],
] as const)('in %s', (_, claims, others) => {
  test.each(claims)('a claim of a review: %s', (text) => {
    expect(mayClaim(text)).toBe(true);
    expect(search.claimIn(text)).not.toBeNull();
  });

  test.each(others)('no claim of a review: %s', (text) => {
    expect(search.claimIn(text)).toBeNull();
  });
});

describe.each(languagesWithWords)('what the program says in %s', (language) => {
  const words = wordsFor(language);
  const day = (iso: string) => dateView(iso, language).text;
  const said = words?.reviewedBy
    .replace('{reviewer}', 'X Y (Z)')
    .replace('{date}', day('2026-11-20'))
    .replace('{next}', day('2027-11-20'));

  test('under a signed answer is a claim, wherever it stands', () => {
    for (const text of [said ?? '', `95 mg. ${said}`]) {
      expect(search.ownSentenceIn(text), text).not.toBeNull();
      expect(search.plainClaimIn(text), text).not.toBeNull();
    }
  });

  test('of an answer that nobody signed, and beside it, is none', () => {
    if (!words) throw new Error(`${language} has no words`);
    const { reviewedBy, callouts, unpublished, origin, ...others } = words;
    const labels = Object.values(origin).flatMap((label) => [label, `${label} ${origin.unreviewed}`]);
    for (const word of [
      ...Object.values(others),
      ...Object.values(callouts),
      ...Object.values(unpublished),
      ...labels,
    ]) {
      const text = word.replaceAll(/\{(\w+)\}/g, (_, name) => (name === 'date' ? day('2027-11-10') : '3'));
      expect(search.claimIn(text), text).toBeNull();
    }
  });
});

test.each(['由', '审核', '本回答', '本回答由', '王芳', '医師が', 'この回答は', '監修', '经 ', 'przez ', '本 '])(
  'a claim is found in a long text of %j in a time that grows as it does',
  (text) => expectLinear((count) => search.claimIn(text.repeat(count)), 100_000),
);
