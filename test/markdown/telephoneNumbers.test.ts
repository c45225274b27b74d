import { describe, expect, it } from 'vitest';
import { telephoneNumbers } from '../../src/markdown/telephoneNumbers.ts';
import { expectLinear } from '../growth.ts';

const found = (text: string): string[] => telephoneNumbers(text).map(({ number }) => number);

describe('a number to call is found', () => {
  it.each([
    ['Call 112 now if', ['112']],
    ['call 911, or your doctor', ['911']],
    ['Call 111 or 999', ['111', '999']],
    ['Call the nurse on 0800 123 4567.', ['0800 123 4567']],
    ['Call us (112) at once', ['112']],
    ['Call (800) 555-0199', ['(800) 555-0199']],
    ['Call 1-800-662-4357 (free, 24/7)', ['1-800-662-4357']],
    ['Call 999 24 hours a day', ['999']],
    ['Call 988 24/7', ['988']],
    ['Dial 911', ['911']],
    ['Call in case of doubt 111', ['111']],
    ['text HOME to 741741', ['741741']],
    ['Ring 999 if you are stung', ['999']],
    ['Tel: 020 7946 0018', ['020 7946 0018']],
    ['nor did +1 555 010 0199', ['+1 555 010 0199']],
    ['Praxis: +49 (0)30 1234567', ['+49 (0)30 1234567']],
    ['Rufen Sie sofort die 112 an', ['112']],
    ['Sofort 112 anrufen', ['112']],
    ['den ärztlichen Dienst unter 116 117 anrufen', ['116 117']],
    ['Wählen Sie 030/1234567', ['030/1234567']],
    ['Notruf 112', ['112']],
    ['Appelez le 112', ['112']],
    ['Appelez immédiatement le 01 40 05 48 48', ['01 40 05 48 48']],
    ['Composez le 112 ou le 114', ['112', '114']],
    ['envoyez un SMS au 114', ['114']],
    ['Llame al 112 si', ['112']],
    ['Marque el 061 ya', ['061']],
    ['اتصل بالرقم 112 فورًا', ['112']],
    ['يجب الاتصال على 997', ['997']],
  ])('%s', (text, numbers) => expect(found(text)).toEqual(numbers));
});

describe('what is no number to call is passed over', () => {
  it.each([
    'heart rate 190 bpm',
    'a pulse above 190',
    'above 190 mmHg',
    '110 kcal',
    '115 lb',
    '112 tablets',
    'more than 911 people',
    'since 2026-11-20',
    '2025-2026',
    '2025–2026',
    '10 000 000 IU',
    'ISBN 978-3-16-148410-0',
    'the trial NCT01234567',
    'a dose of 112 mg did not help',
    'Call if your pulse is above 190',
    'Call us when it reaches 120',
    'Call your doctor after 180 minutes',
    'Call within 120 min',
    'Call if it lasts, since 2026-11-20 or longer',
    'call the clinic before 20.11.2026',
    'Call us about 38.5',
    'Call at once above 140/90',
    'Call between 09:00-17:00',
    'Call in 2026',
    'Call your doctor. 112 tablets are a box, 500 are ten.',
    'the text on page 112',
    'a drug called 120',
    'as of recall 12345',
    '+10 000 IU',
    'Rufen Sie an, wenn der Puls über 190 liegt',
    'Puls über 190, dann anrufen',
    'Wählen Sie 120 mg',
    'Nach 112 Tagen anrufen',
    'Appelez si le pouls dépasse 190',
    'Appelez après 180 minutes',
    'Llame si el pulso pasa de 190',
    'Llame cuando llegue a 120',
    'Llame después de 180 minutos',
    'اتصل إذا زاد النبض عن 190',
    'اتصل بعد 180 دقيقة',
  ])('%s', (text) => expect(found(text)).toEqual([]));
});

it.each(['call 123, ', 'call ', '555 '])('a long text of %j takes no longer', (part) => {
  expectLinear((count) => found(part.repeat(count)), 20_000);
});
