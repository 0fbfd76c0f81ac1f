//! The rulebook's words, ready for looking up.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use compact_str::CompactString;
use hongwang_domain::rulebook::workbook::{
    ContextWords, GroupColumn, HeadingWords, PlaceWords, ResidentColumn, RowWords, ValueWords, Words,
};
use hongwang_domain::rulebook::{Category, Rulebook, UnitWords};
use hongwang_domain::text::half_width;
use hongwang_domain::{CategoryId, Level, Membership, Presence, Relation, Sex};

use crate::dates::DateReader;
use crate::intake::Basis;
use crate::text::{key, plain, without_parentheses};

mod rows;

pub use rows::label_of;

/// The rulebook's words by their keys.
pub struct Dictionary {
    /// What categories there are.
    pub categories: Vec<(CategoryId, Level)>,
    /// The parts of the names of units.
    pub units: UnitWords,
    /// How a village's name is found in a longer text.
    pub places: PlaceWords,
    /// Reads dates.
    pub dates: DateReader,
    /// The civil day: nobody is born after it.
    pub today: NaiveDate,
    resident_columns: HashMap<CompactString, ResidentColumn>,
    group_columns: HashMap<CompactString, GroupColumn>,
    category_names: HashMap<CompactString, usize>,
    relations: HashMap<CompactString, Relation>,
    ticks: HashMap<CompactString, bool>,
    sexes: HashMap<CompactString, Option<Sex>>,
    memberships: HashMap<CompactString, Membership>,
    presences: Vec<(CompactString, Presence)>,
    headings: HeadingWords,
    context: Vec<(CompactString, Label)>,
    rows: RowWords,
    nothing: HashSet<CompactString>,
    no_category: HashSet<CompactString>,
    values: ValueWords,
    first_letters: HashSet<char>,
    number_labels: Vec<CompactString>,
    date_signs: HashSet<char>,
    line_letters: HashSet<char>,
}

/// What a line above a table tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// 填报单位
    Unit,
    /// 填报日期
    Date,
    /// 截至: a day as well, where no 填报日期 stands
    AsOf,
    /// 村名
    Village,
    /// 网格
    Grid,
}

/// What a column of a table of residents is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResidentHeading {
    /// A field.
    Field(ResidentColumn),
    /// A category of its own, by its index in [`Dictionary::categories`].
    Category(usize),
}

impl Dictionary {
    /// Prepares the words of a rulebook. `today` decides the century of a year written with two digits.
    pub fn new(rulebook: &Rulebook, today: NaiveDate) -> Self {
        let Rulebook { categories, workbook: words, units, .. } = rulebook;
        let relations = words.relations.iter().flat_map(|relation| {
            let code = Relation(*relation.code.get_ref());
            relation.words.iter().map(move |word| (plain(word.get_ref()).into(), code))
        });
        let presences = tagged(&[(&words.values.present, Presence::Present), (&words.values.away, Presence::Away)]);
        let mut dictionary = Self {
            categories: categories.iter().map(|category| (category.id.clone(), category.level)).collect(),
            units: units.clone(),
            places: words.villages.clone(),
            dates: DateReader::new(&words.dates, &units.numerals, today),
            today,
            resident_columns: by_key(&words.residents),
            group_columns: by_key(&words.groups),
            category_names: category_names(categories),
            relations: relations.collect(),
            ticks: tagged(&[(&words.values.yes, true), (&words.values.no, false)]).into_iter().collect(),
            sexes: tagged(&[
                (&words.values.male, Some(Sex::Male)),
                (&words.values.female, Some(Sex::Female)),
                (&words.values.sex_unknown, None),
            ])
            .into_iter()
            .collect(),
            memberships: tagged(&[
                (&words.values.full, Membership::Full),
                (&words.values.probationary, Membership::Probationary),
            ])
            .into_iter()
            .collect(),
            presences,
            headings: words.headings.clone(),
            context: labels(&words.context),
            rows: words.rows.clone(),
            nothing: plain_set(&[&words.values.nothing]),
            no_category: plain_set(&[&words.values.no_category, &words.values.no, &words.values.nothing]),
            values: words.values.clone(),
            first_letters: HashSet::new(),
            number_labels: number_labels(&words.residents),
            line_letters: line_letters(&words.rows),
            date_signs: [&words.dates.year, &words.dates.month, &words.dates.day]
                .into_iter()
                .flatten()
                .filter_map(|word| word.get_ref().chars().next())
                .collect(),
        };
        dictionary.first_letters = dictionary.heading_letters();
        dictionary
    }

    /// With what letters a heading can begin: most cells of a table are told from headings by it.
    fn heading_letters(&self) -> HashSet<char> {
        let columns = self.resident_columns.keys().chain(self.group_columns.keys()).chain(self.category_names.keys());
        let before =
            self.headings.before_category.iter().chain(&self.headings.over_head).map(|word| key(word.get_ref()));
        columns.cloned().chain(before).filter_map(|word| word.chars().next()).collect()
    }

    /// Whether a text is worth looking up as a heading.
    pub fn may_be_heading(&self, text: &str) -> bool {
        const LONGEST: usize = 120;
        let first =
            text.chars().map(half_width).find(|character| character.is_alphanumeric() && !character.is_ascii_digit());
        text.len() <= LONGEST
            && first
                .and_then(|first| first.to_lowercase().next())
                .is_some_and(|first| self.first_letters.contains(&first))
    }

    /// What a heading of a table of residents means; `upper` stands above it, over several columns.
    pub fn resident_heading(&self, upper: Option<&str>, lowest: &str) -> Option<ResidentHeading> {
        let own = key(lowest);
        if let Some(upper) = upper {
            let both = CompactString::from_iter([key(upper), own.clone()]);
            if let Some(field) = self.resident_columns.get(&both) {
                return Some(ResidentHeading::Field(*field));
            }
            if has(&self.headings.over_head, &key(upper)) {
                return self
                    .resident_columns
                    .get(&own)
                    .and_then(|field| of_household(*field))
                    .map(ResidentHeading::Field);
            }
        }
        spellings(lowest).find_map(|name| {
            let field = self.resident_columns.get(&name).map(|field| ResidentHeading::Field(*field));
            field.or_else(|| self.category_heading(&name).map(ResidentHeading::Category))
        })
    }

    /// What a heading of a list of party groups means.
    pub fn group_heading(&self, upper: Option<&str>, lowest: &str) -> Option<GroupColumn> {
        let both = upper.map(|upper| CompactString::from_iter([key(upper), key(lowest)]));
        both.into_iter().chain(spellings(lowest)).find_map(|name| self.group_columns.get(&name).copied())
    }

    /// 是否低保户, 低保户情况
    fn category_heading(&self, heading: &str) -> Option<usize> {
        let known = |name: &str| self.category_names.get(name).copied();
        let front = strip(heading, &self.headings.before_category, |text, word| text.strip_prefix(word));
        let bare = strip(front, &self.headings.after_category, |text, word| text.strip_suffix(word));
        known(heading).or_else(|| known(front)).or_else(|| known(bare))
    }

    /// The category that a name means.
    pub fn category(&self, name: &str) -> Option<usize> {
        self.category_names
            .get(&key(name))
            .or_else(|| self.category_names.get(&key(&without_parentheses(name))))
            .copied()
    }

    /// The relation that a word means.
    pub fn relation(&self, text: &str) -> Option<Relation> {
        let plain = plain(text);
        self.relations.get(&*plain).or_else(|| self.relations.get(without_parentheses(&plain).as_str())).copied()
    }

    /// Yes or no.
    pub fn tick(&self, text: &str) -> Option<bool> {
        let plain = plain(text);
        self.ticks.get(&*plain).or_else(|| self.ticks.get(without_parentheses(&plain).as_str())).copied()
    }

    /// The sex that a word means; inside, `None` for a word that says it is not known.
    pub fn sex(&self, text: &str) -> Option<Option<Sex>> {
        self.sexes.get(&*plain(text)).copied()
    }

    /// Party membership; any other value says nothing.
    pub fn membership(&self, text: &str) -> Option<Membership> {
        let plain = plain(text);
        self.memberships.get(&*plain).or_else(|| self.memberships.get(without_parentheses(&plain).as_str())).copied()
    }

    /// 在住 or 外出, by the longest word that stands in the text.
    pub fn presence(&self, text: &str) -> Option<Presence> {
        let plain = plain(beginning(text));
        let found = self.presences.iter().filter(|(word, _)| plain.contains(word.as_str()));
        // Of two words of one length the one for being away wins: 在家 is no place to work outside.
        found
            .max_by_key(|(word, presence)| (word.chars().count(), *presence == Presence::Away))
            .map(|(_, presence)| *presence)
    }

    /// On what a leader's post rests.
    pub fn basis(&self, text: &str) -> Option<Basis> {
        let plain = plain(beginning(text));
        let says = |words: &Words| words.iter().any(|word| plain.contains(word.get_ref().as_str()));
        if says(&self.values.grid_worker) {
            Some(Basis::GridWorker)
        } else {
            says(&self.values.other_member).then_some(Basis::OtherMember)
        }
    }

    /// 年, 月, 日
    pub fn is_date_sign(&self, character: char) -> bool {
        self.date_signs.contains(&character)
    }

    /// Whether the text is the same as an empty cell.
    pub fn is_nothing(&self, text: &str) -> bool {
        // The longest such word is short; most texts need not be looked up.
        const LONGEST: usize = 24;
        text.len() <= LONGEST && self.nothing.contains(&*plain(text))
    }

    /// Whether a name in a column of categories says that there is none.
    pub fn is_no_category(&self, name: &str) -> bool {
        self.no_category.contains(&*plain(name))
    }

    /// Whether a character parts the names of a list.
    pub fn separates(&self, character: char) -> bool {
        self.values.separators.iter().any(|word| word.get_ref().chars().eq([character]))
    }

    /// The label that a line begins with, and how many bytes of the line it takes.
    pub fn label(&self, line: &str) -> Option<(Label, usize)> {
        self.context.iter().find(|(word, _)| line.starts_with(word.as_str())).map(|(word, label)| (*label, word.len()))
    }

    /// A text without the word for a phone or an id at its end: 马新娟（电话： → 马新娟（.
    pub fn without_number_label<'a>(&self, text: &'a str) -> &'a str {
        let bare = text.trim_end_matches(|character: char| !character.is_alphanumeric());
        let lower = bare.to_ascii_lowercase();
        let word = self.number_labels.iter().find(|word| lower.ends_with(word.as_str()));
        word.map_or(text, |word| &bare[..bare.len() - word.len()])
    }
}

/// The keys under which a heading may be known: as it is, without what stands in parentheses, without a number
/// (1.姓名, 联系电话1).
fn spellings(heading: &str) -> impl Iterator<Item = CompactString> {
    let own = key(heading);
    let mut step = 0;
    std::iter::from_fn(move || {
        step += 1;
        Some(match step {
            1 => own.clone(),
            2 => key(&without_parentheses(heading)),
            3 => without_number(&own),
            4 => without_number(&key(&without_parentheses(heading))),
            _ => return None,
        })
    })
}

fn without_number(key: &str) -> CompactString {
    key.trim_matches(|character: char| character.is_ascii_digit()).into()
}

/// As much of a text as is looked through for words: a cell can hold 32,767 characters.
fn beginning(text: &str) -> &str {
    const ENOUGH: usize = 100;
    text.char_indices().nth(ENOUGH).map_or(text, |(end, _)| &text[..end])
}

/// What a column below 户主信息 says of the household; the head's id and phone stand in the head's own row.
fn of_household(field: ResidentColumn) -> Option<ResidentColumn> {
    use ResidentColumn::{Grid, GridCode, Hamlet, HeadName, HouseholdNumber, Name, Village, VillageCode};
    match field {
        Name => Some(HeadName),
        Village | VillageCode | Grid | GridCode | Hamlet | HouseholdNumber => Some(field),
        _ => None,
    }
}

fn has(words: &Words, text: &str) -> bool {
    words.iter().any(|word| word.get_ref() == text)
}

fn plain_set(lists: &[&Words]) -> HashSet<CompactString> {
    lists.iter().flat_map(|words| words.iter()).map(|word| plain(word.get_ref()).into()).collect()
}

fn strip<'a>(text: &'a str, words: &Words, cut: impl Fn(&'a str, &str) -> Option<&'a str>) -> &'a str {
    words.iter().find_map(|word| cut(text, word.get_ref())).unwrap_or(text)
}

fn by_key<K: Copy>(columns: &std::collections::BTreeMap<K, Words>) -> HashMap<CompactString, K> {
    columns.iter().flat_map(|(column, words)| words.iter().map(|word| (key(word.get_ref()), *column))).collect()
}

fn tagged<T: Copy>(lists: &[(&Words, T)]) -> Vec<(CompactString, T)> {
    lists.iter().flat_map(|(words, tag)| words.iter().map(|word| (plain(word.get_ref()).into(), *tag))).collect()
}

fn category_names(categories: &[Category]) -> HashMap<CompactString, usize> {
    categories
        .iter()
        .enumerate()
        .flat_map(|(at, category)| category.names.iter().map(move |name| (key(name), at)))
        .collect()
}

/// With what letters the words of sums and signatures begin: most cells hold none of them.
fn line_letters(rows: &RowWords) -> HashSet<char> {
    let words = [&rows.total, &rows.total_part, &rows.signature, &rows.seal].into_iter().flatten();
    words.filter_map(|word| word.get_ref().chars().next()).collect()
}

/// The headings of phones and ids, the longest first.
fn number_labels(columns: &std::collections::BTreeMap<ResidentColumn, Words>) -> Vec<CompactString> {
    let fields = [ResidentColumn::Phone, ResidentColumn::CitizenId];
    let words = fields.iter().filter_map(|field| columns.get(field)).flatten();
    let mut labels: Vec<CompactString> = words.map(|word| key(word.get_ref())).collect();
    labels.sort_by_key(|word| std::cmp::Reverse(word.len()));
    labels
}

/// The longest label first, so that 填报单位 is not taken for 填报.
fn labels(words: &ContextWords) -> Vec<(CompactString, Label)> {
    let mut labels = tagged(&[
        (&words.unit, Label::Unit),
        (&words.date, Label::Date),
        (&words.as_of, Label::AsOf),
        (&words.village, Label::Village),
        (&words.grid, Label::Grid),
    ]);
    labels.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    labels
}
