//! 选文件 › 对列 › 看问题 › 写入: where one is.

use askama::Template;
use askama::filters::HtmlSafe;
use hongwang_web::Tongue;

/// The four steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// A file is chosen.
    Pick,
    /// Columns are matched.
    Columns,
    /// Mistakes are looked at.
    Faults,
    /// It is written, or was.
    Write,
}

const STAGES: [(Stage, &str); 4] =
    [(Stage::Pick, "pick"), (Stage::Columns, "columns"), (Stage::Faults, "faults"), (Stage::Write, "write")];

#[derive(Clone, Debug, Template)]
#[template(path = "stages.html")]
pub(crate) struct Stages {
    t: Tongue,
    steps: Vec<Step>,
}

#[derive(Clone, Debug)]
struct Step {
    key: &'static str,
    done: bool,
    here: bool,
    /// Where a step leads that can be gone to.
    href: Option<String>,
}

impl Stages {
    /// At a step.
    pub(crate) fn at(t: Tongue, at: Stage) -> Self {
        let step = |(stage, key)| Step { key, done: stage < at, here: stage == at, href: None };
        Self { t, steps: STAGES.into_iter().map(step).collect() }
    }

    /// Of an upload that is still open: its steps lead to their pages.
    pub(crate) fn of(t: Tongue, at: Stage, upload: &str) -> Self {
        let mut stages = Self::at(t, at);
        for (step, (stage, _)) in stages.steps.iter_mut().zip(STAGES) {
            step.href = match stage {
                Stage::Columns => Some(format!("/imports/{upload}/columns")),
                Stage::Faults => Some(format!("/imports/{upload}")),
                Stage::Pick | Stage::Write => None,
            }
            .filter(|_| stage != at);
        }
        stages
    }

    /// Nobody looked at the columns yet, and there is something to look at: that step is not done.
    pub(crate) fn unlooked(mut self) -> Self {
        for (step, (stage, _)) in self.steps.iter_mut().zip(STAGES) {
            step.done = step.done && stage != Stage::Columns;
        }
        self
    }
}

impl HtmlSafe for Stages {}
