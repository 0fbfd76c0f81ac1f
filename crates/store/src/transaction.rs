//! Transactions by name, through Diesel's own book-keeping: it opens savepoints of its own inside them.

use diesel::QueryResult;
use diesel::connection::{AnsiTransactionManager as Manager, TransactionManager};
use diesel::pg::PgConnection;
use diesel::sqlite::SqliteConnection;

use crate::connection::Db;

/// Begins a transaction with the words of its engine.
pub(crate) fn begin(db: &mut Db, sqlite: &str, postgres: &str) -> QueryResult<()> {
    match db {
        Db::Sqlite(connection) => Manager::begin_transaction_sql(connection, sqlite),
        Db::Postgres(connection) => Manager::begin_transaction_sql(connection, postgres),
    }
}

/// Sets a savepoint inside a transaction.
pub(crate) fn savepoint(db: &mut Db) -> QueryResult<()> {
    match db {
        Db::Sqlite(connection) => <Manager as TransactionManager<SqliteConnection>>::begin_transaction(connection),
        Db::Postgres(connection) => <Manager as TransactionManager<PgConnection>>::begin_transaction(connection),
    }
}

/// Commits the transaction, or releases the last savepoint.
pub(crate) fn commit(db: &mut Db) -> QueryResult<()> {
    match db {
        Db::Sqlite(connection) => <Manager as TransactionManager<SqliteConnection>>::commit_transaction(connection),
        Db::Postgres(connection) => <Manager as TransactionManager<PgConnection>>::commit_transaction(connection),
    }
}

/// Rolls the transaction back, or back to the last savepoint.
pub(crate) fn rollback(db: &mut Db) -> QueryResult<()> {
    match db {
        Db::Sqlite(connection) => <Manager as TransactionManager<SqliteConnection>>::rollback_transaction(connection),
        Db::Postgres(connection) => <Manager as TransactionManager<PgConnection>>::rollback_transaction(connection),
    }
}
