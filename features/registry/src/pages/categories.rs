//! Categories to tick, and from where it is known that they hold.

use askama::Template;
use askama::filters::HtmlSafe;
use hongwang_domain::{Action, CategoryId, Level};
use hongwang_web::components::{Choice, Field, FieldKind};
use hongwang_web::{Ask, Change, Fields, Reading, Shown, Tongue};

use crate::actions::Source;
use crate::queries::Held;

/// A category that can be ticked.
#[derive(Clone, Debug)]
struct Box {
    id: String,
    label: String,
    ticked: bool,
    stands: bool,
}

/// The categories of households, or of persons.
#[derive(Clone, Debug, Template)]
#[template(path = "categories.html")]
pub(crate) struct Categories {
    t: Tongue,
    boxes: Vec<Box>,
    source: Field,
}

impl HtmlSafe for Categories {}

impl Categories {
    /// Those of a level with what holds; nothing for a reader who may not see whom categories apply to.
    pub(crate) fn new(ask: &Ask, level: Level, held: &[Held], shown: Shown<'_>) -> Option<Self> {
        if !ask.may(Action::ReadLedgerNames, ask.place()) {
            return None;
        }
        let t = ask.tongue();
        let boxes = ask.rulebook().categories.iter().filter(|category| category.level == level).map(|category| {
            let id = category.id.as_str();
            let stands = held.iter().any(|one| one.category == category.id);
            let (typed, was) = (ticked(ask.fields(), "category", id), ticked(ask.fields(), "was-category", id));
            let ticked = match shown {
                Shown::Fresh => stands,
                Shown::Faulty(_) => typed,
                Shown::Stale if typed != was => typed,
                Shown::Stale => stands,
            };
            Box { id: id.to_owned(), label: t.of("category", id), ticked, stands }
        });
        let sources = Source::ALL.iter().map(|one| Choice::new(one.as_str(), t.of("registry-source", one.as_str())));
        let source = Field::new("source", t.say("registry-source"), FieldKind::Select(sources.collect()))
            .hint(t.say("registry-source-hint"))
            .value(ask.fields().get("source").unwrap_or_default());
        Some(Self { t, boxes: boxes.collect(), source })
    }

    /// Whether there is something to see at once.
    fn is_open(&self) -> bool {
        self.boxes.iter().any(|one| one.ticked || one.stands)
    }

    /// What somebody else changed since the form was made.
    pub(crate) fn changes(&self, ask: &Ask) -> Vec<Change> {
        let changed = self.boxes.iter().filter_map(|one| {
            let (typed, was) =
                (ticked(ask.fields(), "category", &one.id), ticked(ask.fields(), "was-category", &one.id));
            let word = |holds: bool| self.t.say(if holds { "web-conflict-yes" } else { "web-conflict-no" });
            (one.stands != was && one.stands != typed).then(|| Change {
                label: one.label.clone(),
                theirs: word(one.stands),
                yours: (typed != was).then(|| word(typed)),
            })
        });
        changed.collect()
    }

    /// What was ticked otherwise than it stood: labels, and yes or no.
    pub(crate) fn typed(&self, ask: &Ask) -> Vec<(String, String)> {
        let typed = self.boxes.iter().filter_map(|one| {
            let holds = ticked(ask.fields(), "category", &one.id);
            let word = || self.t.say(if holds { "web-conflict-yes" } else { "web-conflict-no" });
            (holds != ticked(ask.fields(), "was-category", &one.id)).then(|| (one.label.clone(), word()))
        });
        typed.collect()
    }
}

fn ticked(fields: &Fields, name: &str, id: &str) -> bool {
    fields.all(name).any(|one| one == id)
}

/// Whether the categories of a level hold, as the form, or a program, says; nothing when it says nothing of them.
pub(crate) fn read(form: &mut Reading<'_>, ask: &Ask, level: Level) -> (Vec<(CategoryId, bool)>, Source) {
    let source = form.optional_one_of("source", Source::from_text).unwrap_or_default();
    let of_level = || ask.rulebook().categories.iter().filter(|category| category.level == level);
    if !form.flag("categories") {
        return (Vec::new(), source);
    }
    if ask.fields().all("category").any(|id| of_level().all(|category| category.id.as_str() != id)) {
        form.fault("category", ask.say("web-form-choice"));
    }
    let said = of_level().map(|category| (category.id.clone(), ticked(ask.fields(), "category", category.id.as_str())));
    (said.collect(), source)
}

/// The ones that hold.
pub(crate) fn holding(said: Vec<(CategoryId, bool)>) -> Vec<CategoryId> {
    said.into_iter().filter(|(_, holds)| *holds).map(|(id, _)| id).collect()
}
