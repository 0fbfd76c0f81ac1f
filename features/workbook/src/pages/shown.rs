//! How a form of an upload came to be shown: fresh, with what is wrong in it, or over what somebody else decided.

use hongwang_domain::Action;
use hongwang_web::components::Field;
use hongwang_web::{Ask, Change, Conflict, Fault, Fields, Joining, Shown};

use crate::upload::Upload;

/// A form as it was sent, if it was.
#[derive(Clone, Copy)]
pub(crate) struct Sent<'a> {
    pub(crate) shown: Shown<'a>,
    pub(crate) fields: &'a Fields,
}

impl<'a> Sent<'a> {
    pub(crate) fn new(ask: &'a Ask, shown: Shown<'a>) -> Self {
        Self { shown, fields: ask.fields() }
    }

    pub(crate) fn status(self) -> u16 {
        self.shown.status()
    }

    /// A field that comes as it stands now.
    pub(crate) fn field(self, name: &str, field: Field) -> Field {
        if self.fields.has(name) { self.shown.field(self.fields, field) } else { field }
    }

    /// What a control shows that is no [`Field`]: what was typed, where it was.
    pub(crate) fn value(self, name: &str, standing: &str) -> String {
        let typed = self.fields.raw(name).map(str::trim);
        let kept = match self.shown {
            Shown::Fresh => None,
            Shown::Faulty(_) => typed,
            Shown::Stale => typed.filter(|typed| *typed != self.was(name)),
        };
        kept.unwrap_or(standing).to_owned()
    }

    /// What is wrong with it.
    pub(crate) fn fault(self, name: &str) -> Option<String> {
        match self.shown {
            Shown::Faulty(faults) => faults.of(name).map(str::to_owned),
            _ => None,
        }
    }

    /// What somebody else made of it meanwhile; both values in words.
    pub(crate) fn change(
        self,
        name: &str,
        standing: &str,
        label: &str,
        words: impl Fn(&str) -> String,
    ) -> Option<Change> {
        let typed = self.fields.raw(name).map(str::trim)?;
        let was = self.was(name);
        (standing != was && standing != typed).then(|| Change {
            label: label.to_owned(),
            theirs: words(standing),
            yours: (typed != was).then(|| words(typed)),
        })
    }

    fn was(self, name: &str) -> &'a str {
        self.fields.raw(&format!("was-{name}")).unwrap_or_default().trim()
    }

    /// The version that the form is over: after a fault still the one that was seen.
    pub(crate) fn version(self, upload: &Upload) -> i32 {
        self.shown.version(self.fields, upload.version)
    }
}

/// Who last decided about an upload, and when.
pub(crate) fn decided(ask: &Ask, upload: &Upload) -> Result<(Option<String>, Option<String>), Fault> {
    let by: Vec<String> = upload.decided_by.iter().cloned().collect();
    let names = ask.read(Action::ImportWorkbook, |door| Ok(ask.app().gate.names(door, &by)?))?;
    let who = by.first().map(|by| names.get(by).cloned().unwrap_or_else(|| ask.say("workbook-console")));
    Ok((who, upload.decided_at.map(|at| ask.tongue().moment(&at))))
}

/// Who decided meanwhile, when, and what is otherwise now.
pub(crate) fn joining(ask: &Ask, upload: &Upload, changes: Vec<Change>) -> Result<Joining, Fault> {
    let (who, when) = decided(ask, upload)?;
    Ok(Joining::new(ask.tongue(), Conflict { who, when, changes, version: upload.version }))
}
