//! Codes by time. Source: RFC 6238 over RFC 4226, with HMAC-SHA-1, six digits and steps of thirty seconds, which is what
//! every authenticator knows; RFC 4648 for the secret as it is typed.

use hmac::{Hmac, Mac};
use sha1::Sha1;

/// Bytes of a secret: as many as the hash has.
pub(crate) const BYTES: usize = 20;
/// Seconds of a step.
const STEP: i64 = 30;
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step in which a moment lies, in seconds since 1970.
pub(crate) fn step(seconds: i64) -> i64 {
    seconds.div_euclid(STEP)
}

/// The code of a step.
pub(crate) fn code(secret: &[u8], step: i64) -> String {
    // A key of any length is taken.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return String::new() };
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash.last().copied().unwrap_or_default() & 0x0f);
    let four = hash.iter().skip(at).take(4).fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    format!("{:06}", (four & 0x7fff_ffff) % 1_000_000)
}

/// A secret as it is typed.
pub(crate) fn written(secret: &[u8]) -> String {
    let (mut text, mut bits, mut count) = (String::new(), 0_u32, 0);
    for byte in secret {
        bits = bits << 8 | u32::from(*byte);
        count += 8;
        while count >= 5 {
            count -= 5;
            text.push(char::from(LETTERS[usize::try_from(bits >> count & 31).unwrap_or_default()]));
        }
    }
    if count > 0 {
        text.push(char::from(LETTERS[usize::try_from(bits << (5 - count) & 31).unwrap_or_default()]));
    }
    text
}

/// A secret as it was typed; `None` when it is none.
pub(crate) fn read(text: &str) -> Option<Vec<u8>> {
    let (mut secret, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for letter in text.bytes() {
        let value = LETTERS.iter().position(|known| *known == letter.to_ascii_uppercase())?;
        bits = bits << 5 | u32::try_from(value).ok()?;
        count += 5;
        if count >= 8 {
            count -= 8;
            secret.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    Some(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B; its codes have eight digits, the last six of which are ours.
        let secret = b"12345678901234567890";
        for (seconds, wanted) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")]
        {
            assert_eq!(code(secret, step(seconds)), wanted, "{seconds}");
        }
    }

    #[test]
    fn a_secret_is_typed_in_letters_that_are_not_mistaken() {
        // RFC 4648, section 10.
        for (bytes, text) in [("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")] {
            assert_eq!(written(bytes.as_bytes()), text);
            assert_eq!(read(text).unwrap(), bytes.as_bytes());
        }
        assert_eq!(written(&[0; BYTES]).len(), 32);
        assert_eq!(read("1"), None);
    }
}
