//! What a message file holds, without the words: keys, arguments, whether a message says anything.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

/// A message without its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// The arguments it uses.
    pub arguments: BTreeSet<String>,
    /// It says nothing.
    pub empty: bool,
}

/// The messages of a file by key (an attribute as `key.attribute`), and the keys that stand twice.
pub(crate) fn shapes(resource: &FluentResource) -> (BTreeMap<String, Shape>, Vec<String>) {
    let (mut shapes, mut twice) = (BTreeMap::new(), Vec::new());
    let mut keep = |key: String, pattern: Option<&Pattern<&str>>| {
        if shapes.insert(key.clone(), shape(pattern)).is_some() {
            twice.push(key);
        }
    };
    for entry in resource.entries() {
        if let Entry::Message(message) = entry {
            keep(message.id.name.to_owned(), message.value.as_ref());
            for attribute in &message.attributes {
                keep(format!("{}.{}", message.id.name, attribute.id.name), Some(&attribute.value));
            }
        }
    }
    (shapes, twice)
}

fn shape(pattern: Option<&Pattern<&str>>) -> Shape {
    let Some(pattern) = pattern else { return Shape { empty: true, ..Shape::default() } };
    let mut arguments = BTreeSet::new();
    of_pattern(pattern, &mut arguments);
    let empty = pattern.elements.iter().all(|element| match element {
        PatternElement::TextElement { value }
        | PatternElement::Placeable { expression: Expression::Inline(InlineExpression::StringLiteral { value }) } => {
            value.trim().is_empty()
        }
        PatternElement::Placeable { .. } => false,
    });
    Shape { arguments, empty }
}

fn of_pattern(pattern: &Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, into);
        }
    }
}

fn of_expression(expression: &Expression<&str>, into: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, into),
        Expression::Select { selector, variants } => {
            of_inline(selector, into);
            variants.iter().for_each(|variant| of_pattern(&variant.value, into));
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, into: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            into.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => of_expression(expression, into),
        InlineExpression::FunctionReference { arguments, .. } => of_call(arguments, into),
        InlineExpression::TermReference { arguments, .. } => arguments.iter().for_each(|call| of_call(call, into)),
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. } => {}
    }
}

fn of_call(call: &CallArguments<&str>, into: &mut BTreeSet<String>) {
    call.positional.iter().for_each(|inline| of_inline(inline, into));
    call.named.iter().for_each(|named| of_inline(&named.value, into));
}
