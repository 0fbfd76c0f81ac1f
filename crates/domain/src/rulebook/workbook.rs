//! The words by which a clerk's workbook is read, from `rulebook/workbook.toml`: headings, labels, ticks, relations.
//! They are data, so that a county can add the ones its clerks use.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::forbidden;

/// A word of the file, and where it stands in it.
pub type Word = Spanned<String>;
/// Words that mean the same.
pub type Words = Vec<Word>;

/// What a column of a table of residents holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResidentColumn {
    /// 序号: known, and not taken in
    Serial,
    /// 村
    Village,
    /// 村代码
    VillageCode,
    /// 网格
    Grid,
    /// 网格代码
    GridCode,
    /// 屯
    Hamlet,
    /// 户编号
    HouseholdNumber,
    /// 户主: the head's name
    HeadName,
    /// 姓名
    Name,
    /// 与户主关系
    Relation,
    /// 是否户主
    IsHead,
    /// 性别
    Sex,
    /// 身份证号
    CitizenId,
    /// 出生日期
    BirthDate,
    /// 联系电话
    Phone,
    /// 政治面貌
    Membership,
    /// 是否党员
    Member,
    /// 居住情况
    Presence,
    /// 是否在住
    AtHome,
    /// 是否外出
    Away,
    /// 人员类别: names of categories
    Categories,
}

/// What a column of a list of party groups holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupColumn {
    /// 序号: known, and not taken in
    Serial,
    /// 村
    Village,
    /// 村代码
    VillageCode,
    /// 网格
    Grid,
    /// 网格代码
    GridCode,
    /// 党小组名称
    GroupName,
    /// 组长
    Leader,
    /// 组长电话
    LeaderPhone,
    /// 组长任职依据
    LeaderBasis,
    /// 成立日期
    Founded,
    /// 成员
    Members,
    /// 志愿者
    Volunteers,
}

/// Read from `rulebook/workbook.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkbookWords {
    /// Headings of a table of residents.
    pub residents: BTreeMap<ResidentColumn, Words>,
    /// Headings of a list of party groups.
    pub groups: BTreeMap<GroupColumn, Words>,
    /// What stands around headings.
    pub headings: HeadingWords,
    /// Labels of the lines above and below a table.
    pub context: ContextWords,
    /// Rows of a table that are no entry.
    pub rows: RowWords,
    /// What stands in cells.
    pub values: ValueWords,
    /// The parts of a written date.
    pub dates: DateWords,
    /// How a village's name is found in a longer text.
    pub villages: PlaceWords,
    /// Relations to the head.
    #[serde(rename = "relation")]
    pub relations: Vec<RelationWords>,
}

macro_rules! word_lists {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_doc])* pub $field: Words),+ }

        impl $name {
            fn lists(&self) -> Vec<&Words> { vec![$(&self.$field),+] }
        }
    };
}

word_lists!(
    /// What stands around headings.
    HeadingWords {
        /// Over several columns: of those below it only the name is the household's.
        over_head,
        /// Before the name of a category.
        before_category,
        /// Behind the name of a category.
        after_category,
    }
);

word_lists!(
    /// Labels of the lines above and below a table.
    ContextWords {
        /// 填报单位
        unit,
        /// 填报日期
        date,
        /// 截至
        as_of,
        /// 村名
        village,
        /// 网格
        grid,
    }
);

word_lists!(
    /// Rows of a table that are no entry.
    RowWords {
        /// 合计
        total,
        /// 其中
        total_part,
        /// Behind such a word: 户, 人.
        total_units,
        /// 填表人
        signature,
        /// 盖章
        seal,
        /// 注
        note,
        /// 示例
        example,
    }
);

word_lists!(
    /// What stands in cells.
    ValueWords {
        /// The same as an empty cell.
        nothing,
        /// A tick.
        yes,
        /// No tick.
        no,
        /// 男
        male,
        /// 女
        female,
        /// Sex not known: GB/T 2261.1, 0 and 9.
        sex_unknown,
        /// A full member.
        full,
        /// A probationary member.
        probationary,
        /// Lives there.
        present,
        /// Is away.
        away,
        /// A leader who is a grid worker.
        grid_worker,
        /// A leader who is another member.
        other_member,
        /// No category.
        no_category,
        /// Between the names of a list.
        separators,
    }
);

word_lists!(
    /// The parts of a written date.
    DateWords {
        /// 年
        year,
        /// 月
        month,
        /// 日
        day,
        /// Before a date.
        before,
        /// Ends a date.
        ends,
        /// 元月
        first_month,
    }
);

word_lists!(
    /// How a village's name is found in a longer text.
    PlaceWords {
        /// Ends of the names of units above.
        above,
        /// Behind a village's stem they make another name.
        not_behind_stem,
        /// Words of titles and labels, in no village's name.
        not_within,
        /// They number what stands behind them.
        before_number,
        /// Behind a year.
        behind_year,
        /// Words that look like a village's name and are none.
        not_names,
        /// With one of these, a sheet is named after no village.
        not_in_names,
    }
);

/// A relation to the head.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelationWords {
    /// The code of GB/T 4761-2008.
    pub code: Spanned<u8>,
    /// How it is written.
    pub words: Words,
}

/// What is wrong in the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordFault {
    /// The byte of the file at which it stands; 0 where it belongs to the whole file.
    pub offset: usize,
    /// The key of the message that says the reason.
    pub key: &'static str,
    /// The message's arguments.
    pub args: Vec<(&'static str, String)>,
}

impl WorkbookWords {
    /// Checks the words; an empty list is a sound file.
    pub fn validate(&self) -> Vec<WordFault> {
        let mut faults = Vec::new();
        if self.residents.get(&ResidentColumn::Name).is_none_or(Vec::is_empty) {
            faults.push(WordFault { offset: 0, key: "rulebook-workbook-name-needed", args: Vec::new() });
        }
        for word in self.every_word() {
            if word.get_ref().trim().is_empty() {
                faults.push(fault(word, "rulebook-workbook-word-empty"));
            } else if forbidden(word.get_ref()).is_some() {
                faults.push(fault(word, "rulebook-workbook-word-forbidden"));
            }
        }
        one_meaning(self.residents.iter(), &mut faults);
        one_meaning(self.groups.iter(), &mut faults);
        one_meaning(self.relations.iter().map(|relation| (relation.code.get_ref(), &relation.words)), &mut faults);
        one_meaning([(0, &self.values.yes), (1, &self.values.no)].into_iter(), &mut faults);
        one_meaning(
            [(0, &self.values.male), (1, &self.values.female), (2, &self.values.sex_unknown)].into_iter(),
            &mut faults,
        );
        one_meaning([(0, &self.values.present), (1, &self.values.away)].into_iter(), &mut faults);
        one_meaning([(0, &self.values.full), (1, &self.values.probationary)].into_iter(), &mut faults);
        faults.extend(self.relations.iter().filter_map(RelationWords::fault));
        faults.sort_by_key(|fault| fault.offset);
        faults
    }

    fn every_word(&self) -> impl Iterator<Item = &Word> {
        let lists = [
            self.headings.lists(),
            self.context.lists(),
            self.rows.lists(),
            self.values.lists(),
            self.dates.lists(),
            self.villages.lists(),
        ];
        let columns = self.residents.values().chain(self.groups.values());
        let relations = self.relations.iter().map(|relation| &relation.words);
        lists.into_iter().flatten().chain(columns).chain(relations).flatten()
    }
}

impl RelationWords {
    /// Two digits of GB/T 4761-2008; 01 is the person who answers, whom a table knows as the head.
    fn fault(&self) -> Option<WordFault> {
        const CODES: std::ops::RangeInclusive<u8> = 2..=98;
        (!CODES.contains(self.code.get_ref())).then(|| WordFault {
            offset: self.code.span().start,
            key: "rulebook-workbook-relation-code",
            args: vec![("code", self.code.get_ref().to_string())],
        })
    }
}

/// A word that stands for two things would be read as either.
fn one_meaning<'a, K: PartialEq + Copy>(lists: impl Iterator<Item = (K, &'a Words)>, faults: &mut Vec<WordFault>) {
    let mut seen: BTreeMap<&str, K> = BTreeMap::new();
    for (meaning, words) in lists {
        for word in words {
            if seen.insert(word.get_ref(), meaning).is_some_and(|other| other != meaning) {
                faults.push(fault(word, "rulebook-workbook-word-twice"));
            }
        }
    }
}

fn fault(word: &Word, key: &'static str) -> WordFault {
    WordFault { offset: word.span().start, key, args: vec![("word", word.get_ref().clone())] }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../../../../rulebook/workbook.toml");

    fn faults(text: &str) -> Vec<(&'static str, String)> {
        let words: WorkbookWords = toml::from_str(text).unwrap();
        let said = |fault: &WordFault| fault.args.first().map(|(_, value)| value.clone()).unwrap_or_default();
        words.validate().iter().map(|fault| (fault.key, said(fault))).collect()
    }

    #[test]
    fn our_words_have_one_meaning_each() {
        assert_eq!(faults(FILE), []);
    }

    #[test]
    fn a_word_with_two_meanings_is_named() {
        assert_eq!(faults(&FILE.replace("\"男性\"", "\"女\"")), [("rulebook-workbook-word-twice", "女".to_owned())]);
        assert_eq!(
            faults(&FILE.replace("[\"性别\", ", "[\"姓名\", \"性别\", ")),
            [("rulebook-workbook-word-twice", "姓名".to_owned())]
        );
    }

    #[test]
    fn what_is_not_kept_cannot_be_a_word() {
        let found = faults(&FILE.replace("\"人员类别\"", "\"信访人员类别\""));
        assert_eq!(found, [("rulebook-workbook-word-forbidden", "信访人员类别".to_owned())]);
        assert!(toml::from_str::<WorkbookWords>(&FILE.replace("\nsex = ", "\nbelief = ")).is_err());
    }

    #[test]
    fn a_relation_has_a_code_of_the_standard() {
        assert_eq!(
            faults(&FILE.replace("code = 98", "code = 99")),
            [("rulebook-workbook-relation-code", "99".to_owned())]
        );
        assert_eq!(faults(&FILE.replace("\"丈夫\"", "\" \"")), [("rulebook-workbook-word-empty", " ".to_owned())]);
    }
}
