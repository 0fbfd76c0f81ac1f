//! What a ledger is taken away for, and the mark that goes with it: who, when, for what.

use hongwang_domain::clock::civil;
use hongwang_web::components::{Choice, Field, FieldKind};
use hongwang_web::{Ask, Fault, Reading, Tongue};

/// What a ledger can be taken away for, as an address, the command line and the audit have it.
pub const PURPOSES: [&str; 5] = ["submit", "file", "check", "meeting", "service"];

/// What it is taken away for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// 上报上级
    Submit,
    /// 本单位存档
    File,
    /// 核对数据
    Check,
    /// 开会、汇报用
    Meeting,
    /// 安排走访、慰问等服务
    Service,
}

impl Purpose {
    const ALL: [Self; 5] = [Self::Submit, Self::File, Self::Check, Self::Meeting, Self::Service];

    /// As an address and the audit have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::File => "file",
            Self::Check => "check",
            Self::Meeting => "meeting",
            Self::Service => "service",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == text)
    }

    /// Reads `?purpose=…`; nothing goes out without one.
    pub fn of(ask: &Ask) -> Result<Self, Fault> {
        let mut reading = Reading::of(ask.queries(), ask.tongue());
        let purpose = reading.one_of("purpose", Self::parse);
        reading.finish()?;
        purpose.ok_or(Fault::NotFound)
    }

    /// The choice on the page.
    pub fn field(t: Tongue) -> Field {
        let choice = |purpose: &Self| Choice::new(purpose.as_str(), t.of("ledger-purpose", purpose.as_str()));
        let choices = Self::ALL.iter().map(choice).collect();
        Field::new("purpose", t.say("ledger-purpose"), FieldKind::Select(choices)).value(Self::Submit.as_str())
    }

    /// 2026年11月25日 23:04，王桂芝导出，用途：上报上级
    pub fn mark(self, ask: &Ask) -> String {
        let t = ask.tongue();
        let name = ask.visitor().map(|visitor| visitor.name.clone()).unwrap_or_default();
        t.say3("ledger-mark", "when", now(ask), "name", name, "purpose", t.of("ledger-purpose", self.as_str()))
    }
}

/// 2026年11月25日 23:04，王桂芝打印: on what is printed from the screen.
pub(crate) fn printed(ask: &Ask) -> String {
    let name = ask.visitor().map(|visitor| visitor.name.clone()).unwrap_or_default();
    ask.tongue().say2("ledger-mark-printed", "when", now(ask), "name", name)
}

fn now(ask: &Ask) -> String {
    let local = civil(ask.store().clock().now());
    format!("{} {}", ask.tongue().date(&local.date()), local.format("%H:%M"))
}
