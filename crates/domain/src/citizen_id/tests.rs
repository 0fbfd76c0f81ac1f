use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Reading {
    CitizenId::read(text).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

#[test]
fn the_known_vectors_hold() {
    for text in
        ["11010519491231002X", "34052419800101001X", "513101198201130014", "440524188001010014", "990101195003070017"]
    {
        let reading = read(text);
        assert_eq!(reading.id.as_str(), text);
        assert!(!reading.repaired && !reading.old_form);
    }
    assert_eq!(read("11010519491231002X").id.birth_date(), NaiveDate::from_ymd_opt(1949, 12, 31).unwrap());
    assert_eq!(read("11010519491231002X").id.sex(), Sex::Female);
    assert_eq!(read("990101195003070017").id.sex(), Sex::Male);
}

#[test]
fn every_way_of_typing_is_repaired() {
    for text in [
        "11010519491231002x",
        "'11010519491231002X",
        "’１１０１０５１９４９１２３１００２ｘ",
        " 110105 19491231 002X ",
        "110105\u{3000}19491231\u{A0}002X\u{200B}",
        "\u{FEFF}110105-19491231-002X\n",
        "110105－19491231—002Ｘ",
        "11010519491231002×",
        "11010519491231002Х",
    ] {
        let reading = read(text);
        assert_eq!(reading.id.as_str(), "11010519491231002X", "{text:?}");
        assert!(reading.repaired, "{text:?}");
    }
}

#[test]
fn the_old_form_becomes_the_new_one() {
    let reading = read("110105491231002");
    assert_eq!(reading.id.as_str(), "11010519491231002X");
    assert!(reading.old_form && !reading.repaired);
    let reading = read("１１０１０５ 491231 002");
    assert!(reading.old_form && reading.repaired);
    assert_eq!(CitizenId::read("11010549123100X"), Err(CitizenIdError::Character));
    assert_eq!(CitizenId::read("110105490231002"), Err(CitizenIdError::BirthDate));
}

#[test]
fn what_is_no_id_says_why() {
    use CitizenIdError::{BirthDate, Character, Checksum, Length, Scientific};
    for (text, fault) in [
        ("1.10105E+17", Scientific),
        ("1.1010519491231e+17", Scientific),
        ("１．１０１０５Ｅ＋１７", Scientific),
        (" 9.9E17 ", Scientific),
        ("1E+17", Scientific),
        ("1.10105E-17", Scientific),
        ("", Length),
        ("1101051949123100", Length),
        ("11010519491231002X1", Length),
        ("11010519491231O02X", Character),
        ("1101051949X231002X", Character),
        ("110105194912310021", Checksum),
        ("11010519490231002X", BirthDate),
        ("110105190002290021", BirthDate),
        ("11010519491331002X", BirthDate),
        ("无", Character),
    ] {
        assert_eq!(CitizenId::read(text), Err(fault), "{text:?}");
    }
}

#[test]
fn whether_somebody_can_live_is_asked_apart() {
    let today = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    assert!(!read("440524188001010014").id.is_plausible(today));
    let id = read("11010519491231002X").id;
    assert!(id.is_plausible(today) && id.is_plausible(id.birth_date()));
    assert!(!id.is_plausible(id.birth_date().pred_opt().unwrap()));
}

#[test]
fn it_never_shows_itself() {
    let id = read("11010519491231002X").id;
    assert_eq!(id.masked(), "110105***********X");
    assert_eq!(format!("{id} {id:?}"), "110105***********X CitizenId(110105***********X)");
}

fn digits() -> impl Strategy<Value = (String, NaiveDate, u32)> {
    (0_u32..1_000_000, 0_i64..60_000, 0_u32..1000).prop_map(|(area, day, sequence)| {
        let birth = NaiveDate::from_ymd_opt(1880, 1, 1).unwrap() + chrono::Duration::days(day);
        (format!("{area:06}{}{sequence:03}", birth.format("%Y%m%d")), birth, sequence)
    })
}

proptest! {
    #[test]
    fn made_ids_are_read_and_any_wrong_digit_is_seen((digits, birth, sequence) in digits(), at in 0_usize..18, shift in 1_u8..10) {
        let text = format!("{digits}{}", check_character(&digits).unwrap());
        let id = read(&text).id;
        prop_assert_eq!(id.birth_date(), birth);
        prop_assert_eq!(id.sex() == Sex::Male, sequence % 2 == 1);
        let mut wrong = text.clone().into_bytes();
        wrong[at] = if wrong[at] == b'X' { b'0' + shift } else { b'0' + (wrong[at] - b'0' + shift) % 10 };
        prop_assert!(CitizenId::read(&String::from_utf8(wrong).unwrap()).is_err());
    }

    #[test]
    fn old_and_new_form_are_one((digits, birth, _) in digits()) {
        prop_assume!((1900..2000).contains(&birth.year()));
        let old = format!("{}{}", &digits[..6], &digits[8..]);
        let new = format!("{digits}{}", check_character(&digits).unwrap());
        prop_assert_eq!(read(&old).id, read(&new).id);
    }

    #[test]
    fn no_text_breaks_it(text in any::<String>()) {
        let _ = CitizenId::read(&text);
    }
}
