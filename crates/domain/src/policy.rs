//! Who may do what: role × action × relation, denied unless the table allows it.

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::people::database_text;
use crate::unit::UnitPath;

/// What an account may be within a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The command line of the machine itself; audited like everybody else.
    Console,
    /// 县级组织员
    CountyOrganiser,
    /// 镇组织员
    TownOrganiser,
    /// 村党组织书记
    VillageSecretary,
    /// 党建中心管理员
    CentreKeeper,
    /// 党小组组长
    GridLeader,
    /// 党小组成员
    GroupMember,
    /// 志愿者
    Volunteer,
    /// 儿童主任
    ChildrenOfficer,
    /// 检查账号: reads, until a day
    Inspector,
    /// 系统管理员: no business data
    SystemAdmin,
    /// 安全管理员: no business data
    SecurityAdmin,
    /// 审计管理员: no business data
    AuditAdmin,
}

database_text!(Role {
    Console => "console",
    CountyOrganiser => "county_organiser",
    TownOrganiser => "town_organiser",
    VillageSecretary => "village_secretary",
    CentreKeeper => "centre_keeper",
    GridLeader => "grid_leader",
    GroupMember => "group_member",
    Volunteer => "volunteer",
    ChildrenOfficer => "children_officer",
    Inspector => "inspector",
    SystemAdmin => "system_admin",
    SecurityAdmin => "security_admin",
    AuditAdmin => "audit_admin",
});

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Set a deployment up: the county and its first administrator.
    InitialiseCounty,
    /// Read units and who leads, belongs to and helps their party groups.
    ReadOrganisation,
    /// Read the ledger's counts and the names of its party groups.
    ReadLedger,
    /// Read the names behind the ledger's counts, and which categories apply to whom.
    ReadLedgerNames,
    /// Enter a declared figure.
    DeclareFigures,
    /// Take a month-end snapshot (the platform's own duty, done in everybody's name).
    TakeSnapshot,
    /// Read households and residents.
    ReadRegistry,
    /// Change households and residents.
    ChangeRegistry,
    /// Look at a phone number that is shown masked, with a reason.
    RevealPhone,
    /// Look at a citizen id that is shown masked, with a reason.
    RevealCitizenId,
    /// Change units, party groups and appointments.
    ChangeOrganisation,
    /// Make a town of the county: its code and its name, nobody in it.
    FoundTown,
    /// Take a workbook in, undo one, and read what became of those taken in.
    ImportWorkbook,
    /// Log in and out, change the own password, preferences and tokens.
    UseOwnAccount,
    /// Create accounts, give them one-time passwords, end their sessions.
    ManageAccounts,
    /// Help somebody below to log in again: a one-time code, a phone's session ended.
    HelpAccounts,
    /// Read how the service itself is doing.
    ReadSystem,
    /// Follow the audit: who did what, when, from where and why.
    ReadAudit,
    /// Write the ends of the audit's chains into the chain above (the platform's own duty, each night).
    AnchorAudit,
    /// Back everything up into one file, from the command line.
    MakeBackup,
    /// Make, use up and retire keys of the sealed fields, from the command line.
    RotateKeys,
    /// Record what a resident asks about what is stored of them, and read what was asked.
    HandleRights,
    /// Release, as the second person, the page of everything that is stored about somebody; and open it.
    ReleaseSubject,
    /// Approve, as the second person, that somebody is erased.
    ApproveErasure,
    /// Record a resident's consent to a purpose, and that it is withdrawn.
    RecordConsent,
    /// Apply what the rulebook says of how long things are kept (the platform's own duty, each night), and forget again
    /// whoever a restored backup brought back.
    ApplyRetention,
    /// Read what is kept for how long and what each night took away: counts alone.
    ReadRetention,
}

database_text!(Action {
    InitialiseCounty => "initialise_county",
    ReadOrganisation => "read_organisation",
    ReadLedger => "read_ledger",
    ReadLedgerNames => "read_ledger_names",
    DeclareFigures => "declare_figures",
    TakeSnapshot => "take_snapshot",
    ReadRegistry => "read_registry",
    ChangeRegistry => "change_registry",
    RevealPhone => "reveal_phone",
    RevealCitizenId => "reveal_citizen_id",
    ChangeOrganisation => "change_organisation",
    FoundTown => "found_town",
    ImportWorkbook => "import_workbook",
    UseOwnAccount => "use_own_account",
    ManageAccounts => "manage_accounts",
    HelpAccounts => "help_accounts",
    ReadSystem => "read_system",
    ReadAudit => "read_audit",
    AnchorAudit => "anchor_audit",
    MakeBackup => "make_backup",
    RotateKeys => "rotate_keys",
    HandleRights => "handle_rights",
    ReleaseSubject => "release_subject",
    ApproveErasure => "approve_erasure",
    RecordConsent => "record_consent",
    ApplyRetention => "apply_retention",
    ReadRetention => "read_retention",
});

/// How far a program's token reaches of what its account may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// As far as the account itself.
    #[default]
    Everything,
    /// Reading alone, and no number that is shown masked.
    Reading,
    /// The ledger's counts, and nobody behind them.
    Counts,
}

database_text!(Reach { Everything => "everything", Reading => "reading", Counts => "counts" });

impl Reach {
    /// Whether it reaches to an action. What is not written here it does not.
    pub fn admits(self, action: Action) -> bool {
        use Action::{ReadAudit, ReadLedger, ReadLedgerNames, ReadOrganisation, ReadRegistry, ReadSystem};
        match self {
            Self::Everything => true,
            Self::Reading => matches!(
                action,
                ReadOrganisation | ReadLedger | ReadLedgerNames | ReadRegistry | ReadSystem | ReadAudit
            ),
            Self::Counts => action == ReadLedger,
        }
    }

    /// The shortest one that reaches to an action.
    pub fn least_for(action: Action) -> Self {
        [Self::Counts, Self::Reading].into_iter().find(|reach| reach.admits(action)).unwrap_or_default()
    }
}

/// Where the thing lies, seen from the unit at which the role is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The role's own unit.
    Own,
    /// A unit above it.
    Above,
    /// A unit below it.
    Below,
    /// Any other unit.
    Beside,
}

impl Relation {
    /// Every one there is.
    pub const ALL: [Self; 4] = [Self::Own, Self::Above, Self::Below, Self::Beside];

    /// How `target` stands to `own`.
    pub fn of(own: &UnitPath, target: &UnitPath) -> Self {
        if own == target {
            Self::Own
        } else if own.contains(target) {
            Self::Below
        } else if target.contains(own) {
            Self::Above
        } else {
            Self::Beside
        }
    }
}

/// Somebody who acts: an account with one role at one unit, or the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The account; `None` for the console.
    pub account: Option<Id>,
    /// The role in which this is done.
    pub role: Role,
    /// The unit at which the role is held; `None` for the console.
    pub unit: Option<UnitPath>,
}

impl Actor {
    /// The command line.
    pub fn console() -> Self {
        Self { account: None, role: Role::Console, unit: None }
    }

    /// The name that stands in the audit: the account's id, or `console`.
    pub fn name(&self) -> String {
        self.account.map_or_else(|| Role::Console.as_str().to_owned(), |id| id.to_string())
    }

    /// Whether the table allows `action` somewhere within the unit at which the role is held.
    pub fn may_within(&self, action: Action) -> bool {
        let allowed = |relation| allows(self.role, action, relation);
        self.unit.is_some() && (allowed(Relation::Own) || allowed(Relation::Below))
    }

    /// Whether the table allows `action` on a thing that belongs to `target`.
    pub fn may(&self, action: Action, target: &UnitPath) -> bool {
        match &self.unit {
            None => self.role == Role::Console,
            Some(own) => allows(self.role, action, Relation::of(own, target)),
        }
    }
}

/// What a reader may see: the subtrees, and whether the names of people in need are among it.
/// A query over people can't be asked without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    subtrees: Option<Vec<UnitPath>>,
    /// Whether names behind sensitive categories may be shown.
    pub names_in_need: bool,
}

impl Scope {
    /// What an actor may see for an action: nothing unless the table allows it.
    pub fn of(actor: &Actor, action: Action) -> Self {
        let subtrees = match &actor.unit {
            None if actor.role == Role::Console => None,
            None => Some(Vec::new()),
            Some(own) if actor.may_within(action) => Some(vec![own.clone()]),
            Some(_) => Some(Vec::new()),
        };
        let names_in_need = match &actor.unit {
            None => actor.role == Role::Console,
            Some(_) => allows(actor.role, Action::ReadLedgerNames, Relation::Own),
        };
        Self { subtrees, names_in_need }
    }

    /// The same for whoever asks by a token, as far as that reaches.
    #[must_use]
    pub fn within(self, reach: Reach, action: Action) -> Self {
        let subtrees = if reach.admits(action) { self.subtrees } else { Some(Vec::new()) };
        Self { subtrees, names_in_need: self.names_in_need && reach.admits(Action::ReadLedgerNames) }
    }

    /// Whether a unit may be seen.
    pub fn covers(&self, path: &UnitPath) -> bool {
        self.subtrees.as_ref().is_none_or(|subtrees| subtrees.iter().any(|subtree| subtree.contains(path)))
    }
}

/// The table. What is not written here is refused.
pub fn allows(role: Role, action: Action, relation: Relation) -> bool {
    use Action::{
        ApproveErasure, ChangeOrganisation, ChangeRegistry, DeclareFigures, FoundTown, HandleRights, HelpAccounts,
        ImportWorkbook, ManageAccounts, ReadAudit, ReadLedger, ReadLedgerNames, ReadOrganisation, ReadRegistry,
        ReadRetention, ReadSystem, RecordConsent, ReleaseSubject, RevealCitizenId, RevealPhone, TakeSnapshot,
        UseOwnAccount,
    };
    use Relation::{Below, Own};
    let within = matches!(relation, Own | Below);
    if action == UseOwnAccount {
        return relation == Own || role == Role::Console;
    }
    // Whoever forgot the password is helped from above, never sideways: see `hongwang_accounts::helping` for the rest.
    if action == HelpAccounts {
        return match role {
            Role::Console => true,
            Role::CountyOrganiser | Role::TownOrganiser | Role::VillageSecretary => relation == Below,
            Role::SecurityAdmin => within,
            _ => false,
        };
    }
    match role {
        Role::Console => true,
        // A county says which towns it has; who lives there, it does not see.
        Role::CountyOrganiser if action == FoundTown => relation == Own,
        Role::CountyOrganiser => within && matches!(action, ReadOrganisation | ReadLedger | TakeSnapshot),
        Role::TownOrganiser => {
            let reads = matches!(
                action,
                ReadOrganisation | ReadLedger | ReadLedgerNames | ReadRegistry | RevealPhone | RevealCitizenId
            );
            let changes =
                matches!(action, ChangeRegistry | ChangeOrganisation | DeclareFigures | ImportWorkbook | TakeSnapshot);
            let rights = matches!(action, HandleRights | ReleaseSubject | ApproveErasure | RecordConsent);
            within && (reads || changes || rights)
        }
        Role::VillageSecretary => {
            let reads = matches!(
                action,
                ReadOrganisation | ReadLedger | ReadLedgerNames | ReadRegistry | RevealPhone | RevealCitizenId
            );
            let changes = matches!(action, ChangeRegistry | DeclareFigures | TakeSnapshot);
            // People come to the village with what they ask; that somebody is erased is for the town to approve.
            let rights = matches!(action, HandleRights | ReleaseSubject | RecordConsent);
            within && (reads || changes || rights)
        }
        // MEM-1, REQ-5: a group knows its own grid, whoever receives a service included.
        Role::GridLeader => {
            let reads = matches!(action, ReadOrganisation | ReadLedger | ReadLedgerNames | ReadRegistry | RevealPhone);
            relation == Own && (reads || matches!(action, ChangeRegistry | RecordConsent))
        }
        Role::GroupMember => {
            relation == Own && matches!(action, ReadOrganisation | ReadLedger | ReadLedgerNames | ReadRegistry)
        }
        Role::Inspector => within && matches!(action, ReadOrganisation | ReadLedger),
        Role::SystemAdmin => within && matches!(action, ManageAccounts | ReadSystem | ReadRetention),
        // Two follow it who can change nothing of what it tells. Source: 三员, GB/T 22239-2019.
        Role::SecurityAdmin | Role::AuditAdmin => within && matches!(action, ReadAudit | ReadRetention),
        Role::CentreKeeper | Role::Volunteer | Role::ChildrenOfficer => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leader_sees_the_own_grid_and_not_the_next_one() {
        let village = UnitPath::root(Id::new()).child(Id::new());
        let own = village.child(Id::new());
        let leader = Actor { account: Some(Id::new()), role: Role::GridLeader, unit: Some(own.clone()) };
        assert!(leader.may(Action::ReadRegistry, &own));
        assert!(!leader.may(Action::ReadRegistry, &village.child(Id::new())));
        assert!(!leader.may(Action::ReadRegistry, &village));
        assert!(!leader.may(Action::ImportWorkbook, &own));
    }

    #[test]
    fn the_audit_is_followed_by_two_administrators_and_by_nobody_else() {
        for role in Role::ALL.iter().filter(|role| **role != Role::Console) {
            let follows = matches!(role, Role::SecurityAdmin | Role::AuditAdmin);
            for relation in Relation::ALL {
                let within = matches!(relation, Relation::Own | Relation::Below);
                assert_eq!(allows(*role, Action::ReadAudit, relation), follows && within, "{role:?} {relation:?}");
            }
        }
    }

    #[test]
    fn administrators_see_no_business_data() {
        for role in [Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin] {
            for action in [Action::ReadLedger, Action::ReadRegistry, Action::ImportWorkbook, Action::ReadLedgerNames] {
                assert!(!allows(role, action, Relation::Own) && !allows(role, action, Relation::Below), "{role:?}");
            }
        }
    }
}
