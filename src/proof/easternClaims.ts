import { whenAsked } from './whenAsked.ts';

/**
 * Claims of reviews in Chinese and Japanese, which put no spaces between words: what is said there stands in another
 * order than in other languages, and is found by the words around it. All texts are plain forms, in which Japanese has
 * lost its voicing marks: `か` stands for `が`, too.
 */

/** In a class of a regular expression: letters of Chinese and Japanese. */
const letter = '\\u3005-\\u3007\\u3041-\\u30fa\\u30fc-\\u9fff';
const lead = `^[^${letter}a-z0-9]{0,4}`;

/** Read by somebody who knows: nothing but a text is meant. */
const reviewed = '[审審][核阅閱定校稿]|校[对對阅閱閲]|[复複]核|监修|監修|査読|レヒュー';
/** Found right: said of many things besides texts. */
const approved =
  '批准|核[实實对對准查]|认[可证]|認[可證証定]|验证|驗證|确认|確認|[检檢][查验驗]|背[书書]|把[关關]|审查|審查|審査|承認|検証|保証|点検|チェック';
const done = `(?:${reviewed}|${approved})`;

const expert =
  '[医醫][生师師]|[医醫]学[专專]家|[专專]家|大夫|教授|博士|[药藥]師|[药藥]师|[护護]士|[护護]理師|[营營][养養][师師]|主任|[编編][辑輯]部|[专專][业業]人[员員士]|[团團][队隊]|医師|専門[家医]|薬剤師|看護師|栄養士|弁護士|律师|律師|編集部|委[员員]会|委員會';
const titles =
  '(?:[医醫][生师師]|大夫|教授|博士|主任|[药藥][师師]|[护護]士|護理師|先生|女士|老[师師]|氏|さん|医師|薬剤師|看護師)';
/** Behind the name of a family. */
export const titlesBehind = titles;

/** Nouns of texts: not the contents of a bag, nor a system of information. */
const text =
  '(?:回答|答案|答[复覆]|[内內]容(?!物)|[页頁]面?|文[章字]?|文本|信息(?!系|技|中)|[资資][讯訊](?!系|科|中)|指南|ヘーシ|記事|文章|情報(?!シス|処)|本文)';

/** What such a text calls itself. */
const thisText =
  '(?:[本此这這]|我们的|我們的|所有|全部|每[个個条條]|以上|上述|この|当|これらの|すへての|全ての|各)(?:[个個条條则則篇些]|サイトの|ヘーシの)?(?:所有)?(?:问题的|問題的)?' +
  text;

/** Behind a text as long as it is still meant: what a text tells of (`本文介绍的疫苗`, `この記事で紹介する薬`) is something else. */
const stillText = `(?:[^。;]{0,12}?${text})?[^。;的てるの]{0,12}?`;

/** Between a text and what was done to it. */
const adverbs = '(?:已[经經]?|均|都|全部|[经經]?常|亲自|親自|也|最近|,|、| ){0,4}';
const by = '(?:[经經]由?|[经經][过過]|由|通[过過])';
const byJapanese = '(?:か|により|によって|による|によりまして|の)';

/** Where it says that there was none, or that there is to be one. */
const notYet =
  /[未没沒不待请請让讓将將会會需须須应應若]|如果|之前|是否|ません|ておらす|ていない|れない|予定|まて|る前|くたさい|ましょう|たら/;

/** Behind what was done: the end, a day, or what the text is. */
const end = `(?:[了过過]|通[过過]|完[毕畢]|済み?|しました|しています|しております?|している|した|されました|されています|されている|された|を受けました|を受けています|を得ています|のもと.{0,12}){0,2}(?:的|て)?(?:[^${letter}a-z]*$|[^${letter}a-z]{0,3}[0-9]|[,;、]|.{0,4}${thisText}|(?:回答|[内內]容|文章|記事|情報|ヘーシ))`;

const claims = whenAsked(() =>
  [
    // `本回答由医生审核`, `所有内容均经专家确认`
    `${lead}${thisText}${stillText}${adverbs}${by}[^。;,、]{1,30}?${done}`,
    // `由张三审核`, `经医学专家审阅`
    `${lead}${adverbs}${by}[^。;,、]{1,20}?(?:${reviewed})${end}`,
    // `この回答は医師が監修しています`, `このページは薬剤師によって確認されました`
    `${lead}${thisText}${stillText}[はもか、,][^。;]{1,30}?${byJapanese}[^。;,、]{0,12}?${done}${end}`,
    // `医師監修`, `専門医が監修した記事`, `经医学审核`, `专家审阅`
    // Who reviews reports or prescriptions says so behind these: `报告由医生审核`.
    `${lead}(?:[^。;,、はも的请請由经經]{0,8}?${text})?${adverbs}(?:${by})?[^。;,、はも的请請由经經]{0,15}?(?:${expert}|[医醫][学學]|[临臨]床|[专專][业業])(?:[团團][队隊])?${byJapanese}?(?:${reviewed})${end}`,
    // `审核人：张三`, `医学审核：张三`, `監修：山田太郎`, `監修 山田太郎`
    `${lead}(?:[内內]容|[医醫][学學]|[专專][业業]|[临臨]床)?(?:${reviewed})(?:人[员員]?|者|[专專]家|[医醫][生师師]|医|協力) ?[:/–—-] ?[${letter}a-z].{1,80}$`,
    `${lead}(?:[医醫][学學]|[专專][业業]|[临臨]床)(?:${reviewed}) ?[:/–—-] ?[${letter}a-z].{1,80}$`,
    `${lead}(?:医療|医学|記事)?監修 ?[:/–— -] ?[${letter}a-z].{1,80}$`,
    // `审校：李四`
    `${lead}(?:[审審][稿校定]|校[对對]) ?[:/–—] ?[${letter}a-z].{1,40}$`,
    // `医生已审核本回答`
    `${lead}[^。;,、的]{0,10}?(?:${expert})(?:已[经經]?|均|都|[亲親]自){1,3}${done}[了过過]?${thisText}`,
    // `最后审核：2026年`, `監修日：2026年`
    `${lead}(?:最[后後终終近](?:一次)?|上次|前回の?|[医醫][学學]|[内內]容){0,2}(?:${reviewed})(?:日期|[时時][间間]|日時?|于|於)?[^${letter}a-z]{0,4}[0-9]{4}`,
    `[✓✔☑✅][^${letter}a-z]{0,3}(?:已[经經]?)?[^。;,、]{0,8}?${done}`,
  ].map((source) => new RegExp(source)),
);

const anyWord = new RegExp(done);

/** Whether a sentence claims a review, whoever did it. */
export function isEasternClaim(sentence: string): boolean {
  const texts = new Set([sentence, joined(sentence)].filter((text) => anyWord.test(text)));
  return [...texts].some((text) =>
    claims().some((claim) => {
      const found = claim.exec(text);
      return found !== null && !notYet.test(text.slice(found.index, found.index + found[0].length + 8));
    }),
  );
}

const role = '(?:\\([^)]{0,60}\\))?';
const label = whenAsked(
  () =>
    new RegExp(
      `(?:${done}(?:(?:人[员員]?|者|担当)[^${letter}a-z0-9]{0,6}|(?:[专專]家|[医醫][生师師]|医)?(?:[^${letter}a-z0-9]{1,6}|[是为為は])|(?:人[员員]?|者|医)[是为為は])|监修|監修|査読)${titles}?$`,
    ),
);
const byBefore = whenAsked(() => new RegExp(`${by}[^。;,、]{0,12}$`));
const doneBehind = whenAsked(() => new RegExp(`^${titles}?${role}[^。;,、]{0,25}?${done}`));
const reviewedBehind = whenAsked(
  () =>
    new RegExp(
      `^${titles}?${role}[^${letter}a-z0-9]{0,3}${adverbs}${byJapanese}?(?:${thisText}を?)?(?:[^。;,、はも]{0,10}?)?(?:${reviewed})${end}`,
    ),
);
const approvedBehind = whenAsked(
  () =>
    new RegExp(
      `^${titles}?${role}[^${letter}a-z0-9]{0,3}${adverbs}${byJapanese}?(?:${thisText}を?)?${adverbs}(?:${approved})${end}`,
    ),
);

/** Whether a claim stands around the name of a reviewer: what stands right before it and right behind it in its sentence. */
export function isEasternClaimAround(before: string, after: string): boolean {
  const [ahead, behind] = [joined(before).slice(-40), joined(after).slice(0, 60)];
  if (!anyWord.test(ahead) && !anyWord.test(behind)) return false;
  if (label().test(ahead)) return !notYet.test(ahead.slice(-16));
  const found =
    (byBefore().test(ahead) ? doneBehind().exec(behind) : null) ??
    reviewedBehind().exec(behind) ??
    approvedBehind().exec(behind);
  return found !== null && !notYet.test(ahead.slice(-6) + behind.slice(0, found[0].length + 8));
}

/** What was done, as a label beside a name; whoever did it is one that the program prints itself. */
export const easternLabel = `(?:[医醫][学學]|[内內]容)?(?:已[经經]?)?${done}(?:由|済み?)?`;

/** Without the spaces that some put between such letters. */
function joined(text: string): string {
  return text.replaceAll(between, '').trim();
}

const between = new RegExp(`(?<=[${letter}]) (?=[${letter}])`, 'g');
