//! Fluent messages
