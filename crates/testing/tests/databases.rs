//! A test's database is its own.

use hongwang_testing::{Database, Engine, on_both_engines};

on_both_engines! {
    fn every_test_has_a_database_of_its_own(engine) {
        let (one, other) = (Database::new(engine), Database::new(engine));
        assert_ne!(one.url(), other.url());
        assert!(one.folder().is_dir());
        if engine == Engine::Postgres {
            one.ask("CREATE TABLE county_211104.here (id text)");
            let tables = "SELECT count(*) FROM information_schema.tables WHERE table_name = 'here'";
            assert_eq!((one.ask(tables).as_str(), other.ask(tables).as_str()), ("1", "0"));
            assert_eq!(one.ask("SELECT count(*) FROM pg_namespace WHERE nspname = 'public'"), "0");
        }
        let folder = one.folder();
        drop(one);
        assert!(!folder.exists());
    }
}
