//! Each household has one head.

use hongwang_domain::Relation;
use hongwang_domain::rulebook::workbook::ResidentColumn as Field;

use crate::check::household::{Draft, RowNote};
use crate::check::person::Standing;
use crate::check::report::{Report, Source};
use crate::finding::FaultCode;
use crate::recognise::Role;

/// Finds the head of a household, and names what is wrong. Gives back its place among the residents.
pub fn settle_head(draft: &mut Draft, sources: &[Source], report: &mut Report) -> Option<usize> {
    let source = sources[draft.table];
    let heads: Vec<usize> = (0..draft.rows.len()).filter(|at| draft.rows[*at].standing.is_head()).collect();
    for extra in heads.iter().skip(1) {
        let row = &draft.rows[*extra];
        let source = sources[row.table];
        report.push(source.warning(FaultCode::HeadDouble, row.row, relation_column(source)));
    }
    let named = draft.rows.iter().position(|row| row.name.is_some() && row.name == draft.head_name);
    let head = heads.iter().copied().find(|at| Some(*at) == named).or(heads.first().copied());
    for other in heads.iter().filter(|at| Some(**at) != head) {
        if let Some(resident) = draft.rows[*other].resident {
            draft.residents[resident].relation = None;
        }
    }
    if head.is_none() {
        without_head(draft, source, named.is_some(), report);
    }
    let head = head.or(named)?;
    if draft.head_name.is_none() {
        draft.head_name = draft.rows[head].name.clone();
    }
    let resident = draft.rows[head].resident?;
    if relation_column(source).is_none() {
        draft.residents[resident].relation = Some(Relation::HEAD);
    }
    Some(resident)
}

/// Nothing is said where another fault may have taken the head away.
fn without_head(draft: &Draft, source: Source, named: bool, report: &mut Report) {
    let relation = relation_column(source);
    let names = source.table.column(Role::Resident(Field::HeadName)).map(|column| column.index);
    let column = match (relation, names) {
        (Some(column), _) => column,
        (None, Some(column)) if !named && draft.head_name.is_some() => column,
        (None, _) => return,
    };
    let is_open = |row: &RowNote| {
        row.resident.is_none() || (relation.is_some() && matches!(row.standing, Standing::Unknown | Standing::Empty))
    };
    if !draft.rows.iter().any(is_open) {
        report.push(source.warning(FaultCode::HeadMissing, draft.place.row, Some(column)));
    }
}

/// The column that tells who is the head.
fn relation_column(source: Source) -> Option<u32> {
    let column = |field| source.table.column(Role::Resident(field)).map(|column| column.index);
    column(Field::Relation).or_else(|| column(Field::IsHead))
}
