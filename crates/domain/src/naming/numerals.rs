//! Chinese numerals.

/// The characters of Chinese numerals up to 999. Of several ways to write one the first is ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numerals {
    /// 0 to 9.
    pub digits: [String; 10],
    /// 10, 20, 30, 40.
    pub tens: [String; 4],
    /// 100.
    pub hundred: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Digit(u32),
    Tens(u32),
    Hundred,
}

impl Numerals {
    /// Whether a character can stand in a number, Chinese or Arabic.
    pub fn knows(&self, character: char) -> bool {
        self.sign(character).is_some()
    }

    /// The value of a number of 1 to 999 in Chinese or Arabic digits: 十二, 一百零三, 廿三, 一二, 12, 012.
    pub fn read(&self, text: &str) -> Option<u32> {
        let signs: Vec<_> = text.chars().map(|character| self.sign(character)).collect::<Option<_>>()?;
        let value = by_place(&signs).or_else(|| spelt(&signs))?;
        (1..=999).contains(&value).then_some(value)
    }

    /// The Chinese numeral of 1 to 999, as it is spoken: 12 is 十二, 110 is 一百一十.
    pub fn write(&self, number: u32) -> Option<String> {
        let first = |forms: &String| forms.chars().next();
        let digit = |value: u32| self.digits.get(value as usize).and_then(first);
        let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
        let mut signs = Vec::new();
        if hundreds > 0 {
            signs.extend([digit(hundreds), first(&self.hundred)]);
        }
        if hundreds > 0 && tens == 0 && ones > 0 {
            signs.push(digit(0));
        }
        if tens > 1 || (hundreds > 0 && tens > 0) {
            signs.push(digit(tens));
        }
        if tens > 0 {
            signs.push(first(&self.tens[0]));
        }
        if ones > 0 {
            signs.push(digit(ones));
        }
        if (1..=999).contains(&number) { signs.into_iter().collect() } else { None }
    }

    fn sign(&self, character: char) -> Option<Sign> {
        let value_in =
            |forms: &[String]| (0..).zip(forms).find(|(_, form)| form.contains(character)).map(|(value, _)| value);
        if let Some(digit) = character.to_digit(10).or_else(|| value_in(&self.digits)) {
            return Some(Sign::Digit(digit));
        }
        let tens = value_in(&self.tens).map(|at: u32| Sign::Tens(10 * (at + 1)));
        tens.or_else(|| self.hundred.contains(character).then_some(Sign::Hundred))
    }
}

/// 012, 一二, 一〇三: a digit a place.
fn by_place(signs: &[Sign]) -> Option<u32> {
    signs.iter().try_fold(0_u32, |value, sign| match sign {
        Sign::Digit(digit) => value.checked_mul(10)?.checked_add(*digit),
        Sign::Tens(_) | Sign::Hundred => None,
    })
}

/// 十二, 二十, 廿三, 一百零三, 一百一十, 一百十二.
fn spelt(signs: &[Sign]) -> Option<u32> {
    let (hundreds, rest) = match signs {
        [Sign::Digit(digit @ 1..), Sign::Hundred, rest @ ..] => (*digit, rest),
        _ => (0, signs),
    };
    let below = match (hundreds, rest) {
        (1.., []) => 0,
        (1.., [Sign::Digit(0), Sign::Digit(ones @ 1..)]) => *ones,
        _ => below_hundred(rest)?,
    };
    Some(hundreds * 100 + below)
}

fn below_hundred(signs: &[Sign]) -> Option<u32> {
    match signs {
        [Sign::Tens(tens)] => Some(*tens),
        [Sign::Tens(tens), Sign::Digit(ones @ 1..)] => Some(tens + ones),
        [Sign::Digit(digit @ 1..), Sign::Tens(10)] => Some(digit * 10),
        [Sign::Digit(digit @ 1..), Sign::Tens(10), Sign::Digit(ones @ 1..)] => Some(digit * 10 + ones),
        _ => None,
    }
}
